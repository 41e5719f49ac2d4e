import type { ACTION_KINDS } from '#src/features/actions/action.entity.ts'
import type { ANSWER_KINDS } from '#src/features/answers/answer.entity.ts'
import type { State } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Level, Theme } from '#src/features/deficiencies/words.ts'
import type { DecisionType } from '#src/features/meetings/decision.entity.ts'
import type { Day } from '#src/kernel/days.ts'

/** The bands in which numbers of reports leave the office. */
export const REPORT_BANDS = ['0', '1-4', '5-9', '10-19', '20-49', '50-99', '100+'] as const
export type ReportBand = (typeof REPORT_BANDS)[number]

/**
 * A report often stands for one client, and a summary leaves the office for a group of several authorities. So every
 * number of reports in it is a band, the lowest "färre än 5" (domain §6): on each line, in the total, and over all years,
 * so that none can be had by taking one from another or from last half-year's. Numbers of systemfel are exact.
 */
export function reportBand(count: number): ReportBand {
  const at = [1, 5, 10, 20, 50, 100].filter(least => count >= least).length
  return REPORT_BANDS[at] as ReportBand
}

export interface LastAction {
  readonly kind: (typeof ACTION_KINDS)[number]
  readonly stage: 'proposed' | 'begun' | 'done'
  readonly day: Day
  /** Who owns it: an organisation, or the office. */
  readonly owner: string | null
}
export interface LastAnswer {
  readonly kind: (typeof ANSWER_KINDS)[number]
  readonly organisation: string
  readonly day: Day
}
/** Something that happened to a systemfel in the half-year. */
export type Happening = { readonly day: Day } & (
  | { readonly what: 'decided'; readonly type: DecisionType; readonly by: string }
  | { readonly what: 'asked'; readonly by: string }
  | { readonly what: 'answered'; readonly kind: LastAnswer['kind']; readonly by: string }
  | { readonly what: 'begun' | 'done'; readonly kind: LastAction['kind']; readonly by: string | null }
  /** Frozen ones from before merges name no other. */
  | { readonly what: 'ended'; readonly state: State; readonly mergedInto?: string | null }
  | { readonly what: 'returned' }
)

/** Where a systemfel stands: its state, since when, and the number of the one it was merged with. */
export interface Standing {
  readonly state: State
  readonly since: Day
  readonly mergedInto: string | null
}

/** A systemfel in a summary, as of the end of the half-year. Title, level, organisations and themes are as they read when counted. */
export interface Line extends Standing {
  readonly deficiencyId: string
  readonly number: string
  readonly title: string
  readonly level: Level
  readonly levelInferred: boolean
  readonly organisations: readonly string[]
  readonly themes: readonly Theme[]
  /** Municipalities of the offices where it is met. */
  readonly places: readonly string[]
  /** Which of the summary's offices have met it. */
  readonly officeIds: readonly string[]
  /** The half-year (`2016-2`) it was first met in; never the month, since reports may be few. */
  readonly firstMet: string
  readonly reportsInPeriod: ReportBand
  readonly reportsInAll: ReportBand
  /** In how many half-years it was reported. */
  readonly periodsReported: number
  readonly isNew: boolean
  readonly isOpen: boolean
  readonly actedOn: boolean
  readonly closed: boolean
  readonly cameBack: boolean
  readonly lastAction: LastAction | null
  readonly lastAnswer: LastAnswer | null
  /** From the sending of the oldest unanswered request; null when none waits. */
  readonly daysWithoutAnswer: number | null
  readonly happened: readonly Happening[]
}

/**
 * It ended as merged into another that is in the same summary: it stands on a line of its own, so that it does not vanish, but is
 * counted with the one that it lives on in.
 */
export const isCountedElsewhere = (
  { mergedInto }: Pick<Line, 'mergedInto'>,
  lines: readonly Pick<Line, 'number'>[],
): boolean => mergedInto !== null && lines.some(({ number }) => number === mergedInto)

