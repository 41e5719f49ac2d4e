import type { EntityManager, FindOptionsOrder, FindOptionsWhere, ObjectLiteral, Repository } from 'typeorm'
import { Conflict, NotFound } from '#src/kernel/errors.ts'
import type { Table } from './table.ts'

interface Row extends ObjectLiteral {
  id: string
}
/** Columns and what they equal, or an operator of TypeORM (`In`, `LessThan`, …). A list means "or". */
export type Where<T> = FindOptionsWhere<T> | FindOptionsWhere<T>[]

/** SQLite takes 32,766 parameters in one statement. */
const PARAMETERS = 30_000

/** The rows of one table, inside one unit of work. Queries across tables belong in a feature's `*.queries.ts`. */
export class Rows<T extends Row> {
  readonly #repository: Repository<T>
  readonly #table: Table<T>
  constructor(em: EntityManager, table: Table<T>) {
    this.#repository = em.getRepository<T>(table.name)
    this.#table = table
  }

  one(where: Where<T>): Promise<T | null> {
    return this.#repository.findOneBy(where)
  }

  /** Throws `NotFound` where there is none. */
  async get(where: Where<T>): Promise<T> {
    return this.#found(await this.one(where))
  }

  /** As `get`, and nobody else changes the row before this unit of work ends. Only inside `write`. */
  async hold(where: Where<T>): Promise<T> {
    if (this.#repository.manager.connection.options.type !== 'postgres') return this.get(where)
    return this.#found(await this.#repository.findOne({ where, lock: { mode: 'pessimistic_write' } }))
  }

  all(where: Where<T> = {}, order: FindOptionsOrder<T> = {}, limit?: number): Promise<T[]> {
    return this.#repository.find({ where, order, ...(limit === undefined ? {} : { take: limit }) })
  }

  count(where: Where<T> = {}): Promise<number> {
    return this.#repository.countBy(where)
  }

  async insert(row: T): Promise<T> {
    await this.insertAll([row])
    return row
  }

  async insertAll(rows: readonly T[]): Promise<void> {
    const chunk = Math.floor(PARAMETERS / Object.keys(this.#table.columns).length)
    for (let from = 0; from < rows.length; from += chunk) {
      const values = rows.slice(from, from + chunk)
      await this.#repository
        .createQueryBuilder()
        .insert()
        .values(values as never)
        .updateEntity(false)
        .execute()
    }
  }

  /** Gives the row as it became. Throws `Conflict` when someone else has changed the row since it was read. */
  async update(row: T & { version: number }, changes: Partial<T>): Promise<T & { version: number }> {
    const affected = await this.changeAll({ id: row.id, version: row.version } as never, changes)
    if (affected !== 1) throw new Conflict('errors.conflict', { table: this.#table.name, id: row.id })
    return { ...row, ...changes, version: row.version + 1 }
  }

  /** For tables without a version: the last one to change the row wins. Throws `NotFound` where there is no such row. */
  async change(id: string, changes: Partial<T>): Promise<void> {
    const affected = await this.changeAll({ id } as never, changes)
    if (affected !== 1) throw this.#missing()
  }

  /** Changes each row that fits and tells how many they were. */
  async changeAll(where: FindOptionsWhere<T>, changes: Partial<T>): Promise<number> {
    const { affected } = await this.#repository.update(where, changes as never)
    return affected ?? 0
  }

  /** Removes each row that fits and tells how many they were. An empty condition is refused. */
  async remove(where: FindOptionsWhere<T>): Promise<number> {
    const { affected } = await this.#repository.delete(where)
    return affected ?? 0
  }

  #missing(): NotFound {
    return new NotFound('errors.notFound', { table: this.#table.name })
  }

  #found(row: T | null): T {
    if (row === null) throw this.#missing()
    return row
  }
}
