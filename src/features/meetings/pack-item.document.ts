import type { Block, Fact, Run, Text } from '#src/documents/document.ts'
import type { RequestWithAnswer } from '#src/features/answers/answer.queries.ts'
import { enteredMark } from '#src/features/answers/entered-mark.ts'
import { type Period, reportsShown } from '#src/features/deficiencies/disclosure.rules.ts'
import { dayOf, type Month } from '#src/kernel/days.ts'
import { type HalfYear, readHalfYear } from '#src/kernel/half-years.ts'
import { dates } from '#src/web/dates.ts'
import type { SeenByOffice } from './item.queries.ts'
import type { DecisionOfGroup } from './meeting.queries.ts'
import type { PackItem, PackMatter } from './pack.content.ts'
import { inSwedish, paragraphLabel, swedishDay } from './wording.ts'

/** A page for an item, led by Kort sagt. */
export const itemBlocks = ({ nr, title, why, proposal, matter }: PackItem): Block[] => [
  { kind: 'heading', level: 2, text: `${nr}. ${title}`, newPage: true },
  ...(matter === null ? [] : shortBlocks(matter)),
  { kind: 'paragraph', text: why },
  ...(matter === null ? [] : matterBlocks(matter)),
  ...(proposal === null ? [] : [heading('pack.proposal'), ...prose(proposal)]),
]

const heading = (key: string): Block => ({ kind: 'heading', level: 3, text: inSwedish(key) })
/** A paragraph for each that was written. */
const prose = (text: string): Block[] =>
  text.split(/\n{2,}/).flatMap(part => (part.trim() === '' ? [] : [{ kind: 'paragraph', text: part.trim() } as const]))

function shortBlocks({ deficiency: { what, forWhom, wanted } }: PackMatter): Block[] {
  const rows = [
    { label: inSwedish('meetings.what'), value: what },
    { label: inSwedish('meetings.forWhom'), value: forWhom },
    { label: inSwedish('meetings.wanted'), value: wanted },
  ].flatMap(({ label, value }): Fact[] => (value === null ? [] : [{ label, value }]))
  const said: Block =
    rows.length > 0 ? { kind: 'facts', rows } : { kind: 'paragraph', text: inSwedish('pack.shortMissing') }
  return [heading('meetings.short'), said]
}

const matterBlocks = (matter: PackMatter): Block[] => [
  heading('meetings.description'),
  ...prose(matter.deficiency.description),
  heading('meetings.background'),
  { kind: 'facts', rows: factsOf(matter) },
  heading('pack.before'),
  ...beforeBlocks(matter),
]

function factsOf({ deficiency, organisations, themes, seen }: PackMatter): Fact[] {
  const { number, level, levelInferred, state, source } = deficiency
  const levelText = inSwedish(`level.${level}`)
  return [
    { label: inSwedish('pack.number'), value: number },
    { label: inSwedish('meetings.state'), value: inSwedish(`state.${state}`) },
    {
      label: inSwedish('meetings.level'),
      value: levelInferred ? inSwedish('pack.inferred', { level: levelText }) : levelText,
    },
    { label: inSwedish('meetings.organisations'), value: listed(organisations) },
    { label: inSwedish('meetings.themes'), value: listed(themes.map(theme => inSwedish(`theme.${theme}`))) },
    { label: inSwedish('meetings.reports'), value: reportsText(deficiency) },
    ...seen.map(office => ({ label: office.officeName, value: seenText(office) })),
    ...(source === null ? [] : [{ label: inSwedish('pack.source'), value: source }]),
  ]
}

const listed = (names: readonly string[]): string => (names.length === 0 ? '–' : names.join(', '))

/** "Färre än 5, första halvåret 2026": a pack is read outside the offices. */
function reportsText(deficiency: PackMatter['deficiency']): string {
  const { count, from, to } = reportsShown(deficiency, false)
  const number = count === null ? inSwedish('band.few') : dates.sv.number(count)
  return withPeriod(
    number,
    [from, to].flatMap(one => (one === null ? [] : [periodText(one)])),
  )
}
function periodText(period: Period): string {
  if ('month' in period) return dates.sv.month(period.month)
  const half = readHalfYear(period.half)
  return half === null ? '' : halfText(half)
}

function seenText({ band, from, to }: SeenByOffice): string {
  const clients = inSwedish('meetings.seenBand', { band: inSwedish(`band.${band}`) })
  return withPeriod(
    clients,
    [from, to].flatMap(one => (one === null ? [] : [monthOrHalf(one)])),
  )
}
const monthOrHalf = (period: Month | HalfYear): string =>
  typeof period === 'string' ? dates.sv.month(period) : halfText(period)
const halfText = ({ half, year }: HalfYear): string =>
  inSwedish('meetings.halfYear', { half: inSwedish(`half.${half}`), year })

const withPeriod = (text: string, period: readonly string[]): string =>
  [text, [...new Set(period)].join(' – ')].filter(part => part !== '').join(', ')

interface Happening {
  readonly day: string
  readonly text: Text
}

/** What has been asked, answered and decided, the latest first. */
function beforeBlocks({ requests, decisions }: PackMatter): Block[] {
  const happenings = [...requests.flatMap(exchangeOf), ...decisions.map(decisionOf)]
  if (happenings.length === 0) return [{ kind: 'paragraph', text: inSwedish('pack.nothingBefore') }]
  const items = happenings.sort((one, other) => other.day.localeCompare(one.day)).map(({ text }) => text)
  return [{ kind: 'list', items }]
}

const happened = (day: string, what: string, text: string): Happening => {
  const runs: Run[] = [{ text: `${swedishDay(day)}: ${what}`, strong: true }]
  return { day, text: text === '' ? runs : [...runs, { text: `\n${text}` }] }
}

function exchangeOf({ organisationName: organisation, question, sentAt, answer }: RequestWithAnswer): Happening[] {
  if (sentAt === null) return []
  const asked = happened(dayOf(sentAt), inSwedish('meetings.asked', { organisation }), question)
  if (answer === null) return [asked]
  const kind = inSwedish(`answerKind.${answer.kind}`)
  const text = [answer.text, answer.otherBody, enteredMark('sv', answer)].filter(Boolean).join('\n')
  return [happened(dayOf(answer.receivedAt), inSwedish('meetings.answered', { organisation, kind }), text), asked]
}

const decisionOf = ({ meetingDay, groupName, paragraph, year, type, text, reason }: DecisionOfGroup): Happening =>
  happened(
    meetingDay,
    `${groupName}, ${paragraphLabel(paragraph, year)} ${inSwedish(`decision.${type}`)}`,
    reason === null ? text : `${text} ${inSwedish('meetings.reasonIs', { reason })}`,
  )
