import { keyOf } from '#src/i18n/translate.ts'
import { hasRole } from '#src/kernel/actor.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { frequencyOf } from './news.queries.ts'
import { FREQUENCIES } from './reporter-news.entity.ts'

export interface NewsChoiceShown {
  readonly form: FormState
  readonly options: readonly Option[]
}

/** For those who report; null for others. */
export async function newsChoiceShown(ctx: Ctx): Promise<NewsChoiceShown | null> {
  if (!hasRole(ctx.actor, 'ombud', 'coordinator')) return null
  const option = (frequency: string): Option => ({
    value: frequency,
    label: ctx.t(keyOf(`following.often.${frequency}`)),
    hint: ctx.t(keyOf(`following.often.${frequency}Hint`)),
  })
  return { form: emptyForm({ frequency: await frequencyOf(ctx, ctx.actor.id) }), options: FREQUENCIES.map(option) }
}
