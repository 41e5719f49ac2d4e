import type { Action } from '#src/features/actions/action.entity.ts'
import type { Answer } from '#src/features/answers/answer.entity.ts'
import type { Deficiency, State } from '#src/features/deficiencies/deficiency.entity.ts'
import { isOpen } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { LEVELS, type Level, THEMES, type Theme } from '#src/features/deficiencies/words.ts'
import type { DecisionType } from '#src/features/meetings/decision.entity.ts'
import { type Day, dayOf, daysBetween } from '#src/kernel/days.ts'
import { firstDayOf, type HalfYear, halfYearKey, halfYearOf, intervalOf, nextHalfYear } from '#src/kernel/half-years.ts'
import {
  type ByLevel,
  type Counts,
  type Figures,
  type Happening,
  isCountedElsewhere,
  type LastAction,
  type LastAnswer,
  type Line,
  reportBand,
  type Standing,
} from './content.rules.ts'

/** One step of a systemfel's state history. */
export interface Step {
  readonly state: State
  readonly act: string
  readonly at: Date
}
export interface Asked {
  readonly sentAt: Date
  /** When it was answered, or when nobody asked any more. */
  readonly endedAt: Date | null
  readonly organisation: string
}
export interface Answered {
  readonly kind: Answer['kind']
  readonly receivedAt: Date
  readonly organisation: string
}
export interface Acted extends Pick<Action, 'kind' | 'startedDay' | 'doneDay' | 'createdAt'> {
  readonly cancelledAt: Date | null
  readonly owner: string | null
}
export interface Decided {
  readonly type: DecisionType
  readonly at: Date
  readonly group: string
}
/** The reports of one half-year on one systemfel. */
export interface Reported {
  readonly period: string
  readonly count: number
  readonly firstMonth: string | null
}

/** A systemfel with all that is known of it, also what came after the half-year. */
export interface History
  extends Pick<
    Deficiency,
    'id' | 'number' | 'title' | 'level' | 'levelInferred' | 'state' | 'stateSince' | 'createdAt'
  > {
  readonly mergedInto: string | null
  readonly organisations: readonly string[]
  readonly themes: readonly Theme[]
  readonly places: readonly string[]
  readonly officeIds: readonly string[]
  readonly steps: readonly Step[]
  readonly asked: readonly Asked[]
  readonly answered: readonly Answered[]
  readonly acted: readonly Acted[]
  readonly decided: readonly Decided[]
  readonly reported: readonly Reported[]
}

export const isEnded = (state: State): boolean => !isOpen(state)

/** Decisions by which a group does something about a systemfel; the others put it off, watch it or end it. */
const ACTING: readonly DecisionType[] = ['ask', 'commit', 'investigate', 'lift', 'accept']

type Standable = Pick<History, 'state' | 'stateSince' | 'mergedInto' | 'steps'>
/** Where a systemfel stood just before an instant; null when it was not made yet. */
export function standingAt(of: Standable, until: Date): Standing | null {
  const last = stepBefore(of, until)
  if (last === undefined) return null
  return { state: last.state, since: dayOf(last.at), mergedInto: last.state === 'merged' ? of.mergedInto : null }
}
function stepBefore({ state, stateSince, steps }: Standable, until: Date): Pick<Step, 'state' | 'at'> | undefined {
  // The row itself is the surer source: several steps may have been taken in one and the same millisecond.
  return stateSince < until ? { state, at: stateSince } : lastStep(steps.filter(({ at }) => at < until))
}
function lastStep(steps: readonly Step[]): Step | undefined {
  const order = (step: Step): number => step.at.getTime() + (step.act === 'made' ? 0 : 0.5)
  return [...steps].sort((one, other) => order(one) - order(other)).at(-1)
}

/** What a half-year is as instants, days and the last day to count in. */
export interface Span {
  readonly period: HalfYear
  readonly from: Date
  readonly to: Date
  readonly fromDay: Day
  /** Not in it any more. */
  readonly toDay: Day
  readonly asOf: Day
}
export const spanOf = (period: HalfYear, asOf: Day): Span => ({
  period,
  ...intervalOf(period),
  fromDay: firstDayOf(period),
  toDay: firstDayOf(nextHalfYear(period)),
  asOf,
})

