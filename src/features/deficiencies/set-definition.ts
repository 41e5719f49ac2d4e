import { z } from 'zod'
import { isDuplicate } from '#src/db/duplicate.ts'
import { hasRole } from '#src/kernel/actor.ts'
import { Conflict, Forbidden } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { definitionSettings } from './definition.entity.ts'
import { type DefinitionRules, PROPOSED } from './definition.rules.ts'
import { SETTING_ID, storedSetting } from './definition-setting.queries.ts'
import { refreshLater } from './refresh-later.ts'

/** Where the bands of clients begin, beyond a single one. */
export const CLIENT_STARTS = ['2', '5', '10'] as const
const least = (max: number) => field.count(max).refine(count => count >= 1, 'errors.number')

export const DefinitionForm = z.object({
  version: field.version(),
  leastReports: least(50),
  leastClients: field.choice(CLIENT_STARTS).transform(Number),
  leastOmbud: least(20),
  leastUnits: least(20),
  leastDays: least(1000),
})

/**
 * Changes what the installation asks of the national definition; version 0 is our proposal, which nobody has changed. All
 * systemfel are tried again afterwards, by a job. Throws `Conflict` when somebody else has changed it first.
 */
export async function setDefinition(ctx: Ctx, { version, ...rules }: z.output<typeof DefinitionForm>): Promise<void> {
  if (!hasRole(ctx.actor, 'admin')) throw new Forbidden('errors.denied')
  const stored = await storedSetting(ctx)
  const before: DefinitionRules = stored ?? PROPOSED
  const fields = (Object.keys(rules) as (keyof DefinitionRules)[]).filter(name => rules[name] !== before[name])
  if (stored !== null)
    await ctx.rows(definitionSettings).update({ ...stored, version }, { ...rules, changedAt: ctx.now })
  else await insertFirst(ctx, version, rules)
  if (fields.length === 0) return
  await refreshLater(ctx, null)
  ctx.record(
    'definition.changed',
    { type: 'register', id: SETTING_ID },
    { fields, from: only(before, fields), to: rules },
  )
}

async function insertFirst(ctx: Ctx, version: number, rules: DefinitionRules): Promise<void> {
  const conflict = new Conflict('errors.conflict', { table: definitionSettings.name, id: SETTING_ID })
  if (version !== 0) throw conflict
  const row = { id: SETTING_ID, ...rules, changedAt: ctx.now, version: 1 }
  await ctx
    .rows(definitionSettings)
    .insert(row)
    .catch(error => {
      throw isDuplicate(error) ? conflict : error
    })
}

const only = (rules: DefinitionRules, names: readonly (keyof DefinitionRules)[]): Partial<DefinitionRules> =>
  Object.fromEntries(names.map(name => [name, rules[name]]))
