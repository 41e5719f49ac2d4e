import { type Locale, translate } from '#src/i18n/translate.ts'

/** A document written once and shown as a page, PDF, DOCX and CSV. Days, months and years are strings; numbers are figures. */
export interface Document {
  readonly title: string
  readonly lang: Locale
  /** One line under the title: the group and the period, say. */
  readonly subject?: string
  /** Says "Påhittat exempel" at the top and on every page. */
  readonly fictitious: boolean
  readonly blocks: readonly Block[]
  /** Small lines at the foot of each page; an export's are made by `exportFooter`. */
  readonly footer: readonly string[]
  /** Large print, as page and PDF: whoever opens a DOCX sets its size there. */
  readonly large?: boolean
}

/** What is shown of a document, or of a part of it. */
export type Body = Pick<Document, 'lang' | 'blocks'>

export type Block =
  | Heading
  | { readonly kind: 'paragraph'; readonly text: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[]; readonly ordered?: boolean }
  | { readonly kind: 'facts'; readonly rows: readonly Fact[] }
  | Table
  | { readonly kind: 'note'; readonly text: Text }

export interface Heading {
  readonly kind: 'heading'
  readonly level: 2 | 3 | 4
  readonly text: string
  /** What it heads begins on a page of its own, where there are pages. */
  readonly newPage?: boolean
}

/** Plain text, or pieces of it of which some are strong. A line break in it stays a line break. */
export type Text = string | readonly Run[]
export interface Run {
  readonly text: string
  readonly strong?: boolean
}

export interface Fact {
  readonly label: string
  readonly value: Text
}

export interface Table extends Sheet {
  readonly kind: 'table'
  readonly caption: string
}

/** Columns and rows. The first column heads its row unless it is numeric; each row has a cell for every column. */
export interface Sheet {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
}
export interface Column {
  readonly label: string
  readonly numeric?: boolean
  /** Its texts are days, `YYYY-MM-DD`: dates in XLSX. */
  readonly day?: boolean
}
/** `null` is "no value": a dash on paper, empty in CSV. */
export type Cell = string | number | null

const LANGUAGE_TAGS: Record<Locale, string> = { sv: 'sv-SE', en: 'en-GB' }
export const languageTag = (lang: Locale): string => LANGUAGE_TAGS[lang]

// Made once, since each is slow to make.
const NUMBERS: Record<Locale, Intl.NumberFormat> = {
  sv: new Intl.NumberFormat(LANGUAGE_TAGS.sv),
  en: new Intl.NumberFormat(LANGUAGE_TAGS.en),
}

/** A cell as people read it: 1234.5 is "1 234,5" in Swedish. */
export function cellText(cell: Cell, lang: Locale): string {
  return typeof cell === 'number' ? NUMBERS[lang].format(cell) : (cell ?? '–')
}

export const runsOf = (text: Text): readonly Run[] => (typeof text === 'string' ? [{ text }] : text)

export const tablesOf = (document: Document): Table[] => document.blocks.filter(block => block.kind === 'table')

/** A document whose tables have more columns than an upright page has room for. */
export const liesDown = (document: Document): boolean =>
  tablesOf(document).some(table => table.columns.length > UPRIGHT_COLUMNS)
const UPRIGHT_COLUMNS = 6

export interface ExportMark {
  readonly id: string
  readonly user: string
  readonly at: Date
  readonly selection: string
}

/** The lines that let the log find who made a leaked file (quality P12). The time is UTC. */
export const exportFooter = (lang: Locale, { id, user, at, selection }: ExportMark): string[] => [
  translate(lang, 'documents.exportId', { id }),
  translate(lang, 'documents.exportUser', { user }),
  translate(lang, 'documents.exportTime', { time: `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC` }),
  translate(lang, 'documents.exportSelection', { selection }),
]

/** "Halvårssammanställning 2026:1" as export 01J… becomes `halvarssammanstallning-2026-1-01j….docx`. */
export function fileName(title: string, exportId: string, extension: 'docx' | 'pdf' | 'csv' | 'xlsx'): string {
  return `${slug(title).slice(0, 80)}-${slug(exportId)}.${extension}`
}

const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
