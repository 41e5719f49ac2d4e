import type { Params, SqlValue } from '#src/db/sql.ts'
import { type Actor, circleOf, officesOf } from '#src/kernel/actor.ts'
import { FEW } from './disclosure.rules.ts'
import type { SortChoice } from './filter-slugs.rules.ts'

type SortColumn = 'number' | 'state_since' | 'waiting_since' | 'report_count'
/** A stretch of the order that one index holds. Its rows are named `of`. */
export interface Segment {
  readonly where: (of: string) => string
  readonly column: SortColumn
  readonly descending: boolean
  readonly has: (edge: Edge) => boolean
}
const all = (column: SortColumn): Segment => ({ where: () => '1 = 1', column, descending: true, has: () => true })
const newest = (where: Segment['where'], has: Segment['has']): Segment => ({
  where,
  column: 'number',
  descending: true,
  has,
})

const WAITING: Segment = {
  where: of => `"${of}"."waiting_since" IS NOT NULL`,
  column: 'waiting_since',
  descending: false,
  has: edge => edge.waiting_since !== null,
}
const MANY_REPORTS: Segment = {
  where: of => `"${of}"."report_count" >= ${FEW}`,
  column: 'report_count',
  descending: true,
  has: edge => Number(edge.report_count) >= FEW,
}
// COALESCE keeps to the index of the order: by one of this column all that fit would be fetched first, and sorted.
const NOT_WAITING = newest(
  of => `COALESCE("${of}"."waiting_since", NULL) IS NULL`,
  edge => edge.waiting_since === null,
)
const FEW_REPORTS = newest(
  of => `COALESCE("${of}"."report_count", 0) < ${FEW}`,
  edge => Number(edge.report_count) < FEW,
)

/**
 * `dagar`: the longest wait first, then those nobody waits for. `rapporter`: who may not know small counts is not told
 * them by the order either.
 */
export function segmentsOf(actor: Actor, sort: SortChoice): readonly Segment[] {
  if (sort === 'nummer') return [all('number')]
  if (sort === 'andrat') return [all('state_since')]
  if (sort === 'dagar') return [WAITING, NOT_WAITING]
  const own = officesOf(actor, 'ombud', 'coordinator')
  return circleOf(actor).every(id => own.includes(id)) ? [all('report_count')] : [MANY_REPORTS, FEW_REPORTS]
}

/** The row that the page begins after, or ends before. */
export type Edge = Readonly<Record<SortColumn, SqlValue>> & { readonly id: string; readonly back: boolean }

/** What is read of a segment. */
export interface Stretch {
  /** Null where the stretch begins. */
  readonly edge: Edge | null
  readonly back: boolean
  readonly wanted: number
}

/** The number is its own tie-breaker. */
const keysOf = ({ column }: Segment): (SortColumn | 'id')[] => (column === 'number' ? [column] : [column, 'id'])
const goesDown = ({ descending }: Segment, { back }: Stretch): boolean => descending !== back

export const orderOf = (segment: Segment, stretch: Stretch, of: string): string =>
  keysOf(segment)
    .map(key => `"${of}"."${key}" ${goesDown(segment, stretch) ? 'DESC' : 'ASC'}`)
    .join(', ')

/** Only what comes after the edge, in the direction that is read. */
export function beyond(p: Params, segment: Segment, stretch: Stretch, of: string): string[] {
  const { edge } = stretch
  if (edge === null) return []
  const keys = keysOf(segment)
  const columns = keys.map(key => `"${of}"."${key}"`).join(', ')
  return [`(${columns}) ${goesDown(segment, stretch) ? '<' : '>'} (${keys.map(key => p.add(edge[key])).join(', ')})`]
}
