import { asFlag, asInstant, asNumber, maybe, Params, type SqlValue } from '#src/db/sql.ts'
import { circleOf, officesOf } from '#src/kernel/actor.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Deficiency } from './deficiency.entity.ts'
import type { Cursor, SortChoice } from './deficiency-filter.rules.ts'
import { type Chosen, LIMITS, type Source, sourcesOf, visibleTo } from './deficiency-sets.ts'
import { FEW } from './disclosure.rules.ts'

export const PAGE_SIZE = 50
/** Totals are counted so far; beyond it there are "more than". */
export const MOST_COUNTED = 10_000

export interface ListedDeficiency
  extends Pick<
    Deficiency,
    | 'id'
    | 'number'
    | 'title'
    | 'level'
    | 'levelInferred'
    | 'state'
    | 'stateSince'
    | 'source'
    | 'fictitious'
    | 'reportCount'
    | 'firstMonth'
    | 'lastMonth'
    | 'waitingSince'
  > {
  /** Names. */
  readonly organisations: readonly string[]
  /** When the earliest answer is due of those waited for. */
  readonly dueDay: Day | null
  /** The actor works in an office that feeds it. */
  readonly inside: boolean
}
export interface DeficiencyList {
  readonly rows: readonly ListedDeficiency[]
  /** At most `MOST_COUNTED` + 1. */
  readonly total: number
  readonly before: boolean
  readonly after: boolean
  readonly circleIsSmall: boolean
}

/** One page of the systemfel that the actor may see. The number of queries does not depend on how many there are. */
export async function listDeficiencies(
  ctx: Ctx,
  chosen: Chosen,
  sort: SortChoice,
  cursor: Cursor | null,
  limits = LIMITS,
): Promise<DeficiencyList> {
  const { forCount, forPage, circleIsSmall } = await sourcesOf(ctx, chosen, limits)
  const total = await totalOf(ctx, forCount)
  const edge = cursor === null ? null : await edgeOf(ctx, cursor)
  const read = await readPage(ctx, forPage(total), segmentsOf(ctx, sort), edge)
  const more = read.length > PAGE_SIZE
  const page = read.slice(0, PAGE_SIZE)
  const back = edge?.back === true
  return {
    rows: await withFacts(ctx, back ? page.reverse() : page),
    total,
    before: back ? more : edge !== null,
    after: back || more,
    circleIsSmall,
  }
}

async function totalOf(ctx: Ctx, source: Source): Promise<number> {
  const p = new Params()
  const { before, from, where } = source(p)
  const [row] = await ctx.sql.select<{ n: unknown }>(
    `${before} SELECT COUNT(*) AS "n" FROM (SELECT 1 AS "one" FROM ${from} WHERE ${where.join(' AND ')} LIMIT ${MOST_COUNTED + 1}) "hits"`,
    p,
  )
  return asNumber(row?.n)
}

type SortColumn = 'number' | 'state_since' | 'waiting_since' | 'report_count'
/** A stretch of the order that one index holds. */
interface Segment {
  readonly where: string
  readonly column: SortColumn
  readonly descending: boolean
  readonly has: (edge: Edge) => boolean
}
const all = (column: SortColumn): Segment => ({ where: '1 = 1', column, descending: true, has: () => true })
const newest = (where: string, has: Segment['has']): Segment => ({ where, column: 'number', descending: true, has })

/** COALESCE keeps to the index of the order: by one of this column all that fit would be fetched first, and sorted. */
const NOT_WAITING = 'COALESCE("d"."waiting_since", NULL) IS NULL'
const FEW_REPORTS = `COALESCE("d"."report_count", 0) < ${FEW}`

/**
 * `dagar`: the longest wait first, then those nobody waits for. `rapporter`: who may not know small counts is not told
 * them by the order either.
 */
function segmentsOf({ actor }: Ctx, sort: SortChoice): readonly Segment[] {
  if (sort === 'nummer') return [all('number')]
  if (sort === 'andrat') return [all('state_since')]
  if (sort === 'dagar') {
    const waits: Segment = {
      where: '"d"."waiting_since" IS NOT NULL',
      column: 'waiting_since',
      descending: false,
      has: edge => edge.waiting_since !== null,
    }
    return [waits, newest(NOT_WAITING, edge => edge.waiting_since === null)]
  }
  const own = officesOf(actor, 'ombud', 'coordinator')
  if (circleOf(actor).every(id => own.includes(id))) return [all('report_count')]
  const many = { ...all('report_count'), where: `"d"."report_count" >= ${FEW}` }
  return [
    { ...many, has: edge => Number(edge.report_count) >= FEW },
    newest(FEW_REPORTS, edge => Number(edge.report_count) < FEW),
  ]
}

/** The row that the page begins after, or ends before. */
type Edge = Readonly<Record<SortColumn, SqlValue>> & { readonly id: string; readonly back: boolean }

