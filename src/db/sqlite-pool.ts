/**
 * A connection pool for TypeORM's `sqlite` driver.
 *
 * TypeORM has one connection for each SQLite database: statements of other requests run inside, and are rolled back with,
 * whatever transaction is open. Here each query runner has a connection of its own for as long as it is in use. Readers
 * ("slave") take one of a few `query_only` connections, everything else waits in line for the single writer. That is the
 * contract TypeORM has with PostgreSQL.
 */
import sqlite3, { type Database as Connection } from 'sqlite3'
import { DataSource, type DataSourceOptions, type QueryRunner, type ReplicationMode } from 'typeorm'
import { SqliteDriver } from 'typeorm/driver/sqlite/SqliteDriver.js'
import { SqliteQueryRunner } from 'typeorm/driver/sqlite/SqliteQueryRunner.js'
import { Busy } from '#src/kernel/errors.ts'
import type { Units } from './units.ts'

export interface PoolSettings {
  readonly readers: number
  /** Milliseconds that a unit of work waits for its turn before it answers 503. */
  readonly patience: number
  readonly units: Units
}

interface Waiting {
  readonly give: (connection: Connection) => void
  readonly timer: NodeJS.Timeout
}

/** Hands out a fixed set of connections, first come first served. */
export class Lane {
  readonly #idle: Connection[] = []
  readonly #line: Waiting[] = []
  readonly #patience: number
  readonly all: Connection[] = []
  constructor(patience: number) {
    this.#patience = patience
  }

  add(connection: Connection): void {
    this.all.push(connection)
    this.#idle.push(connection)
  }

  acquire(): Promise<Connection> {
    const connection = this.#idle.pop()
    if (connection !== undefined) return Promise.resolve(connection)
    return new Promise((give, refuse) => {
      const timer = setTimeout(() => {
        this.#line.splice(this.#line.indexOf(waiting), 1)
        refuse(new Busy('errors.busy', { reason: 'waited too long for a connection' }))
      }, this.#patience)
      const waiting = { give, timer }
      this.#line.push(waiting)
    })
  }

  release(connection: Connection): void {
    const next = this.#line.shift()
    if (next === undefined) {
      this.#idle.push(connection)
      return
    }
    clearTimeout(next.timer)
    next.give(connection)
  }
}

export const execute = (connection: Connection, sql: string): Promise<void> =>
  new Promise((done, fail) => connection.exec(sql, error => (error === null ? done() : fail(error))))

export const pragma = (connection: Connection, name: string): Promise<unknown> =>
  new Promise((done, fail) =>
    connection.get<Record<string, unknown>>(`PRAGMA ${name}`, (error, row) =>
      error === null ? done(Object.values(row)[0]) : fail(error),
    ),
  )

const shut = (connection: Connection): Promise<void> =>
  new Promise((done, fail) => connection.close(error => (error === null ? done() : fail(error))))

class PooledQueryRunner extends SqliteQueryRunner {
  readonly #pool: PooledSqliteDriver
  readonly #writes: boolean
  #giveBack = (): void => undefined
  #connection: Promise<Connection> | undefined
  constructor(pool: PooledSqliteDriver, writes: boolean) {
    super(pool)
    this.#pool = pool
    this.#writes = writes
  }

  get #lane(): Lane {
    return this.#writes ? this.#pool.writer : this.#pool.readers
  }

  override connect(): Promise<Connection> {
    this.#connection ??= this.#take()
    return this.#connection
  }

  override async release(): Promise<void> {
    if (this.isReleased) return
    this.isReleased = true
    await super.release()
    // Where no connection came in time, there is none to give back.
    const connection = await this.#connection?.catch(() => undefined)
    if (connection === undefined) return
    if (this.isTransactionActive) await execute(connection, 'ROLLBACK').catch(() => undefined)
    this.#lane.release(connection)
    this.#giveBack()
  }

  /** Takes the write lock at BEGIN: a transaction that reads first and writes later would fail with SQLITE_BUSY_SNAPSHOT. */
  // biome-ignore lint/suspicious/noExplicitAny: as TypeORM declares it.
  override query(sql: string, parameters?: any[], structured = false): Promise<any> {
    const begins = this.#writes && sql === 'BEGIN TRANSACTION'
    return super.query(begins ? 'BEGIN IMMEDIATE TRANSACTION' : sql, parameters, structured)
  }

  async #take(): Promise<Connection> {
    if (this.#writes) this.#giveBack = this.#pool.settings.units.takeWriter()
    return this.#lane.acquire()
  }
}

class PooledSqliteDriver extends SqliteDriver {
  readonly settings: PoolSettings
  readonly readers: Lane
  readonly writer: Lane
  constructor(source: DataSource, settings: PoolSettings) {
    super(source)
    this.settings = settings
    this.readers = new Lane(settings.patience)
    this.writer = new Lane(settings.patience)
  }

  override async connect(): Promise<void> {
    await super.connect()
    const writer = this.databaseConnection as Connection
    await execute(writer, 'PRAGMA synchronous = FULL; PRAGMA secure_delete = ON')
    this.writer.add(writer)
    for (let n = 0; n < this.settings.readers; n++) {
      const reader = (await this.createDatabaseConnection()) as Connection
      await execute(reader, 'PRAGMA query_only = ON')
      this.readers.add(reader)
    }
  }

  override async disconnect(): Promise<void> {
    for (const reader of this.readers.all) await shut(reader)
    await super.disconnect()
  }

  override createQueryRunner(mode: ReplicationMode): QueryRunner {
    return new PooledQueryRunner(this, mode !== 'slave')
  }
}

/** A DataSource on a pooled SQLite file. */
export class PooledSqlite extends DataSource {
  declare driver: PooledSqliteDriver
  constructor(options: Extract<DataSourceOptions, { type: 'sqlite' }>, settings: PoolSettings) {
    // `verbose()` of sqlite3 takes a stack trace at each statement; the driver calls it unasked.
    super({ ...options, driver: { verbose: () => sqlite3 } })
    this.driver = new PooledSqliteDriver(this, settings)
  }

  get writer(): Connection {
    return this.driver.databaseConnection as Connection
  }
}
