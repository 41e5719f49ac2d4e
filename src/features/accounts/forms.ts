import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '#src/web/package-root.ts'
import { AccountForm } from './form.ts'

const FOLDER = join(packageRoot, 'forms')
let read: ReadonlyMap<string, AccountForm> | null = null

/** The forms of `forms/*.json` by the file's name (`stockholm-2023-regionens`), newest year first. Throws for a bad file. */
export function allForms(): ReadonlyMap<string, AccountForm> {
  read ??= new Map(
    readdirSync(FOLDER)
      .filter(name => name.endsWith('.json'))
      .map((name): [string, AccountForm] => [
        name.slice(0, -'.json'.length),
        AccountForm.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))),
      ])
      .sort(([, one], [, other]) => other.year - one.year || one.variant.localeCompare(other.variant)),
  )
  return read
}

/** Throws where there is no such form. */
export function formOf(key: string): AccountForm {
  const form = allForms().get(key)
  if (form === undefined) throw new Error(`There is no form ${key}.`)
  return form
}
