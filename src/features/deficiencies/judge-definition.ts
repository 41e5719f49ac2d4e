import { z } from 'zod'
import { groupsOf } from '#src/kernel/actor.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { deficiencies } from './deficiency.entity.ts'
import { deficiencyPolicy } from './deficiency.policy.ts'
import type { DeficiencyInCircle } from './find-deficiency.ts'
import { judgedAs } from './refresh-definition.ts'

export const LONGEST_REASON = 1000
export const JUDGEMENTS = ['met', 'unmet'] as const

export const Judgement = z.object({
  version: field.version(),
  definitionOverride: field.choice(JUDGEMENTS, 'definition.choose'),
  definitionReason: field.formal(LONGEST_REASON, 'definition.reasonMissing'),
})
export const Withdrawal = z.object({ version: field.version() })

/** The convener finds that it meets the definition, or does not, whatever the reports say. It counts until withdrawn. */
export async function judgeDefinition(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  { version, definitionOverride, definitionReason }: z.output<typeof Judgement>,
): Promise<void> {
  deficiencyPolicy.authorize(ctx.actor, 'judge', deficiency)
  const groupId = groupsOf(ctx.actor, 'convener').find(id => deficiency.circle.includes(id)) ?? null
  await ctx.rows(deficiencies).update(
    { ...deficiency, version },
    {
      definition: definitionOverride,
      definitionOverride,
      definitionReason,
      definitionGroupId: groupId,
      definitionAt: ctx.now,
    },
  )
  const details = { definition: definitionOverride, groupId }
  ctx.record('deficiency.definitionJudged', { type: 'deficiency', id: deficiency.id }, details)
}

/** What the reports say counts again. */
export async function withdrawJudgement(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  { version }: z.output<typeof Withdrawal>,
): Promise<void> {
  deficiencyPolicy.authorize(ctx.actor, 'judge', deficiency)
  const withdrawn = { definitionOverride: null, definitionReason: null, definitionGroupId: null, definitionAt: null }
  const definition = await judgedAs(ctx, { ...deficiency, ...withdrawn })
  await ctx.rows(deficiencies).update({ ...deficiency, version }, { ...withdrawn, definition })
  const groupId = groupsOf(ctx.actor, 'convener').find(id => deficiency.circle.includes(id)) ?? null
  ctx.record('deficiency.definitionWithdrawn', { type: 'deficiency', id: deficiency.id }, { groupId })
}
