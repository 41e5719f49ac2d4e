import { keyOf } from '#src/i18n/translate.ts'
import { monthOf } from '#src/kernel/days.ts'
import type { FormState } from '#src/kernel/forms.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CandidateButtons, type CandidateCard, candidateCard } from './candidate.page.ts'
import { candidatesFor } from './candidates.queries.ts'
import { IS_NEW, NOW } from './choose-likeness.ts'
import { municipalityOptions } from './extent.page.ts'
import { type StepFrame, stepFrame } from './filing.page.ts'
import type { Observation } from './observation.entity.ts'
import { LIKELIEST } from './report-same-here.ts'

export interface LikenessPage extends StepFrame {
  readonly candidates: readonly CandidateCard[]
  /** The button that sends "samma här" at once; null where the place has to be chosen. */
  readonly now: CandidateButtons['now']
  readonly isNew: string
}

export async function likenessPage(ctx: Ctx, draft: Observation, form?: FormState): Promise<LikenessPage> {
  const candidates = (await candidatesFor(ctx, draft)).map(shown => candidateCard(ctx, shown))
  const places = await municipalityOptions(ctx, draft.officeId)
  return {
    ...(await stepFrame(ctx, 'likeness', draft, {}, form)),
    candidates,
    now: places.length === 1 ? { name: NOW, label: nowLabel(ctx) } : null,
    isNew: IS_NEW,
  }
}

const nowLabel = (ctx: Ctx): string =>
  ctx.t('filing.sendNow', {
    band: ctx.t(keyOf(`band.${LIKELIEST.clientBand}`)),
    month: dates[ctx.actor.locale].month(monthOf(ctx.today)),
  })
