import type { AnyTable } from '#src/db/table.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import { counters } from '#src/work/counter.entity.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { INDEXED, indexRow } from './findable.ts'

/** Raise it when words become other tokens than before: every installation then fills its index anew when it starts. */
export const INDEX_VERSION = 1
const SERIES = 'search-index'
/** Rows in one unit of work: others write in between. */
const BATCH = 50
const BATCHES = 10

/**
 * Fills the index from what is stored, oldest first, a little at a time while the program runs. Does nothing once the index
 * is of this version. Doing it again changes nothing.
 */
export class Reindexer {
  #after = ''
  #done = false
  readonly #works: UnitsOfWork
  constructor(works: UnitsOfWork) {
    this.#works = works
  }

  /** One round. */
  readonly round = async (): Promise<void> => {
    for (let batch = 0; batch < BATCHES && !this.#done; batch++)
      this.#done = await this.#works.write(SYSTEM, async ctx => (await isCurrent(ctx)) || (await this.#batch(ctx)))
  }

  /** Everything at once, whatever version the index is of. Gives the number of rows. */
  async all(): Promise<number> {
    let rows = 0
    for (let ended = false; !ended; )
      ended = await this.#works.write(SYSTEM, async ctx => {
        const found = await nextRows(ctx, this.#after)
        rows += found.length
        return this.#put(ctx, found)
      })
    return rows
  }

  async #batch(ctx: Ctx): Promise<boolean> {
    return this.#put(ctx, await nextRows(ctx, this.#after))
  }

  /** Tells whether these were the last. */
  async #put(ctx: Ctx, found: readonly Row[]): Promise<boolean> {
    for (const { table, id } of found) await indexRow(ctx, table, id)
    const last = found.at(-1)
    if (last === undefined) await noteVersion(ctx)
    else this.#after = last.id
    return last === undefined
  }
}

/** Whether the index is of another version than the program's words. */
export const staleIndex = (works: UnitsOfWork): Promise<boolean> =>
  works.read(SYSTEM, async ctx => !(await isCurrent(ctx)))

const isCurrent = async (ctx: Ctx): Promise<boolean> =>
  (await ctx.rows(counters).one({ series: SERIES }))?.last === INDEX_VERSION

async function noteVersion(ctx: Ctx): Promise<void> {
  const rows = ctx.rows(counters)
  const known = await rows.changeAll({ series: SERIES }, { last: INDEX_VERSION })
  if (known === 0) await rows.insert({ id: ctx.newId(), series: SERIES, last: INDEX_VERSION })
}

interface Row {
  readonly table: AnyTable
  readonly id: string
}

/** Ids sort by the time they were made, so all kinds come in the order in which they came to be. */
async function nextRows(ctx: Ctx, after: string): Promise<Row[]> {
  const each = INDEXED.map(
    ([{ name }]) =>
      `SELECT * FROM (SELECT '${name}' AS "table", "id" FROM "${name}" WHERE "id" > $1 ORDER BY "id" LIMIT ${BATCH}) "${name}_"`,
  )
  const rows = await ctx.sql.select<{ table: string; id: string }>(
    `${each.join(' UNION ALL ')} ORDER BY 2 LIMIT ${BATCH}`,
    [after],
  )
  return rows.flatMap(({ table: name, id }) =>
    INDEXED.flatMap(([table]) => (table.name === name ? [{ table, id }] : [])),
  )
}
