import { deficiencyPolicy } from '#src/features/deficiencies/deficiency.policy.ts'
import type { DeficiencyInCircle } from '#src/features/deficiencies/find-deficiency.ts'
import type { TimelineEvent } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { effectRulings } from './effect.entity.ts'
import { ownQuestions, ruledOn } from './effect.queries.ts'

/** What the reader of a systemfel can do about its effect, or how it was solved. */
export async function effectOffers(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
): Promise<readonly { href: string; label: string; main: boolean }[]> {
  const { number, state, id } = deficiency
  if (state === 'resolved') return [{ href: `/losningar/${number}`, label: ctx.t('solutions.offer'), main: false }]
  if (state !== 'remedied' && state !== 'effect_unknown') return []
  const own = (await ownQuestions(ctx)).filter(line => line.number === number)
  const rules = deficiencyPolicy.can(ctx.actor, 'decide', deficiency) && (await ruledOn(ctx, id)) !== null
  return [
    ...own.map(line => ({ href: `/effekt/fraga/${line.id}`, label: ctx.t('effects.offer'), main: false })),
    ...(rules ? [{ href: `/effekt/avgora/${number}`, label: ctx.t('effects.offerRule'), main: false }] : []),
  ]
}

/** What groups have made of a partial effect, for its circle. */
export async function rulingEvents(ctx: Ctx, deficiencyId: string): Promise<TimelineEvent[]> {
  const rulings = await ctx.rows(effectRulings).all({ deficiencyId }, { at: 'ASC' })
  return rulings.map(({ at, ruling, reason }) => ({
    when: dates[ctx.actor.locale].date(at),
    title: ctx.t(ruling === 'ease' ? 'effects.ruledEase' : 'effects.ruledKeepOpen'),
    text: reason,
    tone: ruling === 'ease' ? 'closed' : 'ongoing',
  }))
}
