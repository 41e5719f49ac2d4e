import type { Document, Table } from '#src/documents/document.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { BadgeModel } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Content, type EarlierLine, isNil, obstaclesTo } from './content.rules.ts'
import { summaryDocument } from './summary.document.ts'
import { summaryLifecycle } from './summary.lifecycle.ts'
import { summaryPolicy } from './summary.policy.ts'
import { type FoundSummary, openableIds } from './summary.queries.ts'
import { TONES } from './summary-list.page.ts'
import { Wording } from './wording.ts'
import { suggestionFor } from './write-end-note.ts'

export interface SummaryPage {
  readonly title: string
  readonly fictitious: boolean
  readonly document: Document
  /** Where a table's first cell leads, by its text: systemfel that the reader may open. */
  readonly links: Readonly<Record<string, string>>
  readonly state: BadgeModel
  readonly frozenAt: Date | null
  readonly path: string
  readonly form: FormState
  /** What the coordinator may do with a draft. */
  readonly draft: DraftPart | null
}
interface DraftPart {
  readonly version: number
  /** What remains before it can be frozen. */
  readonly obstacles: readonly string[]
  /** Which way it can be frozen now, if any. */
  readonly offers: 'freeze' | 'nil' | null
  readonly endNotes: readonly EndNoteRow[]
  /** Some of the missing notes can be had from the history. */
  readonly suggests: boolean
}
export interface SummaryTable {
  readonly table: Table
  readonly links: SummaryPage['links']
}
export interface DraftPanel extends Pick<SummaryPage, 'path' | 'form'> {
  readonly draft: DraftPart
}
export interface RemovePart extends Pick<SummaryPage, 'path'> {
  readonly version: number
}
interface EndNoteRow {
  readonly number: string
  readonly name: string
  readonly standing: string
  readonly note: string | null
  readonly href: string
}

export async function summaryPage(
  ctx: Ctx,
  summary: FoundSummary,
  content: Content,
  form: FormState = emptyForm(),
): Promise<SummaryPage> {
  const document = summaryDocument({ content, texts: summary, lang: ctx.actor.locale })
  return {
    title: ctx.t('summaries.pageTitle', { period: new Wording(ctx.actor.locale).period(content.period) }),
    fictitious: content.fictitious,
    document,
    links: await linksFor(ctx, content),
    state: { text: ctx.t(`summaries.state.${summary.state}`), tone: TONES[summary.state] },
    frozenAt: summary.frozenAt,
    path: pathOf(summary),
    form,
    draft: draftPart(ctx, summary, content),
  }
}
export const pathOf = ({ id }: Pick<FoundSummary, 'id'>): string => `/sammanstallningar/${id}`

async function linksFor(ctx: Ctx, { figures, earlier }: Content): Promise<Record<string, string>> {
  const openable = await openableIds(ctx)
  const all = [...figures.lines, ...earlier.lines].filter(({ deficiencyId }) => openable.has(deficiencyId))
  return Object.fromEntries(all.map(line => [line.number, `/systemfel/${line.number}`]))
}

function draftPart(ctx: Ctx, summary: FoundSummary, content: Content): DraftPart | null {
  const writable = summaryLifecycle.allows(summary.state, 'write') && summaryPolicy.can(ctx.actor, 'edit', summary)
  if (!writable) return null
  const obstacles = obstaclesTo(content, summary.questions)
  const left = content.earlier.sent ? content.earlier.lines.filter(({ happened }) => happened === null) : []
  return {
    version: summary.version,
    obstacles: obstacles.map(({ key, values }) => ctx.t(key, values)),
    offers: obstacles.length > 0 ? null : isNil(content) ? 'nil' : 'freeze',
    endNotes: left.map(line => endNoteRow(ctx, summary, line)),
    suggests: left.some(line => line.endNote === null && suggestionFor(line) !== null),
  }
}
const endNoteRow = (ctx: Ctx, summary: FoundSummary, line: EarlierLine): EndNoteRow => ({
  number: line.number,
  name: line.title,
  standing: new Wording(ctx.actor.locale).standing(line.now),
  note: line.endNote,
  href: `${pathOf(summary)}/slutnot/${line.number}`,
})
