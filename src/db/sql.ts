import type { EntityManager } from 'typeorm'
import { DateUtils } from 'typeorm/util/DateUtils.js'
import type { Dialect } from './columns.ts'

export type SqlValue = string | number | boolean | Date | null

/**
 * Collects parameters while a query is put together:
 * `p.add(now)` gives `$1`; `p.in('"o"."status"', ['sent', 'returned'])` gives `"o"."status" IN ($2, $3)`.
 */
export class Params {
  readonly values: SqlValue[]
  constructor(values: readonly SqlValue[] = []) {
    this.values = [...values]
  }

  add(value: SqlValue): string {
    this.values.push(value)
    return `$${this.values.length}`
  }
  /** A condition that is false when there are no values. */
  in(expression: string, values: readonly SqlValue[]): string {
    return values.length === 0 ? '1 = 0' : `${expression} IN (${this.#list(values)})`
  }
  /** A condition that is true when there are no values. */
  notIn(expression: string, values: readonly SqlValue[]): string {
    return values.length === 0 ? '1 = 1' : `${expression} NOT IN (${this.#list(values)})`
  }

  #list(values: readonly SqlValue[]): string {
    return values.map(value => this.add(value)).join(', ')
  }
}

/** Quoted text and names stay as they are; `$3` outside them becomes SQLite's `?3`, which is bound by its number. */
const numbered = (text: string): string =>
  text.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\d+)/g, (whole, number?: string) =>
    number === undefined ? whole : `?${number}`,
  )

/** Instants and flags as TypeORM stores them in SQLite. */
function stored(value: SqlValue): string | number | null {
  if (value instanceof Date) return DateUtils.mixedDateToUtcDatetimeString(value)
  return typeof value === 'boolean' ? Number(value) : value
}

/** Raw reads for `*.queries.ts`. Parameters are `$1`…`$n` on both databases; values never go into the text. */
export class Sql {
  readonly dialect: Dialect
  readonly #em: EntityManager
  constructor(em: EntityManager, dialect: Dialect) {
    this.#em = em
    this.dialect = dialect
  }

  /** Rows as the database gives them: put columns through `asInstant`, `asNumber`, `asFlag` and `asDay`. */
  select<T>(
    query: string | Readonly<Record<Dialect, string>>,
    params: Params | readonly SqlValue[] = [],
  ): Promise<T[]> {
    const text = typeof query === 'string' ? query : query[this.dialect]
    const values = params instanceof Params ? params.values : params
    if (values.some(value => value === undefined)) throw new TypeError('A parameter is undefined.')
    return this.dialect === 'sqlite'
      ? this.#em.query(numbered(text), values.map(stored))
      : this.#em.query(text, [...values])
  }
}

const unreadable = (value: unknown, as: string): TypeError => new TypeError(`${typeof value} cannot be read as ${as}.`)

/** SQLite gives `YYYY-MM-DD HH:MM:SS.mmm` in UTC, PostgreSQL a Date. */
export function asInstant(value: unknown): Date {
  if (value instanceof Date) return value
  const text = typeof value === 'string' ? /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3})$/.exec(value) : null
  if (text === null) throw unreadable(value, 'an instant')
  return new Date(`${text[1]}T${text[2]}Z`)
}
/** PostgreSQL gives counts and sums as text. */
export function asNumber(value: unknown): number {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  if (typeof number !== 'number' || Number.isNaN(number)) throw unreadable(value, 'a number')
  return number
}
/** SQLite gives 1 and 0. */
export function asFlag(value: unknown): boolean {
  if (value === true || value === 1) return true
  if (value === false || value === 0) return false
  throw unreadable(value, 'a flag')
}
/** `YYYY-MM-DD`. */
export function asDay(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return value
  throw unreadable(value, 'a day')
}
/** `maybe(asInstant)` lets null through. */
export const maybe =
  <T>(as: (value: unknown) => T) =>
  (value: unknown): T | null =>
    value === null ? null : as(value)
