import { keyOf } from '#src/i18n/translate.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { stateChanges } from './deficiency.entity.ts'
import type { Gathered } from './deficiency-gathered.queries.ts'
import { type CameBack, lastReturn, latestBefore } from './returned.rules.ts'

/** That it came back, and what was done the last time. */
export interface ReturnedShown {
  readonly text: string
  /** What was decided, answered and found out then. */
  readonly before: readonly string[]
}

/** Until a group has decided on it anew: then that is what counts. */
export async function returnedShown(ctx: Ctx, deficiencyId: string, gathered: Gathered): Promise<ReturnedShown | null> {
  if (!gathered.cameBack) return null
  const back = lastReturn(await ctx.rows(stateChanges).all({ deficiencyId }, { at: 'ASC', id: 'ASC' }))
  if (back === null || gathered.decisions.some(({ at }) => at >= back.at)) return null
  return { text: whenText(ctx, back), before: beforeTexts(ctx, back, gathered) }
}

function whenText(ctx: Ctx, { at, ended }: CameBack): string {
  const { date } = dates[ctx.actor.locale]
  if (ended === null) return ctx.t('returned.back', { day: date(at) })
  const state = ctx.t(keyOf(`state.${ended.state}`)).toLowerCase()
  return ctx.t('returned.endedAndBack', { ended: date(ended.at), state, day: date(at) })
}

function beforeTexts(ctx: Ctx, { at }: CameBack, { decisions, requests, effects }: Gathered): string[] {
  const { day, date } = dates[ctx.actor.locale]
  const { t } = ctx
  const decision = latestBefore(decisions, one => one.at, at)
  const answer = latestBefore(
    requests.flatMap(request => request.answer ?? []),
    ({ receivedAt }) => receivedAt,
    at,
  )
  const effect = latestBefore(
    effects.filter(check => check.answer !== null),
    ({ dueDay }) => new Date(`${dueDay}T00:00:00Z`),
    at,
  )
  const texts = [
    decision &&
      t('returned.decision', {
        paragraph: decision.paragraph,
        day: day(decision.meetingDay),
        decision: t(keyOf(`decision.${decision.type}`)),
      }),
    answer && t('returned.answer', { day: date(answer.receivedAt), answer: t(keyOf(`answerKind.${answer.kind}`)) }),
    effect && t('returned.effect', { months: effect.months, effect: t(keyOf(`effect.${effect.answer}`)) }),
  ].filter(text => text !== null)
  return texts.length === 0 ? [t('returned.nothing')] : texts
}
