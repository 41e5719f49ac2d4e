import type { DeficiencyInCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { EFFECT_ANSWERS } from '#src/features/meetings/decision.entity.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Fact } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { ruledOn, type Standing } from './effect.queries.ts'
import { rulingsFor } from './rule-on-effect.ts'

export interface RulingPage {
  readonly title: string
  readonly fictitious: boolean
  readonly number: string
  readonly name: string
  readonly facts: readonly Fact[]
  /** Null when there is nothing to rule on: why stands in its place. */
  readonly options: readonly Option[] | null
  /** What is different while a check is to come. */
  readonly note: string | null
  readonly version: number
  readonly form: FormState
}

export async function rulingPage(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  form: FormState = emptyForm(),
): Promise<RulingPage> {
  const standing = await ruledOn(ctx, deficiency.id)
  return {
    title: ctx.t('effects.ruleTitle'),
    fictitious: deficiency.fictitious,
    number: deficiency.number,
    name: deficiency.title,
    facts: standing === null ? [] : factsOf(ctx, standing),
    options:
      standing === null
        ? null
        : rulingsFor(standing).map(value => ({
            value,
            label: ctx.t(keyOf(`ruling.${value}`)),
            hint: ctx.t(keyOf(`effects.hint.${value}`)),
          })),
    note: standing === null || standing.last ? null : ctx.t('effects.notLast'),
    version: deficiency.version,
    form,
  }
}

/** How many said what; who they are is their office's. */
function factsOf(ctx: Ctx, { check, counts }: Standing): Fact[] {
  const { months, settledAt } = check
  const said = EFFECT_ANSWERS.filter(answer => counts[answer] > 0)
  return [
    {
      label: ctx.t('effects.after', { months }),
      text: said.map(answer => ctx.t(keyOf(`effect.${answer}`))).join(', '),
      ...(settledAt === null ? {} : { note: dates[ctx.actor.locale].date(settledAt) }),
    },
  ]
}
