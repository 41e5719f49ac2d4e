import { asFlag, asInstant, asNumber, maybe, Params } from '#src/db/sql.ts'
import { officesOf } from '#src/kernel/actor.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Deficiency } from './deficiency.entity.ts'
import type { Cursor, SortChoice } from './deficiency-filter.rules.ts'
import { beyond, type Edge, orderOf, type Segment, type Stretch, segmentsOf } from './deficiency-order.ts'
import { type Chosen, type Reading, readingOf, visibleTo, type Way } from './deficiency-sets.ts'

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

/**
 * One page of the systemfel that the actor may see. The number of queries does not depend on how many there are.
 * `forced` is for tests.
 */
export async function listDeficiencies(
  ctx: Ctx,
  chosen: Chosen,
  sort: SortChoice,
  cursor: Cursor | null,
  forced?: Way,
): Promise<DeficiencyList> {
  const reading = await readingOf(ctx, chosen, forced)
  const edge = cursor === null ? null : await edgeOf(ctx, cursor)
  const { rows, total } = await readPage(ctx, reading, segmentsOf(ctx.actor, sort), edge)
  const more = rows.length > PAGE_SIZE
  const page = rows.slice(0, PAGE_SIZE)
  const back = edge?.back === true
  return {
    rows: await withFacts(ctx, back ? page.reverse() : page),
    total: total ?? (await totalOf(ctx, reading)),
    before: back ? more : edge !== null,
    after: back || more,
    circleIsSmall: reading.circleIsSmall,
  }
}

async function totalOf(ctx: Ctx, { rows }: Reading): Promise<number> {
  const p = new Params()
  const { before, from, where } = rows(p, 'positive')
  const [row] = await ctx.sql.select<{ n: unknown }>(
    `${before} SELECT COUNT(*) AS "n" FROM (SELECT 1 AS "one" FROM ${from} WHERE ${where.join(' AND ')}
     LIMIT ${MOST_COUNTED + 1}) "hits"`,
    p,
  )
  return asNumber(row?.n)
}

async function edgeOf(ctx: Ctx, { number, back }: Cursor): Promise<Edge | null> {
  const p = new Params()
  const [row] = await ctx.sql.select<Omit<Edge, 'back'>>(
    `SELECT "d"."id", "d"."number", "d"."state_since", "d"."waiting_since", "d"."report_count" FROM "deficiency" "d"
     WHERE "d"."number" = ${p.add(number)} AND ${visibleTo(p, ctx.actor, '"d"."id"')}`,
    p,
  )
  return row === undefined ? null : { ...row, back }
}

interface Read {
  readonly rows: ListedRow[]
  /** Null where it is not known yet. */
  readonly total: number | null
}

async function readPage(ctx: Ctx, reading: Reading, segments: readonly Segment[], edge: Edge | null): Promise<Read> {
  const inOrder = edge?.back === true ? [...segments].reverse() : [...segments]
  const first = edge === null ? 0 : inOrder.findIndex(({ has }) => has(edge))
  const rows: ListedRow[] = []
  let total: number | null = null
  for (const [at, segment] of inOrder.slice(first).entries()) {
    const wanted = PAGE_SIZE + 1 - rows.length
    if (wanted === 0) break
    const read = await readSegment(ctx, reading, segment, {
      edge: at === 0 ? edge : null,
      back: edge?.back === true,
      wanted,
    })
    rows.push(...read.rows)
    total ??= read.total
  }
  return { rows, total }
}

type ListedRow = Omit<ListedDeficiency, 'organisations' | 'dueDay' | 'inside'>
const COLUMNS = `"d"."id", "d"."number", "d"."title", "d"."level", "d"."level_inferred" AS "levelInferred", "d"."state",
  "d"."state_since" AS "stateSince", "d"."source", "d"."fictitious", "d"."report_count" AS "reportCount",
  "d"."first_month" AS "firstMonth", "d"."last_month" AS "lastMonth", "d"."waiting_since" AS "waitingSince"`
const KEYS = '"d"."id", "d"."number", "d"."state_since", "d"."waiting_since", "d"."report_count"'

async function readSegment(ctx: Ctx, reading: Reading, segment: Segment, stretch: Stretch): Promise<Read> {
  const p = new Params()
  const query = reading.way === 'gather' ? gathered(p, reading, segment, stretch) : walked(p, reading, segment, stretch)
  const rows = await ctx.sql.select<Record<keyof ListedRow, unknown> & { total?: unknown }>(query, p)
  const [first] = rows
  return { rows: rows.map(listedRow), total: first?.total === undefined ? null : asNumber(first.total) }
}

/** What is chosen is fetched once: counted, sorted by its keys, and only the page is fetched in full. */
function gathered(p: Params, { rows }: Reading, segment: Segment, stretch: Stretch): string {
  const { before, from, where } = rows(p, 'positive')
  const within = [segment.where('m'), ...beyond(p, segment, stretch, 'm')].join(' AND ')
  return `${before}, "m" AS MATERIALIZED (SELECT ${KEYS} FROM ${from} WHERE ${where.join(' AND ')}),
    "p" AS MATERIALIZED (SELECT "m"."id" FROM "m" WHERE ${within} ORDER BY ${orderOf(segment, stretch, 'm')} LIMIT ${stretch.wanted})
    SELECT ${COLUMNS}, (SELECT COUNT(*) FROM "m") AS "total" FROM "p" CROSS JOIN "deficiency" "d"
    WHERE "d"."id" = "p"."id" ORDER BY ${orderOf(segment, stretch, 'd')}`
}

function walked(p: Params, { rows }: Reading, segment: Segment, stretch: Stretch): string {
  const { from, where } = rows(p, 'negative')
  return `SELECT ${COLUMNS} FROM ${from}
    WHERE ${[...where, segment.where('d'), ...beyond(p, segment, stretch, 'd')].join(' AND ')}
    ORDER BY ${orderOf(segment, stretch, 'd')} LIMIT ${stretch.wanted}`
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
