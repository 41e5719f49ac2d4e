import type { Cell, Table } from '#src/documents/document.ts'
import { LEVELS } from '#src/features/deficiencies/words.ts'
import { type Content, type EarlierLine, isCountedElsewhere, type Line } from './content.rules.ts'
import type { Wording } from './wording.ts'

/** Every systemfel on a line, a table for each level that has any. The first cell is its number and title. */
export const lineTables = (w: Wording, { figures: { lines } }: Content): Table[] =>
  LEVELS.flatMap((level): Table[] => {
    const own = lines.filter(line => line.level === level)
    const count = own.filter(line => !isCountedElsewhere(line, lines)).length
    const caption = w.t('summaries.linesCaption', { level: w.label('level', level), count })
    return own.length === 0
      ? []
      : [{ kind: 'table', caption, columns: columnsOf(w), rows: own.map(line => rowOf(w, line)) }]
  })

const columnsOf = (w: Wording) => [
  { label: w.t('summaries.systemfel') },
  { label: w.t('summaries.concerns') },
  { label: w.t('summaries.since') },
  { label: w.t('summaries.reported') },
  { label: w.t('summaries.standing') },
  { label: w.t('summaries.lastDone') },
  { label: w.t('summaries.days'), numeric: true },
]

const rowOf = (w: Wording, line: Line): Cell[] => [
  headOf(line) + (line.levelInferred ? `\n(${w.t('summaries.inferred')})` : ''),
  [organisationsOf(line), themesOf(w, line)].filter(text => text !== '').join('\n') || null,
  w.shortPeriod(line.firstMet),
  w.t('summaries.reportedCell', {
    period: w.reports(line.reportsInPeriod),
    all: w.reports(line.reportsInAll),
    periods: line.periodsReported,
  }),
  w.standing(line),
  `${actionOf(w, line) ?? w.t('summaries.noAction')}\n${answerOf(w, line) ?? w.t('summaries.noAnswer')}`,
  line.daysWithoutAnswer,
]

/** `SF-2016-0001` and the title under it: what links and tests know a line by. */
export const headOf = ({ number, title }: Pick<Line, 'number' | 'title'>): string => `${number}\n${title}`
const organisationsOf = ({ organisations }: Line): string => organisations.join(', ')
const themesOf = (w: Wording, { themes }: Line): string => themes.map(theme => w.label('theme', theme)).join(', ')
const actionOf = (w: Wording, { lastAction }: Line): string | null =>
  lastAction === null ? null : w.action(lastAction)
const answerOf = (w: Wording, { lastAnswer }: Line): string | null =>
  lastAnswer === null ? null : w.answer(lastAnswer)

/** Every systemfel on a row with a column for each fact. */
export function dataTable(w: Wording, { figures: { lines } }: Content): Table {
  const yes = (is: boolean): string => w.t(is ? 'summaries.yes' : 'summaries.no')
  const cells: readonly (readonly [label: string, read: (line: Line) => Cell, numeric?: true])[] = [
    [w.t('summaries.number'), ({ number }) => number],
    [w.t('summaries.name'), ({ title }) => title],
    [w.t('summaries.level'), ({ level }) => w.label('level', level)],
    [w.t('summaries.levelInferred'), ({ levelInferred }) => yes(levelInferred)],
    [w.t('summaries.organisations'), line => organisationsOf(line) || null],
    [w.t('summaries.themes'), line => themesOf(w, line) || null],
    [w.t('summaries.place'), ({ places }) => places.join(', ') || null],
    [w.t('summaries.since'), ({ firstMet }) => w.shortPeriod(firstMet)],
    [w.t('summaries.reportsInPeriod'), ({ reportsInPeriod }) => w.reports(reportsInPeriod)],
    [w.t('summaries.reportsInAll'), ({ reportsInAll }) => w.reports(reportsInAll)],
    [w.t('summaries.periodsReported'), ({ periodsReported }) => periodsReported, true],
    [w.t('summaries.standing'), line => w.standing(line)],
    [w.t('summaries.lastAction'), line => actionOf(w, line)],
    [w.t('summaries.lastAnswer'), line => answerOf(w, line)],
    [w.t('summaries.days'), ({ daysWithoutAnswer }) => daysWithoutAnswer, true],
    [w.t('summaries.isNewColumn'), ({ isNew }) => yes(isNew)],
    [w.t('summaries.actedOnColumn'), ({ actedOn }) => yes(actedOn)],
    [w.t('summaries.closedColumn'), ({ closed }) => yes(closed)],
    [w.t('summaries.cameBackColumn'), ({ cameBack }) => yes(cameBack)],
  ]
  return {
    kind: 'table',
    caption: w.t('summaries.allLinesCaption'),
    columns: cells.map(([label, , numeric]) => ({ label, numeric: numeric ?? false })),
    rows: lines.map(line => cells.map(([, read]) => read(line))),
  }
}

/** What became of the systemfel of the summary before. None when there were none. */
export function earlierTable(w: Wording, { earlier: { followed, lines, sent } }: Content): Table[] {
  if (lines.length === 0) return []
  const columns = ['systemfel', 'standingThen', 'standingNow', 'whatHappened'] as const
  return [
    {
      kind: 'table',
      caption: w.t('summaries.earlierCaption', { period: w.period(followed) }),
      columns: columns.map(column => ({ label: w.t(`summaries.${column}`) })),
      rows: lines.map(line => [headOf(line), w.standing(line.before), w.standing(line.now), fateOf(w, line, sent)]),
    },
  ]
}
function fateOf(w: Wording, { happened, endNote, now }: EarlierLine, sent: boolean): string {
  if (happened === null) return endNote ?? (sent ? w.t('summaries.lacksNote') : w.endNote(now))
  const said = happened.map(each => w.happening(each))
  return said.length === 0 ? w.t('summaries.nothingHappened') : said.join('\n')
}
