import { AsyncLocalStorage } from 'node:async_hooks'
import type { EntityManager, QueryRunner } from 'typeorm'
import { Busy } from '#src/kernel/errors.ts'

export type Work<T> = (em: EntityManager) => Promise<T>

interface Unit {
  readonly kind: 'read' | 'write'
  readonly of: Units
  open: boolean
  writing: boolean
}

const current = new AsyncLocalStorage<Unit>()

/**
 * Counts the open units of work of one database. A unit inside another would wait for the connection that the outer one
 * holds, for ever; it is refused at once instead.
 */
export class Units {
  #open = 0
  #closed = false
  #drained: (() => void) | undefined

  async run<T>(kind: Unit['kind'], work: () => Promise<T>): Promise<T> {
    const outer = this.#current()
    if (outer !== undefined)
      throw new Error(`A unit of work (${kind}) was started inside another (${outer.kind}). Pass the outer one on.`)
    if (this.#closed) throw new Busy('errors.busy', { reason: 'the database is closed' })
    const unit: Unit = { kind, of: this, open: true, writing: false }
    this.#open += 1
    try {
      return await current.run(unit, work)
    } finally {
      unit.open = false
      this.#open -= 1
      if (this.#open === 0) this.#drained?.()
    }
  }

  /** Marks the open unit as the one that writes, until the function that is returned is called. */
  takeWriter(): () => void {
    const unit = this.#current()
    if (unit?.kind !== 'write')
      throw new Error('A write was attempted with no open write(). Use the EntityManager given.')
    if (unit.writing) throw new Error('A write was attempted beside the open write(). Use the EntityManager given.')
    unit.writing = true
    return () => {
      unit.writing = false
    }
  }

  /** Takes no new units and waits for those that are open. */
  async close(): Promise<void> {
    this.#closed = true
    if (this.#open === 0) return
    await new Promise<void>(drained => {
      this.#drained = drained
    })
  }

  #current(): Unit | undefined {
    const unit = current.getStore()
    return unit?.open === true && unit.of === this ? unit : undefined
  }
}

/**
 * Ends a unit of work that holds its transaction longer than `longest` milliseconds (C2): everybody else waits for it, and
 * nothing in it but the database may be waited for. It fails as `Busy`, also while it waits, and whatever it still tries
 * is refused, so that all of it is rolled back.
 */
export async function withinTime<T>(em: EntityManager, work: Work<T>, longest: number): Promise<T> {
  const runner = em.queryRunner as QueryRunner
  const query: QueryRunner['query'] = runner.query.bind(runner)
  let late: Busy | undefined
  // The runner lives as long as the unit; nobody else's statements pass here.
  runner.query = (async (...call: Parameters<typeof query>) => {
    if (late !== undefined && call[0] !== 'ROLLBACK') throw late
    return query(...call)
  }) as typeof query
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => {
      late = new Busy('errors.busy', { reason: `a unit of work held its transaction longer than ${longest} ms` })
      refuse(late)
    }, longest)
  })
  try {
    return await Promise.race([work(em), limit])
  } finally {
    clearTimeout(timer)
  }
}
