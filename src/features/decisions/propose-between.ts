import { z } from 'zod'
import { lifecycle } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import type { DeficiencyInCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { seatsWithHolders } from '#src/features/groups/group.queries.ts'
import { DECISION_TYPES, type DecisionType } from '#src/features/meetings/decision.entity.ts'
import { KINDS } from '#src/features/meetings/decision-kinds.ts'
import type { DeficiencyMatter } from '#src/features/meetings/matter.ts'
import { OPEN_AGENDA, PLAIN_ITEM } from '#src/features/meetings/meeting.entity.ts'
import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { type Faulty, faulty, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { askSeats } from './ask-seats.ts'
import { keptForm } from './circulated-form.ts'
import { type Circulation, circulations } from './circulation.entity.ts'
import { isLastDay } from './circulation.rules.ts'
import { cannotCorrect } from './correct-decision.ts'
import { circulationFound, type GroupBetween } from './find-circulation.ts'
import type { FoundDecision } from './find-decision.ts'
import { holdBack } from './hold-back.ts'

/** What is proposed: by which group, on what, and in the place of which decision. */
export interface Proposing {
  readonly group: GroupBetween
  readonly deficiency: DeficiencyInCircle
  readonly corrects: FoundDecision | null
}

/** There is no meeting to postpone from. */
const BETWEEN = DECISION_TYPES.filter(type => type !== 'postpone')

/** What may be decided between meetings on a systemfel; where a wrong decision has ended it, as though it were open. */
export const choicesBetween = ({ deficiency, corrects }: Proposing): DecisionType[] =>
  BETWEEN.filter(type => lifecycle.allows(corrects === null ? deficiency.state : 'on_agenda', type, ['convener']))

/** Why nothing can be proposed, as a key of the catalogue; null when it can. */
export async function cannotPropose(ctx: Ctx, { group, deficiency, corrects }: Proposing): Promise<string | null> {
  const open = await ctx.rows(circulations).count({ groupId: group.id, deficiencyId: deficiency.id, state: 'asking' })
  if (open > 0) return 'decisions.circulatesAlready'
  const seats = await seatsWithHolders(ctx, group.id, ctx.today)
  if (seats.every(({ holders }) => holders.length === 0)) return 'decisions.noSeats'
  if (corrects !== null) return cannotCorrect(corrects)
  return lifecycle.allows(deficiency.state, 'place') ? null : 'decisions.endedBetween'
}

/** As a matter before a meeting, for the forms of decisions. */
export function matterBetween(ctx: Ctx, { group, deficiency }: Proposing): DeficiencyMatter {
  const times = { ...OPEN_AGENDA, startedAt: ctx.now, endedAt: null, notesDoneAt: null, perCapsulam: true }
  return {
    meeting: {
      ...{ id: ctx.newId(), groupId: group.id, day: ctx.today, time: '00:00', place: '', state: 'running', version: 1 },
      ...{ ...times, group, officeIds: group.officeIds },
    },
    item: {
      ...{ id: ctx.newId(), meetingId: '', deficiencyId: deficiency.id, title: deficiency.title, section: 'other' },
      ...{ ...PLAIN_ITEM, position: 1, why: 'added', whyFacts: {}, note: null, paragraph: null, version: 1 },
    },
    deficiency,
  }
}

const Term = z.object({ lastDay: field.day('decisions.lastDayMissing') })

/** The last day to answer on, beside the decision's own form. */
function readTerm(ctx: Ctx, body: Submitted) {
  const form = ctx.form(Term, body)
  if (!form.ok || isLastDay(form.value.lastDay, ctx.today)) return form
  return faulty(body, { lastDay: ['decisions.lastDayWrong'] })
}

/**
 * Proposes a decision to the group's seats, and asks each by letter: on the page, or by a link for who has no account. Gives the form back when something is
 * wrong with it. Throws `Conflict` when nothing can be proposed.
 */
export async function proposeBetween(
  ctx: Ctx,
  proposing: Proposing,
  type: DecisionType,
  body: Submitted,
): Promise<Faulty | { readonly ok: true; readonly circulation: Circulation }> {
  const { group, deficiency, corrects } = proposing
  meetingPolicy.authorize(ctx.actor, 'lead', group)
  const reason = await cannotPropose(ctx, proposing)
  if (reason !== null) throw new Conflict(reason)
  if (!choicesBetween(proposing).includes(type)) throw new Conflict('errors.notFromHere')
  const prepared = await KINDS[type].prepare(ctx, matterBetween(ctx, proposing), body)
  if (!prepared.ok) return prepared
  const term = readTerm(ctx, body)
  if (!term.ok) return term
  const circulation = await ctx.rows(circulations).insert({
    ...keptForm(body, prepared.value.terms.text),
    ...{ id: ctx.newId(), groupId: group.id, deficiencyId: deficiency.id, type },
    ...{ correctsId: corrects?.decision.id ?? null, state: 'asking', proposedAt: ctx.now, closedAt: null },
    ...{ lastDay: term.value.lastDay, remindedAt: null, decisionId: null, version: 1 },
  })
  const details = { circulationId: circulation.id, type, groupId: group.id, correctsId: circulation.correctsId }
  ctx.record('decision.circulated', { type: 'deficiency', id: deficiency.id }, details)
  if (corrects !== null) await holdBack(ctx, corrects.decision, null)
  await askSeats(ctx, await circulationFound(ctx, circulation))
  return { ok: true, circulation }
}
