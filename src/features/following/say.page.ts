import type { DeficiencyInCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { situationsOf } from '#src/features/deficiencies/situations.queries.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type SayShown, sayShown } from './say-shown.ts'

export interface SayPage extends SayShown {
  readonly title: string
  readonly fictitious: boolean
  readonly number: string
  readonly name: string
  readonly asOf: string
  readonly back: string
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
