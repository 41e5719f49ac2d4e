import { In } from 'typeorm'
import { actions } from '#src/features/actions/action.entity.ts'
import { cancelAction } from '#src/features/actions/cancel-action.ts'
import { findAction } from '#src/features/actions/find-action.ts'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { type Decision, type DecisionType, decisions, effectChecks } from '#src/features/meetings/decision.entity.ts'
import type { AgendaItem } from '#src/features/meetings/meeting.entity.ts'
import { inSwedish, paragraphLabel } from '#src/features/meetings/wording.ts'
import { Conflict } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { takeBackUnsent } from './hold-back.ts'

/** Which decision an item of an agenda is there to correct. What is postponed corrects nothing. */
export function correctedBy({ whyFacts }: Pick<AgendaItem, 'whyFacts'>, type: DecisionType): string | null {
  const id = whyFacts['corrects']
  return typeof id === 'string' && type !== 'postpone' ? id : null
}

/**
 * Another decision takes the place of one: what that one set going and nobody has acted on is taken back. What has been
 * sent, answered or done stays, and its page says so. Throws `Conflict` when it has been replaced already.
 */
export async function replaceDecision(ctx: Ctx, replacedId: string, by: Decision): Promise<void> {
  const replaced = await ctx.rows(decisions).hold({ id: replacedId })
  const others = await ctx.rows(decisions).all({ correctsId: replaced.id })
  if (others.some(({ id }) => id !== by.id)) throw new Conflict('decisions.correctedAlready')
  const requests = await ctx.rows(answerRequests).all({ decisionId: replaced.id, state: 'tray' })
  for (const { id } of requests) await takeBackUnsent(ctx, id)
  const proof = inSwedish('decisions.cancelledBy', { paragraph: paragraphLabel(by.paragraph, by.year) })
  const open = await ctx.rows(actions).all({ decisionId: replaced.id, state: In(['proposed', 'accepted']) })
  for (const { id, version } of open)
    await cancelAction(ctx, await findAction(ctx, id), { version, proof }, { heldByMeetingId: by.meetingId })
  const checks = await ctx.rows(effectChecks).remove({ decisionId: replaced.id, state: 'planned' })
  ctx.record(
    'decision.corrected',
    { type: 'deficiency', id: replaced.deficiencyId ?? '' },
    {
      ...{ decisionId: replaced.id, paragraph: replaced.paragraph, year: replaced.year },
      ...{ byId: by.id, by: paragraphLabel(by.paragraph, by.year) },
      ...{ requests: requests.length, actions: open.length, checks },
    },
  )
}
