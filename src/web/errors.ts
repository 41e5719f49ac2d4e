import { Rows } from '#src/db/rows.ts'
import { snake } from '#src/db/table.ts'
import { tables } from '#src/features.ts'
import { isKey, type Locale, translate } from '#src/i18n/translate.ts'
import { AppError, type Conflict } from '#src/kernel/errors.ts'
import { isAnswerName } from '#src/kernel/text-review.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import type { NamedText } from './chrome.ts'
import type { Incoming } from './routes.ts'

/** What Express throws at a request it cannot read, as the status to answer with. */
export function statusOf(error: unknown): number {
  if (error instanceof AppError) return error.status
  const status = (error as { status?: unknown; statusCode?: unknown } | null)?.status
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}

/** Two editors (C4): what was typed and what is stored, for the fields in which they differ. */
export async function bothTexts(
  works: UnitsOfWork,
  error: Conflict,
  body: Incoming['body'],
  locale: Locale,
): Promise<{ mine: NamedText[]; theirs: NamedText[] }> {
  const table = tables.find(({ name }) => name === error.details['table'])
  const id = error.details['id']
  if (table === undefined || typeof id !== 'string') return { mine: [], theirs: [] }
  const stored = await works.settings.db.read(em => new Rows(em, table as never).one({ id } as never))
  const row = (stored ?? {}) as Readonly<Record<string, unknown>>
  const both = { mine: [] as NamedText[], theirs: [] as NamedText[] }
  for (const [name, value] of Object.entries(body)) {
    if (PROGRAM_FIELDS.has(name) || isAnswerName(name) || name.endsWith('Id') || name.endsWith('Ids')) continue
    const label = labelOf(name, locale) ?? name
    both.mine.push({ label, value: shown(name, value, locale) })
    // What was typed beside the row's own columns, such as a reason, must not be lost either.
    if (name in table.columns) both.theirs.push({ label, value: shown(name, row[name], locale) })
  }
  return both
}
const PROGRAM_FIELDS = new Set(['_csrf', 'formKey', '_from', 'version', 'password', 'again', 'current'])

/** What a field is called; null where the catalogue has no word for it. */
export const labelOf = (name: string, locale: Locale): string | null => {
  const key = `field.${snake(name).replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}`
  return isKey(key) ? translate(locale, key) : null
}
/** As people read it: codes of a list by their label. */
function shown(name: string, value: unknown, locale: Locale): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(each => shown(name, each, locale)).join(', ')
  const key = `${LISTS[name] ?? name}.${String(value)}`
  return isKey(key) ? translate(locale, key) : String(value)
}
const LISTS: Readonly<Record<string, string>> = {
  facets: 'facet',
  themes: 'theme',
  clientBand: 'band',
  definitionOverride: 'definition',
}
