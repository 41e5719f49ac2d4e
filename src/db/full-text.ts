import type { Dialect } from './columns.ts'
import { asNumber, Params, type Sql } from './sql.ts'

/**
 * What is sought in the search index: of each list, an entry must have one token at least. Tokens are made in code and mean
 * the same on both databases: FTS5 splits at spaces only (`ascii`), PostgreSQL takes lexemes as they are.
 */
export type Sought = readonly (readonly string[])[]

/** Letters and figures of any script; anything else would be read as a sign of the query language. */
const TOKEN = /^[\p{L}\p{N}]+$/u

const SIGNS = {
  sqlite: { quote: '"', or: ' OR ', and: ' AND ' },
  postgres: { quote: "'", or: ' | ', and: ' & ' },
} as const satisfies Record<Dialect, unknown>

/** The query in the database's own words. Throws for tokens that are none. */
export function matchText(dialect: Dialect, sought: Sought): string {
  const { quote, or, and } = SIGNS[dialect]
  const quoted = (token: string): string => {
    if (!TOKEN.test(token)) throw new TypeError('A token has letters and figures only.')
    return quote + token + quote
  }
  return sought.map(tokens => `(${tokens.map(quoted).join(or)})`).join(and)
}

/** Nothing is sought, or a list that no entry can have anything of. */
const isVain = (sought: Sought): boolean => sought.length === 0 || sought.some(tokens => tokens.length === 0)

/** A query for the "seq" of each entry that has what is sought. */
export function hitsOf(p: Params, dialect: Dialect, sought: Sought): string {
  if (isVain(sought)) return 'SELECT "seq" FROM "search_entry" WHERE 1 = 0'
  const text = p.add(matchText(dialect, sought))
  return dialect === 'sqlite'
    ? `SELECT "rowid" AS "seq" FROM "search_index" WHERE "search_index" MATCH ${text}`
    : `SELECT "seq" FROM "search_entry" WHERE ${VECTOR} @@ ${text}::tsquery`
}

/** The same, as a query for the "id" of the systemfel that each hit is about. */
export function deficienciesOf(p: Params, dialect: Dialect, sought: Sought): string {
  const hits = hitsOf(p, dialect, sought)
  return dialect === 'postgres'
    ? hits.replace('SELECT "seq"', 'SELECT "deficiency_id" AS "id"')
    : `SELECT "e"."deficiency_id" AS "id" FROM (${hits}) "h" CROSS JOIN "search_entry" "e" WHERE "e"."seq" = "h"."seq"`
}

/** The same, as a condition on an entry of a query that has no other. */
export function isHit(p: Params, dialect: Dialect, sought: Sought): string {
  if (dialect === 'sqlite' || isVain(sought)) return `"seq" IN (${hitsOf(p, dialect, sought)})`
  return `${VECTOR} @@ ${p.add(matchText(dialect, sought))}::tsquery`
}

/** As the index of PostgreSQL has it. Each entry also says which stretches of the index it stands in. */
const VECTOR = `array_to_tsvector(string_to_array("tokens", ' ') || ARRAY['x' || ("seq" >> 13)::text, 'y' || ("seq" >> 17)::text])`
const STRETCHES = [
  { mark: 'x', bits: 13 },
  { mark: 'y', bits: 17 },
] as const

export interface Wanted {
  /** Of the entry, as "e". */
  readonly columns: string
  /** A condition on "e": which entries the reader may see. Null where the tokens that are sought say so already. */
  readonly allowed: ((p: Params) => string) | null
  /** Only entries before this one. */
  readonly before: number | null
  /** Only so many of the newest entries, about. */
  readonly within: number | null
  readonly most: number
  /** The hits are counted so far. */
  readonly counted: number
}
interface Between extends Wanted {
  readonly from: number | null
}
export interface Newest<T> {
  readonly rows: readonly T[]
  /** At most `counted`. */
  readonly total: number
}