/** The systemfel as it was at the end of the half-year; null when it was never open in it. */
export function lineOf(history: History, span: Span): Line | null {
  const { from, to } = span
  const standing = standingAt(history, to)
  const steps = history.steps.filter(({ at }) => at >= from && at < to)
  const before = stepBefore(history, from)
  const wasOpen = before !== undefined && isOpen(before.state)
  if (standing === null || (steps.length === 0 && !wasOpen)) return null
  const happened = happenings(history, steps, span)
  return {
    deficiencyId: history.id,
    number: history.number,
    title: history.title,
    level: history.level,
    levelInferred: history.levelInferred,
    organisations: [...history.organisations].sort(inSwedish),
    themes: [...history.themes].sort(inOrderOf(THEMES)),
    places: [...history.places].sort(inSwedish),
    officeIds: history.officeIds,
    ...standing,
    ...reportsOf(history, span),
    isNew: history.createdAt >= from,
    isOpen: isOpen(standing.state),
    actedOn: happened.some(isActing),
    closed: steps.some(({ state }) => isEnded(state)),
    cameBack: steps.some(({ act }) => act === 'return'),
    lastAction: lastActionOf(history.acted, span),
    lastAnswer: lastAnswerOf(history.answered, span),
    daysWithoutAnswer: waitOf(history.asked, span),
    happened,
  }
}

function reportsOf({ reported, createdAt }: History, { period }: Span) {
  const known = reported.filter(each => each.period <= halfYearKey(period))
  const inPeriod = known.find(each => each.period === halfYearKey(period))
  const months = known.flatMap(({ firstMonth }) => firstMonth ?? [])
  const firstDay = [dayOf(createdAt), ...months.map(month => `${month}-01`)].sort()[0] as Day
  return {
    firstMet: halfYearKey(halfYearOf(firstDay)),
    reportsInPeriod: reportBand(inPeriod?.count ?? 0),
    reportsInAll: reportBand(known.reduce((sum, { count }) => sum + count, 0)),
    periodsReported: known.length,
  }
}

function lastActionOf(acted: readonly Acted[], span: Span): LastAction | null {
  const stages = acted
    .filter(({ createdAt, cancelledAt }) => createdAt < span.to && (cancelledAt === null || cancelledAt >= span.to))
    .map(action => ({ kind: action.kind, owner: action.owner, ...stageOf(action, span) }))
  return latest(stages) ?? null
}
function stageOf({ doneDay, startedDay, createdAt }: Acted, { toDay }: Span): Pick<LastAction, 'stage' | 'day'> {
  if (doneDay !== null && doneDay < toDay) return { stage: 'done', day: doneDay }
  if (startedDay !== null && startedDay < toDay) return { stage: 'begun', day: startedDay }
  return { stage: 'proposed', day: dayOf(createdAt) }
}
function lastAnswerOf(answered: readonly Answered[], { to }: Span): LastAnswer | null {
  const given = answered.filter(({ receivedAt }) => receivedAt < to)
  return (
    latest(given.map(({ kind, organisation, receivedAt }) => ({ kind, organisation, day: dayOf(receivedAt) }))) ?? null
  )
}
const latest = <T extends { readonly day: Day }>(things: readonly T[]): T | undefined => byDay(things).at(-1)
const byDay = <T extends { readonly day: Day }>(things: readonly T[]): T[] =>
  [...things].sort((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)))

/** Whole days from the sending of the oldest request that had no answer when the half-year ended. */
function waitOf(asked: readonly Asked[], { to, asOf }: Span): number | null {
  const waiting = asked.filter(({ sentAt, endedAt }) => sentAt < to && (endedAt === null || endedAt >= to))
  const waits = waiting.map(({ sentAt }) => daysBetween(dayOf(sentAt), asOf))
  return waits.length === 0 ? null : Math.max(...waits)
}

