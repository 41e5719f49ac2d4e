import type { Params } from '#src/db/sql.ts'
import type { Day } from '#src/kernel/days.ts'
import { isDay } from '#src/kernel/days.ts'

/** Lists by due day in pages of this many, by key sets: page 54 costs what page 1 costs. */
export const PAGE_SIZE = 50
/** What has no due day comes last. */
const NEVER = '9999-12-31'

interface Dated {
  readonly id: string
  readonly dueDay: Day | null
}
export interface Cursor {
  readonly back: boolean
  readonly dueDay: Day
  readonly id: string
}
export interface DuePage<T> {
  readonly rows: readonly T[]
  readonly previous: string | null
  readonly next: string | null
}
type Query = Readonly<Record<string, string | undefined>>

/** Reads `efter=2026-12-01_<id>` or `fore=…` of a page's address; anything else is the first page. */
export function readCursor(query: Query): Cursor | null {
  const back = query['efter'] === undefined
  const match = /^(\d{4}-\d\d-\d\d)_([\w-]{36})$/.exec(query['efter'] ?? query['fore'] ?? '')
  const [, dueDay = '', id = ''] = match ?? []
  return match !== null && isDay(dueDay) ? { back, dueDay, id } : null
}

/** The condition, order and limit that a page adds to a query; one row more than is shown tells whether there is another. */
export function pageClause(params: Params, cursor: Cursor | null, dueDay: string, id: string): string {
  const key = `COALESCE(${dueDay}, '${NEVER}')`
  const way = cursor?.back === true ? 'DESC' : 'ASC'
  const from =
    cursor === null
      ? ''
      : ` AND (${key}, ${id}) ${cursor.back ? '<' : '>'} (${params.add(cursor.dueDay)}, ${params.add(cursor.id)})`
  return `${from} ORDER BY ${key} ${way}, ${id} ${way} LIMIT ${PAGE_SIZE + 1}`
}

/** Cuts what was read to a page, with the addresses of those beside it: `path` with the filters of `query` kept. */
export function duePage<T extends Dated>(
  read: readonly T[],
  cursor: Cursor | null,
  path: string,
  query: Query,
): DuePage<T> {
  const back = cursor?.back === true
  const more = read.length > PAGE_SIZE
  const cut = read.slice(0, PAGE_SIZE)
  const rows = back ? cut.reverse() : cut
  const to = (name: 'efter' | 'fore', row: T | undefined): string | null =>
    row === undefined ? null : addressOf(path, query, { [name]: `${row.dueDay ?? NEVER}_${row.id}` })
  return {
    rows,
    previous: (back ? more : cursor !== null) ? to('fore', rows[0]) : null,
    next: back || more ? to('efter', rows.at(-1)) : null,
  }
}

function addressOf(path: string, query: Query, cursor: Query): string {
  const { efter: _after, fore: _before, ...filters } = query
  const filled = Object.entries({ ...filters, ...cursor }).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return `${path}?${new URLSearchParams(filled as [string, string][])}`
}