/** The newest entries that have what is sought, the newest first. It costs as much whether there are thousands or millions. */
export async function newestHits<T>(sql: Sql, sought: Sought, wanted: Wanted): Promise<Newest<T>> {
  if (isVain(sought)) return { rows: [], total: 0 }
  const { before, within } = wanted
  const last = sql.dialect === 'sqlite' && within === null ? 0 : (before ?? (await lastSeq(sql)) + 1)
  const between = { before, from: within === null ? null : last - within }
  return sql.dialect === 'sqlite'
    ? read(sql, sought, { ...wanted, ...between })
    : inStretches(sql, sought, { ...wanted, ...between }, last)
}

/**
 * GIN gives its hits in no order: all of them are fetched and sorted. Where there are many, only a stretch of the newest is
 * searched, as long as it should be to have enough; when it has not, a longer one.
 */
async function inStretches<T>(sql: Sql, sought: Sought, wanted: Between, last: number): Promise<Newest<T>> {
  const newest = (wanted.counted / (await estimatedHits(sql, sought))) * last
  for (const { mark, bits } of STRETCHES) {
    const at = (last - 1) >> bits
    // Two stretches, since the newest may hold but a few.
    if (newest > 2 * 2 ** bits || at < 2) continue
    const found = await read<T>(sql, [...sought, [`${mark}${at}`, `${mark}${at - 1}`]], wanted)
    if (found.total >= wanted.counted) return found
  }
  return read<T>(sql, sought, wanted)
}

/** What PostgreSQL knows of how common the tokens are. */
async function estimatedHits(sql: Sql, sought: Sought): Promise<number> {
  const p = new Params()
  const [plan] = await sql.select<{ 'QUERY PLAN': readonly { Plan: { 'Plan Rows': number } }[] }>(
    `EXPLAIN (FORMAT JSON) ${hitsOf(p, 'postgres', sought)}`,
    p,
  )
  return Math.max(1, plan?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 1)
}

async function lastSeq(sql: Sql): Promise<number> {
  const [row] = await sql.select<{ last: unknown }>('SELECT COALESCE(MAX("seq"), 0) AS "last" FROM "search_entry"')
  return asNumber(row?.last)
}

async function read<T>(sql: Sql, sought: Sought, wanted: Between): Promise<Newest<T>> {
  const p = new Params()
  const rows = await sql.select<T & { total: unknown }>(
    `WITH "h" AS MATERIALIZED (${counted(p, sql.dialect, sought, wanted)}),
     "n" AS MATERIALIZED (SELECT "seq" FROM "h" ORDER BY "seq" DESC LIMIT ${p.add(wanted.most)})
     SELECT ${wanted.columns}, (SELECT COUNT(*) FROM "h") AS "total"
     FROM "n" CROSS JOIN "search_entry" "e" WHERE "e"."seq" = "n"."seq" ORDER BY "e"."seq" DESC`,
    p,
  )
  return { rows, total: Math.min(asNumber(rows[0]?.total ?? 0), wanted.counted) }
}

/** FTS5 walks its index backwards and stops when enough are counted. */
function counted(
  p: Params,
  dialect: Dialect,
  sought: Sought,
  { allowed, before, from, counted: most }: Between,
): string {
  const text = p.add(matchText(dialect, sought))
  const more = (seq: string): string =>
    `${before === null ? '' : `AND ${seq} < ${p.add(before)}`} ${from === null ? '' : `AND ${seq} >= ${p.add(from)}`} ${allowed === null ? '' : `AND ${allowed(p)}`}`
  if (dialect === 'postgres')
    return `SELECT "e"."seq" FROM "search_entry" "e" WHERE ${VECTOR} @@ ${text}::tsquery ${more('"e"."seq"')}`
  const entry = allowed === null ? '' : 'CROSS JOIN "search_entry" "e" ON "e"."seq" = "f"."rowid"'
  return `SELECT "f"."rowid" AS "seq" FROM "search_index" "f" ${entry} WHERE "search_index" MATCH ${text} ${more('"f"."rowid"')}
    ORDER BY "f"."rowid" DESC LIMIT ${p.add(most)}`
}
