import type { MigrationInterface } from 'typeorm'
import type { Dialect } from './columns.ts'
import type { AnyTable } from './table.ts'
import type { Work } from './units.ts'

export type Place =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string }

export interface Setup {
  readonly tables: readonly AnyTable[]
  readonly migrations: readonly (new () => MigrationInterface)[]
}

export interface OpenOptions {
  /** Only for tests: takes a PostgreSQL server that loses acknowledged work in a power cut. */
  readonly allowForgetful?: boolean
  /** False leaves the tables as they are. */
  readonly migrate?: boolean
  /** Milliseconds that a unit of work waits for its turn before it fails with `Busy`; 60 s unless told. */
  readonly patience?: number
  /** Milliseconds that a unit of work may hold its transaction before it fails with `Busy`; 5 s unless told. */
  readonly longest?: number
}

/** Units of work do not nest: one started inside another of the same request throws at once. */
export interface Database {
  readonly dialect: Dialect
  /** Reads what is committed; the connection cannot write. Two queries may see two states. */
  read<T>(work: Work<T>): Promise<T>
  /** As `read`, but every query sees the same state: for documents, exports and sums that must agree. */
  snapshot<T>(work: Work<T>): Promise<T>
  /** All of it is committed, or none. May run again after a deadlock, so it must have no effect but through `em`. */
  write<T>(work: Work<T>): Promise<T>
  /** Waits for the units of work that are open. */
  close(): Promise<void>
}

export const PATIENCE = 60_000
export const LONGEST = 5_000

/** What both databases are opened with. */
export const shared = {
  logging: false,
  // TypeORM's default is to leave such a condition out, which finds every row.
  invalidWhereValuesBehavior: { null: 'sql-null', undefined: 'throw' },
} as const
