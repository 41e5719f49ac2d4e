import { Params } from '#src/db/sql.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Cursor } from './deficiency-filter.rules.ts'
import { beyond, type Edge, orderOf, type Segment, type Stretch, segmentsOf } from './deficiency-order.ts'
import { type Chosen, visibleTo } from './deficiency-parts.ts'
import {
  columnsFor,
  type ListedDeficiency,
  type ListedRow,
  listedRow,
  withOrganisations,
} from './deficiency-rows.queries.ts'
import { type Reading, readingOf, type Way } from './deficiency-sets.ts'
import { type Totals, talliesOf, totalsIn, totalsOf } from './deficiency-totals.queries.ts'
import type { SortChoice } from './filter-slugs.rules.ts'

export const PAGE_SIZE = 50

export interface DeficiencyList {
  readonly rows: readonly ListedDeficiency[]
  readonly totals: Totals
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
  const { rows, totals } = await readPage(ctx, reading, segmentsOf(ctx.actor, sort), edge)
  const more = rows.length > PAGE_SIZE
  const page = rows.slice(0, PAGE_SIZE)
  const back = edge?.back === true
  return {
    rows: await withOrganisations(ctx, back ? page.reverse() : page),
    totals: totals ?? (rows.length === 0 && edge === null ? NONE : await totalsOf(ctx, reading)),
    before: back ? more : edge !== null,
    after: back || more,
    circleIsSmall: reading.circleIsSmall,
  }
}

const NONE: Totals = { total: 0, atLeast: false, parts: { open: 0, awaiting: 0, ended: 0, overdue: 0 } }

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
  /** Null where they are not known yet. */
  readonly totals: Totals | null
}

async function readPage(ctx: Ctx, reading: Reading, segments: readonly Segment[], edge: Edge | null): Promise<Read> {
  const inOrder = edge?.back === true ? [...segments].reverse() : [...segments]
  const first = edge === null ? 0 : inOrder.findIndex(({ has }) => has(edge))
  const rows: ListedRow[] = []
  let totals: Totals | null = null
  for (const [at, segment] of inOrder.slice(first).entries()) {
    const wanted = PAGE_SIZE + 1 - rows.length
    if (wanted === 0) break
    const read = await readSegment(ctx, reading, segment, {
      edge: at === 0 ? edge : null,
      back: edge?.back === true,
      wanted,
    })
    rows.push(...read.rows)
    totals ??= read.totals
  }
  return { rows, totals }
}

const KEYS = '"d"."id", "d"."number", "d"."state", "d"."state_since", "d"."waiting_since", "d"."report_count"'

async function readSegment(ctx: Ctx, reading: Reading, segment: Segment, stretch: Stretch): Promise<Read> {
  const p = new Params()
  const write = reading.way === 'gather' ? gathered : walked
  const query = write(p, ctx, reading, [segment, stretch])
  const rows = await ctx.sql.select<Record<keyof ListedRow, unknown>>(query, p)
  const [first] = rows
  return {
    rows: rows.map(listedRow),
    totals: first === undefined || reading.way === 'walk' ? null : totalsIn({ ...first }),
  }
}

/** What is chosen is fetched once: counted, sorted by its keys, and only the page is fetched in full. */
type Part = readonly [Segment, Stretch]
function gathered(p: Params, ctx: Ctx, { rows }: Reading, [segment, stretch]: Part): string {
  const { before, from, where } = rows(p, 'positive')
  const within = [segment.where('m'), ...beyond(p, segment, stretch, 'm')].join(' AND ')
  return `${before}, "m" AS MATERIALIZED (SELECT ${KEYS} FROM ${from} WHERE ${where.join(' AND ')}),
    "t" AS MATERIALIZED (${talliesOf(p, ctx.today)}),
    "p" AS MATERIALIZED (SELECT "m"."id" FROM "m" WHERE ${within} ORDER BY ${orderOf(segment, stretch, 'm')} LIMIT ${stretch.wanted})
    SELECT ${columnsFor(p, ctx)}, "t".* FROM "t" CROSS JOIN "p" CROSS JOIN "deficiency" "d"
    WHERE "d"."id" = "p"."id" ORDER BY ${orderOf(segment, stretch, 'd')}`
}

function walked(p: Params, ctx: Ctx, { rows }: Reading, [segment, stretch]: Part): string {
  const { from, where } = rows(p, 'negative')
  return `SELECT ${columnsFor(p, ctx)} FROM ${from}
    WHERE ${[...where, segment.where('d'), ...beyond(p, segment, stretch, 'd')].join(' AND ')}
    ORDER BY ${orderOf(segment, stretch, 'd')} LIMIT ${stretch.wanted}`
}
