import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '#src/web/package-root.ts'
import { AccountForm } from './form.ts'
import type { Forms } from './forms.ts'

const ENDING = '.json'

/** Reads the forms of `forms/*.json`, from the source: they are data, and are not built. Throws for a file that is not a form. */
export function readForms(folder: string = join(packageRoot, 'src/features/accounts/forms')): Forms {
  const read = readdirSync(folder)
    .filter(name => name.endsWith(ENDING))
    .map((name): [string, AccountForm] => [
      name.slice(0, -ENDING.length),
      AccountForm.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
    ])
  return new Map(read.sort(([, one], [, other]) => other.year - one.year || one.variant.localeCompare(other.variant)))
}
