import { z } from 'zod'
import { changeState } from '#src/features/deficiencies/change-state.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencyPolicy } from '#src/features/deficiencies/deficiency.policy.ts'
import type { DeficiencyInCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { effectRulings, RULINGS } from './effect.entity.ts'
import { tellEffect } from './effect.mails.ts'
import { groupOfCheck, ruledOn, type Standing } from './effect.queries.ts'

export const RulingForm = z.object({
  ruling: field.choice(RULINGS, 'effects.chooseRuling'),
  reason: field.formal(1000, 'effects.giveReason'),
  version: field.version(),
})

/** While a check is to come it is followed anyhow: then there is nothing to keep open. */
export const rulingsFor = ({ last }: Standing): readonly (typeof RULINGS)[number][] => (last ? RULINGS : ['ease'])

/**
 * What the group's convener makes of a partial effect: it is eased, and closed as that; or it stays open, and is watched.
 * Throws `Conflict` when there is nothing to rule on, or somebody has ruled meanwhile.
 */
export async function ruleOnEffect(
  ctx: Ctx,
  seen: DeficiencyInCircle,
  { ruling, reason, version }: z.output<typeof RulingForm>,
): Promise<void> {
  deficiencyPolicy.authorize(ctx.actor, 'decide', seen)
  const held = await ctx.rows(deficiencies).hold({ id: seen.id })
  const standing = await ruledOn(ctx, seen.id)
  if (standing === null || !rulingsFor(standing).includes(ruling)) throw new Conflict('effects.nothingToRule')
  const act = ruling === 'ease' ? 'ease' : 'keepOpen'
  const changed = await changeState(ctx, { ...held, version }, act)
  const { check } = standing
  const groupId = await groupOfCheck(ctx, check)
  await ctx
    .rows(effectRulings)
    .insert({ id: ctx.newId(), deficiencyId: seen.id, checkId: check.id, groupId, ruling, reason, at: ctx.now })
  ctx.record(
    ruling === 'ease' ? 'effect.eased' : 'effect.keptOpen',
    { type: 'deficiency', id: seen.id },
    { checkId: check.id, months: check.months, groupId, from: held.state, to: changed.state },
  )
  await tellEffect(ctx, changed, ruling === 'ease' ? 'eased' : 'keptOpen')
}
