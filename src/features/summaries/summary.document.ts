import type { Block, Document, Fact, Table } from '#src/documents/document.ts'
import { LEVELS } from '#src/features/deficiencies/words.ts'
import type { Key, Locale } from '#src/i18n/translate.ts'
import { type Content, isCountedElsewhere, isNil, questionsOf } from './content.rules.ts'
import { countTables } from './figure-tables.ts'
import { dataTable, earlierTable, lineTables } from './line-tables.ts'
import type { Summary } from './summary.entity.ts'
import { capital, Wording } from './wording.ts'

type Texts = Pick<Summary, 'state' | 'introduction' | 'wentWell' | 'questions' | 'nilReason'>

export interface Shown {
  readonly content: Content
  readonly texts: Texts
  readonly lang: Locale
  /** Small lines at the foot of an export. */
  readonly footer?: readonly string[]
}

/** The summary as people read it, on a page and in Word. */
export function summaryDocument({ content, texts, lang, footer = [] }: Shown): Document {
  const w = new Wording(lang)
  const blocks = [
    ...(texts.state === 'draft' ? [note(w.t('summaries.draftNote'))] : []),
    { kind: 'facts' as const, rows: factsOf(w, content) },
    ...section(w, 'summaries.introduction', prose(texts.introduction)),
    ...section(w, 'summaries.nil', isNil(content) ? prose(texts.nilReason) : []),
    ...section(w, 'summaries.inNumbers', [...sentences(w, content), ...countTables(w, content)]),
    paragraph(w.t('summaries.howCounted')),
    ...section(w, 'summaries.earlier', earlier(w, content)),
    ...section(w, 'summaries.lines', [...mergedNote(w, content), ...lineTables(w, content)]),
    ...section(w, 'summaries.wentWell', prose(texts.wentWell)),
    ...section(w, 'summaries.questions', questions(texts.questions)),
  ]
  return { ...frame(w, content), blocks, footer }
}

/** The same figures as data: the same tables, but with each systemfel's facts in columns of their own. */
export function summaryData({ content, texts, lang, footer = [] }: Shown): Document {
  const w = new Wording(lang)
  const nil: Fact[] =
    isNil(content) && texts.nilReason !== null ? [{ label: w.t('summaries.nilFact'), value: texts.nilReason }] : []
  const facts = [...factsOf(w, content), ...nil]
  const about: Table = {
    kind: 'table',
    caption: w.t('summaries.about'),
    columns: [{ label: w.t('summaries.fact') }, { label: w.t('summaries.value') }],
    rows: facts.map(({ label, value }) => [label, String(value)]),
  }
  const blocks = [about, ...countTables(w, content), ...earlierTable(w, content), dataTable(w, content)]
  return { ...frame(w, content), blocks, footer }
}

const frame = (w: Wording, { period, group, offices, fictitious }: Content) => ({
  title: w.t('summaries.documentTitle', { period: w.period(period) }),
  lang: w.lang,
  subject: w.t('summaries.subject', { group, offices: offices.join(', ') }),
  fictitious,
})

const factsOf = (w: Wording, { period, group, offices, asOf }: Content): Fact[] => [
  { label: w.t('summaries.period'), value: capital(w.period(period)) },
  { label: w.t('summaries.to'), value: group },
  { label: w.t('summaries.from'), value: offices.join(', ') },
  { label: w.t('summaries.countedTo'), value: w.t('summaries.countedToDay', { day: w.day(asOf) }) },
]

const note = (text: string): Block => ({ kind: 'note', text })
const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
/** One paragraph for each that was written. */
const prose = (text: string | null): Block[] =>
  (text ?? '').split(/\n{2,}/).flatMap(part => (part.trim() === '' ? [] : [paragraph(part.trim())]))
const questions = (text: string | null): Block[] => {
  const items = questionsOf(text)
  return items.length === 0 ? [] : [{ kind: 'list', items, ordered: true }]
}
/** A heading and what stands under it; nothing where nothing does. */
const section = (w: Wording, heading: Key, blocks: readonly Block[]): Block[] =>
  blocks.length === 0 ? [] : [{ kind: 'heading', level: 2, text: w.t(heading) }, ...blocks]

function sentences(w: Wording, { figures: { counts, levels } }: Content): Block[] {
  if (counts.all === 0) return [paragraph(w.t('summaries.noneOpen'))]
  const byLevel = Object.fromEntries(LEVELS.map((level, at) => [level, levels[at]?.all ?? 0]))
  const { unanswered: count, longestWait } = counts
  const wait = longestWait === null ? '' : ` ${w.t('summaries.waitSentence', { count, days: longestWait })}`
  return [paragraph(w.t('summaries.sentence', { all: counts.all, ...byLevel }) + wait)]
}

/** Why there are more lines than are counted. */
function mergedNote(w: Wording, { figures: { lines } }: Content): Block[] {
  const count = lines.filter(line => isCountedElsewhere(line, lines)).length
  if (count === 0) return []
  return [paragraph(w.t(count === 1 ? 'summaries.mergedLines.one' : 'summaries.mergedLines', { count }))]
}

function earlier(w: Wording, content: Content): Block[] {
  const { followed, sent, lines } = content.earlier
  const period = w.period(followed)
  if (lines.length === 0) return [paragraph(w.t('summaries.noneEarlier', { period }))]
  return [
    paragraph(w.t(sent ? 'summaries.earlierSent' : 'summaries.earlierCounted', { period })),
    ...earlierTable(w, content),
  ]
}
