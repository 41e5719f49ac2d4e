import type { Ctx } from '#src/work/context.ts'
import { type Deficiency, deficiencies } from './deficiency.entity.ts'
import { type DefinitionStatus, definitionOf } from './definition.rules.ts'
import { definitionRules } from './definition-setting.queries.ts'
import { evidenceOf, type Tried } from './evidence.queries.ts'
import { keepPeriods } from './keep-marks.ts'

type Judged = Tried & Pick<Deficiency, 'definitionOverride'>

/** Whether each meets the definition, as it counts: a convener's word goes before what the reports say. */
export async function judged(ctx: Ctx, all: readonly Judged[]): Promise<ReadonlyMap<string, DefinitionStatus>> {
  const rules = await definitionRules(ctx)
  const evidence = await evidenceOf(ctx, all, rules)
  const reported = (id: string): DefinitionStatus => {
    const found = evidence.get(id)
    return found === undefined ? 'untried' : definitionOf(found, rules).status
  }
  return new Map(all.map(({ id, definitionOverride }) => [id, definitionOverride ?? reported(id)]))
}

/** The same of one, with the columns as they are about to be. */
export const judgedAs = async (ctx: Ctx, deficiency: Judged): Promise<DefinitionStatus> =>
  (await judged(ctx, [deficiency])).get(deficiency.id) ?? 'untried'

/**
 * Brings what follows from a systemfel's reports up to date: the definition and the half-years it is found by. Call it
 * where reports have been linked or unlinked and its counts and months are written. Gives the systemfel as it became.
 */
export async function refreshDefinition(ctx: Ctx, deficiencyId: string): Promise<Deficiency> {
  const deficiency = await ctx.rows(deficiencies).hold({ id: deficiencyId })
  await keepPeriods(ctx, deficiency)
  const definition = await judgedAs(ctx, deficiency)
  return definition === deficiency.definition ? deficiency : ctx.rows(deficiencies).update(deficiency, { definition })
}

/** Tries a batch again. Their versions rise only where the answer is another. */
export async function refreshDefinitions(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const rows = ctx.rows(deficiencies)
  const all: Deficiency[] = []
  for (const id of ids) all.push(await rows.hold({ id }))
  const found = await judged(ctx, all)
  for (const deficiency of all) {
    const definition = found.get(deficiency.id) ?? 'untried'
    if (definition !== deficiency.definition) await rows.update(deficiency, { definition })
  }
}