async function edgeOf(ctx: Ctx, { number, back }: Cursor): Promise<Edge | null> {
  const p = new Params()
  const [row] = await ctx.sql.select<Omit<Edge, 'back'>>(
    `SELECT "d"."id", "d"."number", "d"."state_since", "d"."waiting_since", "d"."report_count" FROM "deficiency" "d"
     WHERE "d"."number" = ${p.add(number)} AND ${visibleTo(p, ctx.actor, '"d"."id"')}`,
    p,
  )
  return row === undefined ? null : { ...row, back }
}

async function readPage(
  ctx: Ctx,
  source: Source,
  segments: readonly Segment[],
  edge: Edge | null,
): Promise<ListedRow[]> {
  const inOrder = edge?.back === true ? [...segments].reverse() : [...segments]
  const first = edge === null ? 0 : inOrder.findIndex(({ has }) => has(edge))
  const rows: ListedRow[] = []
  for (const [at, segment] of inOrder.slice(first).entries()) {
    const wanted = PAGE_SIZE + 1 - rows.length
    if (wanted > 0) rows.push(...(await readSegment(ctx, source, segment, edge, { wanted, fromEdge: at === 0 })))
  }
  return rows
}

type ListedRow = Omit<ListedDeficiency, 'organisations' | 'dueDay' | 'inside'>
const COLUMNS = `"d"."id", "d"."number", "d"."title", "d"."level", "d"."level_inferred" AS "levelInferred", "d"."state",
  "d"."state_since" AS "stateSince", "d"."source", "d"."fictitious", "d"."report_count" AS "reportCount",
  "d"."first_month" AS "firstMonth", "d"."last_month" AS "lastMonth", "d"."waiting_since" AS "waitingSince"`

async function readSegment(
  ctx: Ctx,
  source: Source,
  { where: within, column, descending }: Segment,
  edge: Edge | null,
  { wanted, fromEdge }: { wanted: number; fromEdge: boolean },
): Promise<ListedRow[]> {
  const p = new Params()
  const { before, from, where } = source(p)
  const down = descending !== (edge?.back === true)
  // The number is its own tie-breaker.
  const keys = column === 'number' ? ['number'] : [column, 'id']
  const columns = keys.map(key => `"d"."${key}"`)
  const beyond =
    edge === null || !fromEdge
      ? []
      : [`(${columns.join(', ')}) ${down ? '<' : '>'} (${keys.map(key => p.add(edge[key as SortColumn])).join(', ')})`]
  const rows = await ctx.sql.select<Record<keyof ListedRow, unknown>>(
    `${before} SELECT ${COLUMNS} FROM ${from} WHERE ${[...where, within, ...beyond].join(' AND ')}
     ORDER BY ${columns.map(key => `${key} ${down ? 'DESC' : 'ASC'}`).join(', ')} LIMIT ${wanted}`,
    p,
  )
  return rows.map(listedRow)
}

const listedRow = (row: Record<keyof ListedRow, unknown>): ListedRow => ({
  ...(row as unknown as ListedRow),
  levelInferred: asFlag(row.levelInferred),
  stateSince: asInstant(row.stateSince),
  fictitious: asFlag(row.fictitious),
  reportCount: asNumber(row.reportCount),
  waitingSince: maybe(asInstant)(row.waitingSince),
})

/** Three queries for the page, whatever is on it. */
async function withFacts(ctx: Ctx, rows: readonly ListedRow[]): Promise<ListedDeficiency[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const organisations = await organisationsOf(ctx, ids)
  const due = await dueDays(ctx, ids)
  const inside = await insideOf(ctx, ids)
  return rows.map(row => ({
    ...row,
    organisations: organisations.get(row.id) ?? [],
    dueDay: due.get(row.id) ?? null,
    inside: inside.has(row.id),
  }))
}

async function organisationsOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string; name: string }>(
    `SELECT "x"."deficiency_id" AS "id", "o"."name" FROM "deficiency_organisation" "x"
     JOIN "organisation" "o" ON "o"."id" = "x"."organisation_id" WHERE ${p.in('"x"."deficiency_id"', ids)} ORDER BY "o"."name"`,
    p,
  )
  const names = new Map<string, string[]>()
  for (const { id, name } of rows) names.set(id, [...(names.get(id) ?? []), name])
  return names
}

async function dueDays(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Day>> {
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string; day: Day }>(
    `SELECT "deficiency_id" AS "id", MIN("due_day") AS "day" FROM "answer_request"
     WHERE "state" = 'sent' AND ${p.in('"deficiency_id"', ids)} GROUP BY "deficiency_id"`,
    p,
  )
  return new Map(rows.map(({ id, day }) => [id, day]))
}

async function insideOf(ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  const own = officesOf(ctx.actor, 'ombud', 'coordinator')
  if (own.length === 0) return new Set()
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string }>(
    `SELECT "deficiency_id" AS "id" FROM "circle_member" WHERE ${p.in('"member_id"', own)} AND ${p.in('"deficiency_id"', ids)}`,
    p,
  )
  return new Set(rows.map(({ id }) => id))
}
