import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FieldErrors, type FormState, faulty, type Read, type Submitted } from '#src/kernel/forms.ts'
import type { ListCell } from '#src/web/blocks.ts'
import type { Option } from '#src/web/fields.ts'
import { html } from '#src/web/html.ts'
import type { Ctx } from '#src/work/context.ts'

export interface Crumb {
  readonly text: string
  readonly href?: string | undefined
}

/** The other registers, at the top of a list. */
export interface RegisterLinks {
  readonly links: readonly Crumb[]
}
export interface SaveButtons {
  /** Where “Avbryt” leads. */
  readonly cancel: string
}

/** The boxes that say who is a contact's manager. */
export interface ManagerFields {
  readonly form: FormState
  /** Who may be named. */
  readonly managers: readonly Option[]
}

/** What every form page of the registers and groups shows. */
export interface FormPage extends SaveButtons {
  readonly title: string
  readonly trail: readonly Crumb[]
  readonly form: FormState
  /** The version that the person read, as it was sent; null on a form that makes something new. */
  readonly version: string | null
  readonly fictitious: boolean
}

/** A row as its form shows it at first: nothing is an empty field, and the version follows along. */
export function formOf<T extends object>(row: T, names: readonly (keyof T & string)[], version: number): FormState {
  const values = names.map(name => [name, row[name] === null ? '' : String(row[name])] as const)
  return emptyForm({ ...Object.fromEntries(values), version: String(version) })
}

export function versionIn({ values }: FormState): string | null {
  const { version } = values
  return typeof version === 'string' ? version : null
}

/** A list of the field (`organisationKind.state`) as options in its own order. */
export const optionsOf = (ctx: Ctx, list: string, codes: readonly string[]): Option[] =>
  codes.map(value => ({ value, label: ctx.t(keyOf(`${list}.${value}`)) }))

/** Adds to a form what only the database can tell. */
export async function alsoCheck<T>(
  read: Read<T>,
  body: Submitted,
  find: (value: T) => Promise<FieldErrors>,
): Promise<Read<T>> {
  if (!read.ok) return read
  const errors = await find(read.value)
  return Object.keys(errors).length === 0 ? read : faulty(body, errors)
}

/** The names of the fields that a change touches: for the log, which holds no text that a person wrote. */
export const changedFields = <T extends object>(before: T, after: Partial<T>): string[] =>
  Object.keys(after).filter(name => after[name as keyof T] !== before[name as keyof T])

/** A link in a row that is read out with what it is about: “Ändra Tyresö”. */
export const rowLink = (href: string, label: string, about: string): ListCell => ({
  href,
  html: html`${label}<span class="govuk-visually-hidden"> ${about}</span>`,
})