/** How many systemfel; reports as a band. */
export interface Counts {
  readonly all: number
  readonly isNew: number
  readonly isOpen: number
  readonly actedOn: number
  readonly closed: number
  readonly cameBack: number
  readonly unanswered: number
  readonly longestWait: number | null
  readonly reports: ReportBand
}
export interface LevelRow {
  readonly level: Level
  readonly all: number
  readonly isNew: number
  readonly isOpen: number
}
/** How many systemfel at each level have one thing in common; `of` is null for those that lack it. */
export interface ByLevel {
  readonly of: string | null
  readonly levels: Readonly<Record<Level, number>>
  readonly all: number
}
export interface Figures {
  readonly counts: Counts
  readonly levels: readonly LevelRow[]
  readonly places: readonly ByLevel[]
  readonly organisations: readonly ByLevel[]
  readonly themes: readonly ByLevel[]
  readonly lines: readonly Line[]
}

/** A systemfel of the summary before, and what has become of it. */
export interface EarlierLine {
  readonly deficiencyId: string
  readonly number: string
  readonly title: string
  readonly before: Standing
  readonly now: Standing
  /** It is in this summary too: this happened to it. Null when it is not. */
  readonly happened: readonly Happening[] | null
  /** Why it is not in this one. */
  readonly endNote: string | null
}
export interface Earlier {
  /** The half-year before this one, counted by the same rules for the same offices. */
  readonly period: string
  readonly counts: Counts
  /** The half-year whose systemfel are followed up: that of the newest frozen summary, or else the one before. */
  readonly followed: string
  /** They stood in a summary that the group has had: each needs to be in this one or to have an end note. */
  readonly sent: boolean
  readonly lines: readonly EarlierLine[]
}

/** All that a summary says beside its paragraphs. Frozen as this, and never counted again. */
export interface Content {
  readonly edition: 1
  readonly group: string
  readonly offices: readonly string[]
  readonly period: string
  /** The last day that is counted in: the period's last, or the day it was counted. */
  readonly asOf: Day
  readonly fictitious: boolean
  readonly figures: Figures
  readonly earlier: Earlier
}

/** The same without the titles of some systemfel. What was frozen stays as it was sent; what points somebody out is not shown. */
export function withoutTitles(content: Content, deficiencyIds: ReadonlySet<string>, instead: string): Content {
  if (deficiencyIds.size === 0) return content
  const shown = <T extends { readonly deficiencyId: string; readonly title: string }>(line: T): T =>
    deficiencyIds.has(line.deficiencyId) ? { ...line, title: instead } : line
  return {
    ...content,
    figures: { ...content.figures, lines: content.figures.lines.map(shown) },
    earlier: { ...content.earlier, lines: content.earlier.lines.map(shown) },
  }
}

/** Nothing was reported and nothing is new: the office says so by a nil report with a reason. */
export const isNil = ({ figures: { counts } }: Pick<Content, 'figures'>): boolean =>
  counts.reports === '0' && counts.isNew === 0

/** Systemfel of the last summary that are neither in this one nor have an end note. */
export const withoutEndNote = ({ earlier }: Pick<Content, 'earlier'>): readonly EarlierLine[] =>
  earlier.sent ? earlier.lines.filter(({ happened, endNote }) => happened === null && endNote === null) : []

export const FEWEST_QUESTIONS = 3
export const MOST_QUESTIONS = 5
/** One a line. */
export const questionsOf = (text: string | null): string[] =>
  (text ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')

/** What stops a summary from being frozen, as keys of the catalogue with their values. */
export function obstaclesTo(
  content: Content,
  questions: string | null,
): { readonly key: ObstacleKey; readonly values: { readonly count: number } }[] {
  const missing = withoutEndNote(content).length
  const asked = questionsOf(questions).length
  const few = !isNil(content) && asked < FEWEST_QUESTIONS
  return [
    ...(missing > 0 ? [{ key: 'summaries.lacksEndNotes' as const, values: { count: missing } }] : []),
    ...(few ? [{ key: 'summaries.lacksQuestions' as const, values: { count: asked } }] : []),
  ]
}
export type ObstacleKey = 'summaries.lacksEndNotes' | 'summaries.lacksQuestions'
