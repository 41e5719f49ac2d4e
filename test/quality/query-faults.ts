import { type EntityManager, QueryFailedError, type QueryRunner } from 'typeorm'
import type { Database } from '#src/db/database.ts'

type Query = QueryRunner['query']
type Mode = 'off' | 'fail' | 'takeBack' | 'loseAnswer'

const TAKEN_BACK = new Error('taken back')

/** What the two databases say when they break, and when they are full or go away, which passes. */
const lasting = (sql: string): Error =>
  new QueryFailedError(sql, [], new Error(`broken on purpose at: ${sql.slice(0, 40)}`))
const passing = (sql: string, { dialect }: Database): Error => {
  const code = dialect === 'sqlite' ? 'SQLITE_FULL' : '57P01'
  return new QueryFailedError(sql, [], Object.assign(new Error(`${code}: full, on purpose`), { code }))
}

/**
 * Stands between the app and the database and lets one call of a request fail: a query of any kind, the BEGIN or the
 * COMMIT. What goes before it is committed as it would be. A request that is to succeed is carried out and then taken
 * back, so that the same form can be tried again on the same data.
 */
export class QueryFaults {
  #mode: Mode = 'off'
  #failsAt = 0
  #calls = 0
  #hit = false
  readonly through = (db: Database): Database => ({
    ...db,
    read: work => db.read(em => this.#watch(db, em, () => work(em), false)),
    snapshot: work => db.snapshot(em => this.#watch(db, em, () => work(em), false)),
    close: () => db.close(),
    write: async work => {
      let result: { value: Awaited<ReturnType<typeof work>> } | undefined
      try {
        return await db.write(em =>
          this.#watch(
            db,
            em,
            async () => {
              const value = await work(em)
              result = { value }
              return value
            },
            true,
          ),
        )
      } catch (error) {
        if (error === TAKEN_BACK && result !== undefined) return result.value
        throw error
      }
    },
  })

  /** How many calls there were since something was set up. */
  get calls(): number {
    return this.#calls
  }
  /** The n-th call from now on fails: in a way that lasts, or for every other n in one that passes. */
  failAt(n: number): void {
    this.#set('fail')
    this.#failsAt = n
  }
  takeBack(): void {
    this.#set('takeBack')
  }
  /** The next commit is carried out, but its answer never arrives. */
  loseAnswer(): void {
    this.#set('loseAnswer')
  }
  /** Ends what was set up, and tells whether a call has failed by it. */
  off(): boolean {
    const hit = this.#hit
    this.#set('off')
    return hit
  }
  #set(mode: Mode): void {
    this.#mode = mode
    this.#failsAt = 0
    this.#calls = 0
    this.#hit = false
  }

  /** A unit's runner is its own and is used no more afterwards: what is put on it here need not be taken off. */
  async #watch<T>(db: Database, em: EntityManager, work: () => Promise<T>, writes: boolean): Promise<T> {
    const runner = em.queryRunner
    if (runner === undefined) throw new Error('The unit of work has no runner.')
    if (this.#mode === 'off') return work()
    const query = runner.query.bind(runner) as Query
    runner.query = ((sql: string, ...rest: unknown[]) => this.#call(db, query, sql, rest, writes)) as Query
    this.#count(db, 'BEGIN')
    return work()
  }

  async #call(db: Database, query: Query, sql: string, rest: readonly unknown[], writes: boolean): Promise<unknown> {
    if (sql === 'ROLLBACK') return query(sql)
    this.#count(db, sql)
    if (sql !== 'COMMIT' || !writes) return query(sql, ...(rest as []))
    if (this.#mode === 'takeBack') throw TAKEN_BACK
    const committed = await query(sql)
    if (this.#mode !== 'loseAnswer') return committed
    this.#hit = true
    throw lasting('the answer to COMMIT')
  }

  #count(db: Database, sql: string): void {
    this.#calls += 1
    if (this.#mode !== 'fail' || this.#calls !== this.#failsAt) return
    this.#hit = true
    throw this.#calls % 2 === 0 ? passing(sql, db) : lasting(sql)
  }
}
