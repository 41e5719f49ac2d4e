import type { AccountForm } from './form.ts'

/** The forms by the file's name (`stockholm-2023-regionens`), newest year first. */
export type Forms = ReadonlyMap<string, AccountForm>

let inUse: Forms = new Map()
/** Said once, at the start: nothing is read from files inside a unit of work. */
export function useForms(forms: Forms): void {
  inUse = forms
}
export const allForms = (): Forms => inUse

/** Throws where there is no such form. */
export function formOf(key: string): AccountForm {
  const form = inUse.get(key)
  if (form === undefined) throw new Error(`There is no form ${key}.`)
  return form
}
