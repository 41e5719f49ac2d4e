import { In } from 'typeorm'
import { z } from 'zod'
import { changeState } from '#src/features/deficiencies/change-state.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { lifecycle } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import type { Decision } from '#src/features/meetings/decision.entity.ts'
import { agendaItems, type Meeting, meetings } from '#src/features/meetings/meeting.entity.ts'
import { placeOnAgenda } from '#src/features/meetings/place-on-agenda.ts'
import { inSwedish, paragraphLabel } from '#src/features/meetings/wording.ts'
import { Conflict, NotFound } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { decisionPolicy } from './decision.policy.ts'
import type { FoundDecision } from './find-decision.ts'
import { holdBack } from './hold-back.ts'

export const Correcting = z.object({ meetingId: field.id('deficiencies.chooseMeeting') })

/** Why it cannot be corrected by a new decision, as a key of the catalogue; null when it can. */
export function cannotCorrect({ decision, deficiency, correctedBy }: FoundDecision): string | null {
  if (correctedBy !== null) return 'decisions.correctedAlready'
  if (deficiency === null) return 'decisions.freeItem'
  return isCorrectable(decision, deficiency) ? null : 'decisions.isClosed'
}

/** What has ended is decided anew only where the decision that ended it was wrong. */
const isCorrectable = ({ type }: Decision, { state }: Deficiency): boolean =>
  lifecycle.allows(state, 'place') || (type === 'close' && lifecycle.allows(state, 'correct'))

/** Meetings of the group where a correction can be decided: to come or running, and the systemfel not decided there. */
export async function meetingsToCorrectAt(ctx: Ctx, { meeting, decision }: FoundDecision): Promise<Meeting[]> {
  const { groupId } = meeting
  const coming = await ctx
    .rows(meetings)
    .all({ groupId, state: In(['planned', 'running']) }, { day: 'ASC', time: 'ASC' })
  const items = await ctx.rows(agendaItems).all({
    meetingId: In(coming.map(({ id }) => id)),
    deficiencyId: decision.deficiencyId ?? '',
  })
  const decided = items.flatMap(({ meetingId, paragraph }) => (paragraph === null ? [] : [meetingId]))
  return coming.filter(({ id }) => !decided.includes(id))
}

/**
 * Puts "Rättelse av § 12" on the agenda of a meeting: what is decided there takes the decision's place. Throws `Conflict`
 * when it cannot be corrected, and `NotFound` for another meeting than those of `meetingsToCorrectAt`.
 */
export async function correctAtMeeting(
  ctx: Ctx,
  found: FoundDecision,
  { meetingId }: z.output<typeof Correcting>,
): Promise<void> {
  decisionPolicy.authorize(ctx.actor, 'correct', found)
  const reason = cannotCorrect(found)
  if (reason !== null || found.deficiency === null) throw new Conflict(reason ?? 'decisions.freeItem')
  const meeting = (await meetingsToCorrectAt(ctx, found)).find(({ id }) => id === meetingId)
  if (meeting === undefined) throw new NotFound('errors.notFound')
  const { id, paragraph, year } = found.decision
  const label = paragraphLabel(paragraph, year)
  const whyFacts = { variant: 'correction', corrects: id, paragraph: label }
  await holdBack(ctx, found.decision, meeting.state === 'running' ? meeting.id : null)
  const open = await reopen(ctx, found.deficiency)
  await placeOnAgenda(ctx, open, meeting, 'added', whyFacts, 'follow_up')
  const item = await ctx.rows(agendaItems).get({ meetingId, deficiencyId: open.id })
  await ctx.rows(agendaItems).update(item, {
    ...{ title: inSwedish('decisions.correctionOf', { paragraph: label }), why: 'added', whyFacts },
  })
  ctx.record(
    'decision.correctionPlaced',
    { type: 'deficiency', id: open.id },
    { decisionId: id, paragraph, year, meetingId },
  )
}

/** A systemfel that the wrong decision ended is open again, so that something else can be decided. */
export async function reopen<D extends Deficiency>(ctx: Ctx, deficiency: D): Promise<Deficiency> {
  if (!lifecycle.allows(deficiency.state, 'correct')) return deficiency
  const open = await changeState(ctx, deficiency, 'correct')
  ctx.record(
    'deficiency.reopened',
    { type: 'deficiency', id: deficiency.id },
    { from: deficiency.state, to: open.state },
  )
  return open
}
