import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { deficiencyPolicy, ownFeeding } from './deficiency.policy.ts'
import { reportFiguresOf } from './deficiency.queries.ts'
import type { FormFrame } from './deficiency-form.page.ts'
import { definitionRules } from './definition-setting.queries.ts'
import { type DefinitionShown, definitionShown } from './definition-shown.ts'
import type { DeficiencyInCircle } from './find-deficiency.ts'
import { JUDGEMENTS, LONGEST_REASON } from './judge-definition.ts'

export interface DefinitionPage extends FormFrame {
  readonly definition: DefinitionShown
  readonly version: string
  readonly longest: number
  readonly options: readonly Option[]
  /** There is something to withdraw. */
  readonly judged: boolean
}

/** Throws `Forbidden` for others than a convener of its circle. */
export async function definitionPage(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  typed?: FormState,
): Promise<DefinitionPage> {
  deficiencyPolicy.authorize(ctx.actor, 'judge', deficiency)
  const { number, title, fictitious, definitionOverride, definitionReason, version } = deficiency
  const form =
    typed ?? emptyForm({ definitionOverride: definitionOverride ?? '', definitionReason: definitionReason ?? '' })
  const named = typed?.values['version']
  return {
    title: ctx.t('definition.title'),
    fictitious,
    number,
    name: title,
    form,
    labels: {
      definitionOverride: ctx.t('field.definitionOverride'),
      definitionReason: ctx.t('field.definitionReason'),
    },
    definition: await shownOf(ctx, deficiency),
    version: typeof named === 'string' ? named : String(version),
    longest: LONGEST_REASON,
    options: JUDGEMENTS.map(value => ({ value, label: ctx.t(keyOf(`definition.${value}`)) })),
    judged: definitionOverride !== null,
  }
}

async function shownOf(ctx: Ctx, deficiency: DeficiencyInCircle): Promise<DefinitionShown> {
  const rules = await definitionRules(ctx)
  const { evidence } = await reportFiguresOf(ctx, deficiency, rules)
  return definitionShown(ctx, deficiency, { evidence, rules, inside: ownFeeding(ctx.actor, deficiency).length > 0 })
}
