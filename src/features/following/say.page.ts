import { ownFeeding } from '#src/features/deficiencies/deficiency.policy.ts'
import type { DeficiencyInCircle } from '#src/features/deficiencies/find-deficiency.ts'
import type { Situation } from '#src/features/deficiencies/next-step.rules.ts'
import { situationsOf } from '#src/features/deficiencies/situations.queries.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { latestAnswer } from './ledger.queries.ts'
import { sayIn } from './say-text.ts'

export interface SayShown {
  readonly sentences: readonly string[]
  /** A page with nothing else on it. */
  readonly href: string
}
export interface SayPage extends SayShown {
  readonly title: string
  readonly fictitious: boolean
  readonly number: string
  readonly name: string
  readonly asOf: string
  readonly back: string
}

/** For those who meet the clients: who works in an office that feeds it. Null for others, and of a merged one. */
export async function sayShown(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  situation: Situation,
): Promise<SayShown | null> {
  if (ownFeeding(ctx.actor, deficiency).length === 0 || deficiency.state === 'merged') return null
  const answer = await latestAnswer(ctx, deficiency.id)
  return { sentences: sayIn(ctx.actor.locale, { ...situation, answer }), href: `/aterkoppling/${deficiency.number}` }
}

/** "Det här kan du säga", to read out, copy or print. Throws `NotFound` for those who are not to say it. */
export async function sayPage(ctx: Ctx, deficiency: DeficiencyInCircle): Promise<SayPage> {
  const situation = (await situationsOf(ctx, [deficiency])).get(deficiency.id)
  const shown = situation === undefined ? null : await sayShown(ctx, deficiency, situation)
  if (shown === null) throw new NotFound('errors.notFound')
  return {
    ...shown,
    title: ctx.t('say.title'),
    fictitious: deficiency.fictitious,
    number: deficiency.number,
    name: deficiency.title,
    asOf: ctx.t('say.asOf', { day: dates[ctx.actor.locale].day(ctx.today) }),
    back: `/systemfel/${deficiency.number}`,
  }
}
