import { createHash } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import type { Database } from '#src/db/database.ts'
import { Rows } from '#src/db/rows.ts'
import { tables } from '#src/features.ts'

/** Tables that every request may touch without doing anything a person would call a change. */
const TECHNICAL = ['session', 'throttle', 'form_key', 'audit_head']

/**
 * Stands between the app and the database. Switched on, every unit of work is carried out whole and then taken back, so that
 * forms can be tried in any order on one and the same data. What it would have written can be read while it lasts.
 */
export class DryRun {
  on = false
  /** Leaves out reading the whole content after each unit of work, where only the answer matters. */
  quick = false
  /** The whole content as text, as the last unit of work left it before it was taken back. */
  left = ''
  readonly through = (db: Database): Database => ({
    ...db,
    read: work => db.read(work),
    snapshot: work => db.snapshot(work),
    close: () => db.close(),
    write: work => (this.on ? this.#dry(db, work) : db.write(work)),
  })

  async #dry<T>(db: Database, work: (em: EntityManager) => Promise<T>): Promise<T> {
    const takenBack = new Error('taken back')
    let result: { value: T } | undefined
    try {
      await db.write(async em => {
        result = { value: await work(em) }
        if (!this.quick) this.left = await contentOf(em)
        throw takenBack
      })
    } catch (error) {
      if (error !== takenBack) throw error
    }
    return (result as { value: T }).value
  }
}

/** Every row of every table that matters, as text: for canaries and for "nothing has changed". */
export async function contentOf(em: EntityManager, all = false): Promise<string> {
  const parts: string[] = []
  for (const table of tables) {
    if (!all && TECHNICAL.includes(table.name)) continue
    const rows = await new Rows(em, table).all({})
    parts.push(table.name, ...rows.map(row => JSON.stringify(row)).sort())
  }
  return parts.join('\n')
}
export const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex')