function happenings(history: History, steps: readonly Step[], { from, to, fromDay, toDay }: Span): Happening[] {
  const within = (at: Date): boolean => at >= from && at < to
  const on = (day: Day | null): day is Day => day !== null && day >= fromDay && day < toDay
  const happened: Happening[] = [
    // Closing without action is told by the state it leads to.
    ...history.decided.flatMap(({ type, at, group }): Happening[] =>
      within(at) && type !== 'close' ? [{ day: dayOf(at), what: 'decided', type, by: group }] : [],
    ),
    ...history.asked.flatMap(({ sentAt, organisation }): Happening[] =>
      within(sentAt) ? [{ day: dayOf(sentAt), what: 'asked', by: organisation }] : [],
    ),
    ...history.answered.flatMap(({ receivedAt, kind, organisation }): Happening[] =>
      within(receivedAt) ? [{ day: dayOf(receivedAt), what: 'answered', kind, by: organisation }] : [],
    ),
    ...history.acted.flatMap(({ kind, owner, startedDay, doneDay }): Happening[] => [
      ...(on(startedDay) ? [{ day: startedDay, what: 'begun', kind, by: owner } as const] : []),
      ...(on(doneDay) ? [{ day: doneDay, what: 'done', kind, by: owner } as const] : []),
    ]),
    ...steps.flatMap(({ state, act, at }): Happening[] => {
      if (state === 'merged') return [{ day: dayOf(at), what: 'ended', state, mergedInto: history.mergedInto }]
      if (!isOpen(state)) return [{ day: dayOf(at), what: 'ended', state, mergedInto: null }]
      return act === 'return' ? [{ day: dayOf(at), what: 'returned' }] : []
    }),
  ]
  return byDay(happened)
}
const isActing = (happening: Happening): boolean =>
  happening.what === 'decided'
    ? ACTING.includes(happening.type)
    : happening.what !== 'ended' && happening.what !== 'returned'

/** What is known of the offices beside their systemfel. */
export interface Around {
  /** How many reports they sent in the half-year, whatever became of them. */
  readonly reports: number
  /** The municipalities that they cover: each has its row, also with nothing in it. */
  readonly places: readonly string[]
}
/** Lines and tables of a half-year. */
export function figuresFrom(histories: readonly History[], around: Around, span: Span): Figures {
  const lines = histories.flatMap(history => lineOf(history, span) ?? []).sort(byLevelAndNumber)
  const counted = lines.filter(line => !isCountedElsewhere(line, lines))
  const levels = LEVELS.map(level => {
    const { all, isNew, isOpen: open } = countsOf(counted.filter(line => line.level === level))
    return { level, all, isNew, isOpen: open }
  })
  return {
    counts: { ...countsOf(counted), reports: reportBand(around.reports) },
    levels,
    places: byLevel(counted, ({ places }) => places, inSwedish, around.places),
    organisations: byLevel(counted, ({ organisations }) => organisations, inSwedish),
    themes: byLevel(counted, ({ themes }) => themes, inOrderOf(THEMES)),
    lines,
  }
}

const byLevelAndNumber = (one: Line, other: Line): number =>
  LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level) || collator.compare(one.number, other.number)

function countsOf(lines: readonly Line[]): Omit<Counts, 'reports'> {
  const count = (is: (line: Line) => boolean): number => lines.filter(is).length
  const waits = lines.flatMap(({ daysWithoutAnswer }) => daysWithoutAnswer ?? [])
  return {
    all: lines.length,
    isNew: count(line => line.isNew),
    isOpen: count(line => line.isOpen),
    actedOn: count(line => line.actedOn),
    closed: count(line => line.closed),
    cameBack: count(line => line.cameBack),
    unanswered: waits.length,
    longestWait: waits.length === 0 ? null : Math.max(...waits),
  }
}

type Compare = (one: string, other: string) => number
const collator = new Intl.Collator('sv', { numeric: true })
const inSwedish: Compare = (one, other) => collator.compare(one, other)
const inOrderOf =
  (list: readonly string[]): Compare =>
  (one, other) =>
    list.indexOf(one) - list.indexOf(other)

/** A systemfel with two of the things counts in both rows; those that lack it come last. Of `all` none is left out. */
function byLevel(
  lines: readonly Line[],
  thingsOf: (line: Line) => readonly string[],
  compare: Compare,
  all: readonly string[] = [],
): ByLevel[] {
  const none = (): Record<Level, number> => ({ caseworker: 0, local: 0, central: 0 })
  const rows = new Map<string | null, Record<Level, number>>(all.map(of => [of, none()]))
  for (const line of lines) {
    const things = thingsOf(line)
    for (const thing of things.length === 0 ? [null] : things) {
      const row = rows.get(thing) ?? none()
      row[line.level] += 1
      rows.set(thing, row)
    }
  }
  const sum = (levels: Record<Level, number>): number => LEVELS.reduce((total, level) => total + levels[level], 0)
  return [...rows]
    .map(([of, levels]) => ({ of, levels, all: sum(levels) }))
    .sort((one, other) =>
      one.of === null || other.of === null
        ? Number(one.of === null) - Number(other.of === null)
        : compare(one.of, other.of),
    )
}
