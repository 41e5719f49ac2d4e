import type { FormPage } from '#src/features/organisations/register-form.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { emptyForm } from '#src/kernel/forms.ts'
import type { ListCell, TableListModel } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import { sectionPath } from './account.page.ts'
import { type FoundAccount, valuesOf } from './account.queries.ts'
import { accountPath } from './account-list.page.ts'
import type { FormSection } from './form.ts'
import { accountsCrumb } from './new-account.page.ts'
import { type FigureTable, figureTable, type Pasted } from './paste.rules.ts'
import type { Looked } from './paste-figures.ts'
import type { Values } from './values.rules.ts'

export interface PastePage extends FormPage {
  readonly path: string
  readonly example: string
  /** What is wrong with rows, one sentence each. */
  readonly faults: readonly string[]
  readonly filled: FilledIn | null
}
/** What will be filled in when the person says so: shown, and sent back as it was shown. */
interface FilledIn {
  readonly table: TableListModel
  readonly boxes: readonly (readonly [string, string])[]
  readonly version: number
}

export const pastePath = (account: FoundAccount, section: FormSection): string =>
  `${sectionPath(account, section)}/klistra`

/** Throws `NotFound` where the section counts no people. */
export function figuresOf(section: FormSection): FigureTable {
  const table = figureTable(section)
  if (table === null) throw new NotFound('errors.notFound')
  return table
}

export async function pastePage(
  ctx: Ctx,
  account: FoundAccount,
  section: FormSection,
  { form, pasted }: Looked = { form: emptyForm(), pasted: undefined },
): Promise<PastePage> {
  const table = figuresOf(section)
  const ready = pasted !== undefined && pasted.faults.length === 0 && pasted.figures.size > 0
  const columns = table.columns.map(([, label]) => label)
  return {
    title: ctx.t('accounts.paste'),
    fictitious: account.unit.fictitious,
    trail: [
      accountsCrumb(ctx),
      { text: `${account.unit.name} ${account.year}`, href: accountPath(account) },
      { text: section.heading, href: sectionPath(account, section) },
      { text: ctx.t('accounts.paste') },
    ],
    form,
    version: null,
    cancel: sectionPath(account, section),
    path: pastePath(account, section),
    example: `${table.rows[0]?.[1]}, ${columns.map(name => name.toLowerCase()).join(', ')}`,
    faults: (pasted?.faults ?? []).map(({ line, fault, text }) =>
      ctx.t(keyOf(`accounts.pasteFault.${fault}`), { line, text, columns: columns.join(', ') }),
    ),
    filled: ready ? await filledIn(ctx, account, { table, pasted }) : null,
  }
}

async function filledIn(
  ctx: Ctx,
  account: FoundAccount,
  { table, pasted }: { readonly table: FigureTable; readonly pasted: Pasted },
): Promise<FilledIn> {
  const { values } = await valuesOf(ctx, account)
  const rows = table.rows.filter(([row]) => table.columns.some(([code]) => pasted.figures.has(`${row}.${code}`)))
  return {
    table: {
      caption: ctx.t('accounts.pasteFills'),
      columns: [{ label: ctx.t('accounts.row') }, ...table.columns.map(([, label]) => ({ label, numeric: true }))],
      rows: rows.map(([row, label]) => [
        { text: label },
        ...table.columns.map(([code]) => cellOf(ctx, `${row}.${code}`, pasted, values)),
      ]),
    },
    boxes: [...pasted.figures],
    version: account.version,
  }
}

/** What will stand in the box, and what it takes the place of. A box that nothing was pasted for stays as it is. */
function cellOf(ctx: Ctx, key: string, { figures }: Pasted, values: Values): ListCell {
  const [before = '', after] = [values[key], figures.get(key)]
  if (after === undefined) return { text: before || '–', note: before ? ctx.t('accounts.pasteStays') : undefined }
  return { text: after, note: before === '' || before === after ? undefined : ctx.t('accounts.pasteWas', { before }) }
}
