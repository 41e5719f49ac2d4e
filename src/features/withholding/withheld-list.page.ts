import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { IN_ITS_PLACE } from './place.ts'
import { tableOfTexts } from './text-tables.ts'
import { type WithheldWithPlace, waitingTexts } from './withheld-text.queries.ts'
import { labelOf } from './withhold.page.ts'

export interface WithheldListPage {
  readonly title: string
  readonly lines: readonly WithheldLine[]
  readonly most: number
}
interface WithheldLine {
  readonly href: string
  readonly reference: string
  readonly what: string
  readonly why: string
  readonly at: Date
}

const MOST = 100

/** What waits for the coordinator's decision, the oldest first; the texts themselves only one at a time. */
export async function withheldListPage(ctx: Ctx): Promise<WithheldListPage> {
  const rows = await waitingTexts(ctx, MOST)
  return {
    title: ctx.t('withholding.listTitle'),
    most: MOST,
    lines: rows.map(({ id, reference, tableName, field, why, at }) => ({
      href: `/sparrat/${id}`,
      reference,
      what: labelOf(ctx, { table: tableOfTexts(tableName), field }),
      why: ctx.t(keyOf(`withholding.why.${why}`)),
      at,
    })),
  }
}

export interface WithheldPage {
  readonly title: string
  readonly reference: string
  readonly place: { readonly href: string; readonly what: string }
  readonly why: string
  readonly at: Date
  readonly text: string
  /** How it was decided; null while it waits. */
  readonly decided: { readonly state: string; readonly at: Date } | null
  /** False when something else stands in its place by now. */
  readonly releasable: boolean
  readonly release: FormState
  readonly correct: FormState
  readonly version: string
  readonly action: string
}

export function withheldPage(
  ctx: Ctx,
  { row, table, now }: WithheldWithPlace,
  { release, correct }: { readonly release?: FormState; readonly correct?: FormState } = {},
): WithheldPage {
  return {
    title: ctx.t('withholding.oneTitle'),
    reference: row.reference,
    place: { href: row.path, what: labelOf(ctx, { table, field: row.field }) },
    why: ctx.t(keyOf(`withholding.why.${row.why}`)),
    at: row.at,
    text: row.text,
    decided: row.decidedAt && { state: ctx.t(keyOf(`withheldState.${row.state}`)), at: row.decidedAt },
    releasable: now === IN_ITS_PLACE,
    release: release ?? emptyForm(),
    correct: correct ?? emptyForm({ text: now === IN_ITS_PLACE ? row.text : (now ?? '') }),
    version: String(row.version),
    action: `/sparrat/${row.id}`,
  }
}
