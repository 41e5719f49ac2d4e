import type { Block, Cell, Document, Table } from '#src/documents/document.ts'
import type { PackContent, PackItem } from './pack.content.ts'
import { itemBlocks } from './pack-item.document.ts'
import { whenOf } from './why-line.ts'
import { inSwedish, swedishDay } from './wording.ts'

/** The pack as page, PDF and DOCX: front, agenda, a page for each item, annexes. Swedish, whoever reads it. */
export function packDocument(content: PackContent, large = false): Document {
  const { group, fictitious, items } = content
  return {
    title: titleOf(content),
    lang: 'sv',
    subject: group,
    fictitious,
    large,
    blocks: [
      { kind: 'facts', rows: frontRows(content) },
      { kind: 'heading', level: 2, text: inSwedish('meetings.agenda') },
      ...(items.length === 0 ? [nothing(emptyKey(content))] : agendaTables(items)),
      ...items.flatMap(itemBlocks),
      ...annexes(content),
    ],
    footer: [`${group}, ${swedishDay(content.day)}`],
  }
}

function titleOf({ organisation, audience }: PackContent): string {
  if (organisation !== null) return inSwedish('pack.titleExtract', { organisation })
  return inSwedish(audience === 'associations' ? 'pack.titleAssociations' : 'pack.title')
}
const emptyKey = ({ organisation }: PackContent): string => (organisation === null ? 'pack.noItems' : 'pack.noOwnItems')

const frontRows = (content: PackContent) => [
  { label: inSwedish('meetings.group'), value: content.group },
  { label: inSwedish('meetings.time'), value: whenOf(content, 'sv') },
  { label: inSwedish('meetings.place'), value: content.place },
]

const nothing = (key: string): Block => ({ kind: 'paragraph', text: inSwedish(key) })
const columns = (...keys: readonly string[]): Table['columns'] => keys.map(key => ({ label: inSwedish(key) }))

/** A table for each section, in the order of the agenda. */
function agendaTables(items: readonly PackItem[]): Block[] {
  const tables: { section: string; rows: Cell[][] }[] = []
  for (const { nr, section, title, why } of items) {
    const last = tables.at(-1)
    const row = [`${nr}. ${title}`, why]
    if (last?.section === section) last.rows.push(row)
    else tables.push({ section, rows: [row] })
  }
  return tables.map(({ section, rows }) => ({
    kind: 'table',
    caption: inSwedish(`section.${section}`),
    columns: columns('pack.item', 'pack.why'),
    rows,
  }))
}

const annexes = (content: PackContent): Block[] => [
  ...annex('actions', true, {
    columns: columns('pack.number', 'meetings.task', 'meetings.taker', 'meetings.due', 'meetings.state'),
    rows: content.actions.map(({ number, description, owner, dueDay, state }) => [
      number,
      description,
      owner || null,
      dayText(dueDay),
      inSwedish(`actionState.${state}`),
    ]),
  }),
  ...annex('requests', false, {
    columns: [
      ...columns('pack.number', 'pack.askedWhom', 'pack.question', 'meetings.due'),
      { label: inSwedish('pack.daysWithout'), numeric: true },
    ],
    rows: content.requests.map(({ number, organisation, question, dueDay, days }) => [
      number,
      organisation,
      question,
      dayText(dueDay),
      days,
    ]),
  }),
  ...annex('effects', false, {
    columns: columns('pack.number', 'pack.deficiency', 'pack.after', 'pack.effectAnswer'),
    rows: content.effects.map(({ number, title, months, answer }) => [
      number,
      title,
      inSwedish('pack.months', { months }),
      inSwedish(`effect.${answer}`),
    ]),
  }),
]

const dayText = (day: string | null): string | null => (day === null ? null : swedishDay(day))

function annex(
  what: 'actions' | 'requests' | 'effects',
  newPage: boolean,
  sheet: Pick<Table, 'columns' | 'rows'>,
): Block[] {
  return [
    { kind: 'heading', level: 2, text: inSwedish(`pack.${what}`), newPage },
    sheet.rows.length === 0
      ? nothing(`pack.${what}.none`)
      : { kind: 'table', caption: inSwedish(`pack.${what}.order`), ...sheet },
  ]
}
