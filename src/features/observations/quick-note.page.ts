import { officesOf } from '#src/kernel/actor.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { FormModel } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { areFictitious } from './observation.queries.ts'

export type QuickForm = FormModel
export interface QuickPage extends QuickForm {
  readonly title: string
  readonly fictitious: boolean
}

export const quickPage = async (ctx: Ctx, form: FormState = emptyForm()): Promise<QuickPage> => ({
  title: ctx.t('filing.note'),
  fictitious: await areFictitious(ctx, officesOf(ctx.actor, 'ombud')),
  form,
})
