import type { Params, SqlValue } from '#src/db/sql.ts'
import type { Ctx } from '#src/work/context.ts'
import { dialect } from './database.ts'

/** Tables as small as a test's PostgreSQL would rather read whole: what is left then is what has no index. */
export async function withoutScans(ctx: Ctx): Promise<void> {
  if (dialect === 'sqlite') return
  for (const way of ['seqscan', 'sort']) await ctx.sql.select(`SET LOCAL enable_${way} = off`)
}

/** How the database goes about a query, a step a line. */
export async function planOf(ctx: Ctx, query: string, params: Params | readonly SqlValue[]): Promise<string[]> {
  if (dialect === 'postgres') {
    const rows = await ctx.sql.select<{ 'QUERY PLAN': string }>(`EXPLAIN ${query}`, params)
    return rows.map(row => row['QUERY PLAN'])
  }
  const rows = await ctx.sql.select<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, params)
  return rows.map(({ detail }) => detail)
}

/** A table read whole. Sets that the query itself has gathered are none, and the index of words is asked for words. */
export const isScan = (step: string): boolean =>
  dialect === 'postgres' ? step.includes('Seq Scan') : /^SCAN (e|d|c|x|o|\w+_entry|\w+_term|deficiency)$/.test(step)
