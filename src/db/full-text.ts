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

/** As the index of PostgreSQL has it. Each entry also says which stretches of the index it stands in. */
const VECTOR = `array_to_tsvector(string_to_array("tokens", ' ') || ARRAY['x' || ("seq" >> 13)::text, 'y' || ("seq" >> 17)::text])`
const STRETCHES = [
  { mark: 'x', bits: 13 },
  { mark: 'y', bits: 17 },
] as const

export interface Wanted {
  /** Of the entry, as "e". */
  readonly columns: string
  /** A condition on "e": which entries the reader may see. */
  readonly allowed: (p: Params) => string
  /** The tokens say already who may see it: the condition then only makes sure of what is shown. */
  readonly scoped: boolean
  /** Only entries before this one. */
  readonly before: number | null
  readonly most: number
  /** The hits are counted so far. */
  readonly counted: number
}
export interface Newest<T> {
  readonly rows: readonly T[]
  /** At most `counted`. */
  readonly total: number
}

/** The newest entries that have what is sought, the newest first. It costs as much whether there are thousands or millions. */
export async function newestHits<T>(sql: Sql, sought: Sought, wanted: Wanted): Promise<Newest<T>> {
  if (isVain(sought)) return { rows: [], total: 0 }
  return sql.dialect === 'sqlite' ? walked(sql, sought, wanted) : inStretches(sql, sought, wanted)
}

/** FTS5 walks its index backwards, and stops. */
async function walked<T>(sql: Sql, sought: Sought, wanted: Wanted): Promise<Newest<T>> {
  const hits = (p: Params, columns: string, inside: boolean): string =>
    `SELECT ${columns} FROM "search_index" "f" ${inside ? 'CROSS JOIN "search_entry" "e" ON "e"."seq" = "f"."rowid"' : ''}
     WHERE "search_index" MATCH ${p.add(matchText('sqlite', sought))}
       ${wanted.before === null ? '' : `AND "f"."rowid" < ${p.add(wanted.before)}`}
       ${inside ? `AND ${wanted.allowed(p)}` : ''}`
  const p = new Params()
  const rows = await sql.select<T>(
    `${hits(p, wanted.columns, true)} ORDER BY "f"."rowid" DESC LIMIT ${p.add(wanted.most)}`,
    p,
  )
  if (rows.length < wanted.most) return { rows, total: rows.length }
  const count = new Params()
  const [row] = await sql.select<{ n: unknown }>(
    `SELECT COUNT(*) AS "n" FROM (${hits(count, '1', !wanted.scoped)} LIMIT ${count.add(wanted.counted)}) "h"`,
    count,
  )
  return { rows, total: asNumber(row?.n) }
}

/**
 * GIN gives its hits in no order: all of them are fetched and sorted. So the newest stretch is searched first, then a longer
 * one; of words so rare that neither has enough, there are few.
 */
async function inStretches<T>(sql: Sql, sought: Sought, wanted: Wanted): Promise<Newest<T>> {
  const last = wanted.before ?? (await lastSeq(sql)) + 1
  for (const { mark, bits } of STRETCHES) {
    const newest = (last - 1) >> bits
    // Two stretches, since the newest may hold but a few.
    if (newest < 2) break
    const within = [`${mark}${newest}`, `${mark}${newest - 1}`]
    const found = await within_<T>(sql, [...sought, within], wanted)
    if (found.total >= wanted.counted) return found
  }
  return within_<T>(sql, sought, wanted)
}

async function lastSeq(sql: Sql): Promise<number> {
  const [row] = await sql.select<{ last: unknown }>('SELECT COALESCE(MAX("seq"), 0) AS "last" FROM "search_entry"')
  return asNumber(row?.last)
}

async function within_<T>(sql: Sql, sought: Sought, wanted: Wanted): Promise<Newest<T>> {
  const p = new Params()
  const [inside, after] = wanted.scoped ? ['1 = 1', wanted.allowed(p)] : [wanted.allowed(p), '1 = 1']
  const rows = await sql.select<T & { total: unknown }>(
    `WITH "h" AS MATERIALIZED (
       SELECT "e"."seq" FROM "search_entry" "e" WHERE ${VECTOR} @@ ${p.add(matchText('postgres', sought))}::tsquery
         ${wanted.before === null ? '' : `AND "e"."seq" < ${p.add(wanted.before)}`} AND ${inside}),
     "n" AS MATERIALIZED (SELECT "seq" FROM "h" ORDER BY "seq" DESC LIMIT ${p.add(wanted.most)})
     SELECT ${wanted.columns}, LEAST((SELECT COUNT(*) FROM "h"), ${p.add(wanted.counted)}) AS "total"
     FROM "n" JOIN "search_entry" "e" ON "e"."seq" = "n"."seq" WHERE ${after} ORDER BY "e"."seq" DESC`,
    p,
  )
  return { rows, total: asNumber(rows[0]?.total ?? 0) }
}
