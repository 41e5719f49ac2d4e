import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import type { Rows } from '#src/db/rows.ts'
import type { Sql } from '#src/db/sql.ts'
import type { Table } from '#src/db/table.ts'
import type { Key, Values } from '#src/i18n/translate.ts'
import type { Actor } from '#src/kernel/actor.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Answers, Read } from '#src/kernel/forms.ts'

/** Keys kept outside the database (quality rule 21). */
export interface Keys {
  readonly session: string
  readonly link: string
  readonly audit: string
}

/** What one unit of work may use. It ends with the request or job that it was made for. */
export interface Ctx {
  readonly em: EntityManager
  readonly sql: Sql
  readonly actor: Actor
  readonly now: Date
  /** Today in Sweden. */
  readonly today: Day
  readonly keys: Keys
  readonly baseUrl: string
  readonly demo: boolean
  readonly newId: () => string
  rows<T extends { id: string }>(table: Table<T>): Rows<T>
  t(key: Key, values?: Values): string
  /**
   * Reads a submitted form, with the privacy guard over every text in it. What a person let stand, and why, is logged
   * with the change, as kinds and reasons: never the text. `known`: what was let stand in the same texts before.
   */
  form<S extends z.ZodObject>(schema: S, body: unknown, known?: Answers): Read<z.output<S>>
  /**
   * One line in the log, written with the change. `details` holds structured facts only: ids, numbers, codes, days;
   * never text that a person wrote.
   */
  record(action: string, subject: Subject, details?: Readonly<Record<string, unknown>>): void
  /** The next number of a series, without gaps, taken in this unit of work (`SF-2026`, `R-2026`, a group's § of a year). */
  nextNumber(series: string): Promise<number>
}

export interface Subject {
  readonly type: string
  readonly id: string
}
