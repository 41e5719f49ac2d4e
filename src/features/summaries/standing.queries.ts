import { asInstant, Params } from '#src/db/sql.ts'
import type { State } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Standing } from './content.rules.ts'
import { type Step, standingAt } from './figures.rules.ts'

type Row = Readonly<Record<string, unknown>>

/** Where each systemfel stood just before an instant, by id. */
export async function standingsAt(ctx: Ctx, ids: readonly string[], until: Date): Promise<Map<string, Standing>> {
  if (ids.length === 0) return new Map()
  const params = new Params()
  const rows = await ctx.sql.select<Row>(
    `SELECT "d"."id", "d"."state", "d"."state_since" AS "stateSince", "m"."number" AS "mergedInto"
     FROM "deficiency" "d" LEFT JOIN "deficiency" "m" ON "m"."id" = "d"."merged_into_id"
     WHERE ${params.in('"d"."id"', ids)}`,
    params,
  )
  const steps = await stepsOf(ctx, ids)
  const standings = rows.flatMap((row): [string, Standing][] => {
    const id = String(row['id'])
    const state = row['state'] as State
    const mergedInto = row['mergedInto'] as string | null
    const stateSince = asInstant(row['stateSince'])
    const standing = standingAt({ state, stateSince, mergedInto, steps: steps.get(id) ?? [] }, until)
    return standing === null ? [] : [[id, standing]]
  })
  return new Map(standings)
}

async function stepsOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Step[]>> {
  const params = new Params()
  const rows = await ctx.sql.select<Step & { deficiencyId: string }>(
    `SELECT "deficiency_id" AS "deficiencyId", "state", "act", "at" FROM "state_change"
     WHERE ${params.in('"deficiency_id"', ids)}`,
    params,
  )
  const steps = new Map<string, Step[]>()
  for (const { deficiencyId, state, act, at } of rows)
    steps.set(deficiencyId, [...(steps.get(deficiencyId) ?? []), { state, act, at: asInstant(at) }])
  return steps
}
