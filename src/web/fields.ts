/** Models of the field partials (`components/field-…`) and of what stands around them in a form. */

import type { FormState, Message } from '#src/kernel/forms.ts'
import type { GuardMark } from '#src/kernel/text-review.ts'
import type { Attributes } from './html.ts'

export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: string | undefined
}

/** A field reads its value and its errors from `form` by `name`; its control has the id `f-<name>`. */
export interface FieldModel {
  readonly form: FormState
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  /** False adds “(frivilligt)” to the label; fields are required unless said otherwise. */
  readonly required?: boolean | undefined
  /** The label is the heading of the page: one question, one page. */
  readonly heading?: boolean | undefined
  readonly attributes?: Attributes | undefined
}
/** A box that a person writes in. */
interface WrittenFieldModel extends FieldModel {
  /** What the privacy guard asks about while it is written in, where scripts run; the server's rule is the form's. */
  readonly guard?: GuardMark | undefined
}
export interface TextFieldModel extends WrittenFieldModel {
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'tel' | 'url' | 'time' | undefined
  readonly autocomplete?: string | undefined
  readonly inputmode?: 'numeric' | 'tel' | 'email' | 'search' | undefined
  /** Width of the field in characters, where that tells what is expected. */
  readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | undefined
}
export interface AreaFieldModel extends WrittenFieldModel {
  readonly rows?: number | undefined
  /** Said under the field; the server enforces it. */
  readonly maxLength?: number | undefined
}
export interface ChoiceFieldModel extends FieldModel {
  readonly options: readonly Option[]
  /** Side by side where there is room: for two or three short answers. */
  readonly inline?: boolean | undefined
}
export interface SelectFieldModel extends FieldModel {
  readonly options: readonly Option[]
  /** The text of the empty first option; null leaves it out. */
  readonly prompt?: string | null | undefined
}
export interface DayFieldModel extends FieldModel {
  readonly min?: string | undefined
  readonly max?: string | undefined
}
export interface MonthFieldModel extends FieldModel {
  /** The months to choose among, as YYYY-MM. */
  readonly months: readonly string[]
}
export interface TickFieldModel extends FieldModel {
  /** What is sent when ticked; `ja` unless said otherwise. */
  readonly value?: string | undefined
}
export interface FormModel {
  readonly form: FormState
}
export interface FormErrorsModel extends FormModel {
  /** Field name → its label, said before the error where several fields may have the same error. */
  readonly labels?: Readonly<Record<string, string>> | undefined
}

/** What the plain component needs of a field. */
export interface FieldParts {
  readonly id: string
  readonly name: string
  readonly label: { readonly text: string; readonly classes: string; readonly isPageHeading: boolean }
  readonly hint: { readonly text: string } | undefined
  readonly errorMessage: { readonly text: string } | undefined
  readonly attributes: Attributes | undefined
}

export const fieldId = (name: string): string => `f-${name}`

/** The parts of a field, with its texts made by the given functions. */
export function fieldParts(field: FieldModel, optional: string, textOf: (message: Message) => string): FieldParts {
  const errors = field.form.errors[field.name] ?? []
  const heading = field.heading === true
  return {
    id: fieldId(field.name),
    name: field.name,
    label: {
      text: field.required === false ? `${field.label} ${optional}` : field.label,
      classes: heading ? 'app-label--heading' : '',
      isPageHeading: heading,
    },
    hint: field.hint === undefined ? undefined : { text: field.hint },
    errorMessage: errors.length === 0 ? undefined : { text: errors.map(textOf).join(' ') },
    attributes: field.attributes,
  }
}

/** The one value of a field as it was typed. */
export const typedValue = ({ form, name }: FieldModel): string => {
  const value = form.values[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

/** All values of a field, for checkboxes. */
export const typedValues = ({ form, name }: FieldModel): readonly string[] => {
  const value = form.values[name]
  return typeof value === 'string' ? [value] : (value ?? [])
}
