import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { BOUNCED, BOUNCES } from './mail-places.rules.ts'

export interface BouncePage {
  readonly title: string
  readonly form: FormState
  readonly bounces: readonly Option[]
}

export const bouncePage = (ctx: Ctx, address = '', form: FormState = emptyForm({ address })): BouncePage => ({
  title: ctx.t('operations.bounceTitle'),
  form,
  bounces: BOUNCES.map(value => ({ value, label: ctx.t(keyOf(`failure.${BOUNCED}${value}`)) })),
})
