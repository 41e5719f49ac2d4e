import { type Action, actions } from '#src/features/actions/action.entity.ts'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { decisions, effectChecks } from '#src/features/meetings/decision.entity.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import type { World } from '#test/support/world.ts'
import { Board } from './board.ts'

export const folded = (text: string): string => text.replace(/\s+/g, ' ').trim()
export const SHORT = {
  what: 'Den som ringer får inget svar.',
  forWhom: 'Personer som inte kan skriva brev.',
  wanted: 'En telefontid som besvaras varje dag.',
}

/** A planned meeting with a systemfel about the agency on its agenda, whose Kort sagt is written. */
export async function planned(world: World): Promise<{ board: Board; known: Deficiency; meeting: Meeting }> {
  const board = await Board.of(world)
  const known = await board.deficiency({ title: 'Svårt att nå handläggare' })
  await world.given(ctx => ctx.rows(deficiencies).change(known.id, SHORT))
  await board.report(known, { clientBand: '2-4' })
  return { board, known, meeting: await board.plan('2026-12-01') }
}
export const at = ({ id }: Pick<Meeting, 'id'>, rest = ''): string => `/moten/${id}/material${rest}`

/** An action under way, a question without an answer, and what an ombud has said of the effect. */
export async function followUp(board: Board, meeting: Meeting, { id: deficiencyId }: Deficiency): Promise<void> {
  const item = (await board.items(meeting)).find(one => one.deficiencyId === deficiencyId)
  const of = { deficiencyId, organisationId: board.agency.id, officeId: board.office.id }
  await board.world.given(async ctx => {
    await ctx.rows(actions).insert({ ...ACTION, ...of, id: ctx.newId(), createdAt: ctx.now })
    await ctx.rows(answerRequests).insert({
      ...{ id: ctx.newId(), deficiencyId, decisionId: null, meetingId: null, contactId: board.contact.id },
      ...{ groupId: board.group.id, officeId: board.office.id, question: 'När ändras det?', termDays: 30 },
      ...{ sentAt: ctx.now, dueDay: '2026-12-24', linkId: null, state: 'sent', createdAt: ctx.now, version: 1 },
    })
    const decision = await ctx.rows(decisions).insert({
      ...{ id: ctx.newId(), meetingId: meeting.id, agendaItemId: item?.id ?? '', deficiencyId, type: 'accept' },
      ...{ text: 'Svaret godtas.', reason: null, organisationId: null, officeId: null, dueDay: null, acceptedBy: null },
      ...{ paragraph: 1, year: 2026, at: ctx.now, correctsId: null },
    })
    await ctx.rows(effectChecks).insert({
      ...{ id: ctx.newId(), deficiencyId, decisionId: decision.id, months: 3, dueDay: '2026-11-20' },
      ...{ state: 'answered', answer: 'partly', createdAt: ctx.now, askedAt: null, settledAt: null },
    })
  })
}
export const ACTION: Omit<Action, 'id' | 'deficiencyId' | 'organisationId' | 'officeId' | 'createdAt'> = {
  ...{ decisionId: null, kind: 'routine', strength: null, description: 'En ny rutin', ownerFunction: null },
  ...{ state: 'accepted', dueDay: null, startedDay: null, doneDay: null, proof: null, expectedEffect: null },
  ...{ acceptedAt: null, acceptedHow: null, nextContactDay: null, closedAt: null },
  version: 1,
}
