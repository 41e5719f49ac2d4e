import { Like } from 'typeorm'
import type { Where } from '#src/db/rows.ts'
import type { Table } from '#src/db/table.ts'
import type { Ctx } from '#src/work/context.ts'
import { freeSlug, slugOf } from './slug.rules.ts'

interface Named {
  id: string
  slug: string
}

/** Pages of their own beside those of the things: `/myndigheter/kontakter`. */
const TAKEN = ['kontakter']

/** A slug made from the name that no row of the table has. It stays when the name changes: addresses are stable. */
export async function newSlug<T extends Named>(ctx: Ctx, table: Table<T>, name: string): Promise<string> {
  // Whoever makes one at the same time waits here, and then sees ours: two can never take the same.
  await ctx.nextNumber(`slug-${table.name}`)
  const slug = slugOf(name)
  const alike = await ctx.rows(table).all({ slug: Like(`${slug}%`) } as Where<T>)
  return freeSlug(slug, new Set([...TAKEN, ...alike.map(row => row.slug)]))
}
