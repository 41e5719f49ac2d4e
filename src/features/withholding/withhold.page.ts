import { isKey, keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { keyOfPlace } from './place.ts'
import type { Thing } from './thing.queries.ts'
import { WHYS } from './withheld-text.entity.ts'

export interface WithholdPage {
  readonly title: string
  readonly fictitious: boolean
  readonly reference: string
  readonly back: string
  readonly action: string
  readonly form: FormState
  /** Each text with its beginning. */
  readonly texts: readonly Option[]
  readonly whys: readonly Option[]
}

export function withholdPage(ctx: Ctx, thing: Thing, form?: FormState): WithholdPage {
  const [only, ...others] = thing.places
  const stored = only !== undefined && others.length === 0 ? { places: keyOfPlace(only) } : {}
  return {
    title: ctx.t('withholding.title'),
    fictitious: thing.fictitious,
    reference: thing.reference,
    back: thing.path,
    action: `${thing.path}/sparra`,
    form: form ?? emptyForm(stored),
    texts: thing.places.map(place => ({
      value: keyOfPlace(place),
      label: labelOf(ctx, place),
      hint: beginning(place.text),
    })),
    whys: WHYS.map(value => ({ value, label: ctx.t(keyOf(`withholding.why.${value}`)) })),
  }
}

/** "Åtgärd: Beskrivning". */
export function labelOf(ctx: Ctx, { table, field }: { table: { name: string }; field: string }): string {
  const named = `field.${field}`
  const of = ctx.t(keyOf(`withholding.table.${table.name}`))
  return isKey(named) ? `${of}: ${ctx.t(named)}` : of
}

const SHOWN = 140
const beginning = (text: string): string => (text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`)
