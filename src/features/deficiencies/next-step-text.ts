import { keyOf } from '#src/i18n/translate.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { nextStep, type Situation } from './next-step.rules.ts'

/** What happens next and who does it, as a sentence in the reader's language. */
export function nextStepText(ctx: Ctx, situation: Situation): string {
  const { key, values } = nextStep(situation)
  const { day } = dates[ctx.actor.locale]
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, name === 'day' ? day(String(value)) : value]),
  )
  return ctx.t(keyOf(`deficiencies.next.${key}`), shown)
}
