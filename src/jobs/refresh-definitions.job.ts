import { Params } from '#src/db/sql.ts'
import { type DefinitionRefresh, definitionRefreshes } from '#src/features/deficiencies/definition.entity.ts'
import { refreshDefinitions } from '#src/features/deficiencies/refresh-definition.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'

/** So many in one unit of work: some tens of milliseconds, so that others' forms get their turn in between. */
const BATCH = 100

/** Tries systemfel again after the installation's rules, or an office's ombud, have changed. Gives how many batches. */
export async function refreshByRules(works: UnitsOfWork): Promise<number> {
  let batches = 0
  while ((await works.read(SYSTEM, nextOf)) !== null) {
    await works.write(SYSTEM, refreshBatch)
    batches += 1
  }
  return batches
}

export const rulesHaveChanged = async (works: UnitsOfWork): Promise<boolean> =>
  (await works.read(SYSTEM, nextOf)) !== null

const nextOf = async (ctx: Ctx): Promise<DefinitionRefresh | null> =>
  (await ctx.rows(definitionRefreshes).all({}, { createdAt: 'ASC', id: 'ASC' }, 1))[0] ?? null

async function refreshBatch(ctx: Ctx): Promise<void> {
  const next = await nextOf(ctx)
  if (next === null) return
  const ids = await idsAfter(ctx, next)
  await refreshDefinitions(ctx, ids)
  const last = ids.at(-1)
  if (last === undefined || ids.length < BATCH) await ctx.rows(definitionRefreshes).remove({ id: next.id })
  else await ctx.rows(definitionRefreshes).change(next.id, { doneTo: last })
}

async function idsAfter(ctx: Ctx, { officeId, doneTo }: DefinitionRefresh): Promise<string[]> {
  const p = new Params()
  const after = (column: string): string => (doneTo === null ? '' : ` AND "${column}" > ${p.add(doneTo)}`)
  const query =
    officeId === null
      ? `SELECT "id" FROM "deficiency" WHERE 1 = 1${after('id')} ORDER BY "id" LIMIT ${BATCH}`
      : `SELECT "deficiency_id" AS "id" FROM "circle_member" WHERE "member_id" = ${p.add(officeId)}${after('deficiency_id')}
         ORDER BY "deficiency_id" LIMIT ${BATCH}`
  return (await ctx.sql.select<{ id: string }>(query, p)).map(({ id }) => id)
}
