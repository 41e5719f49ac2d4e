import { z } from 'zod'
import { NotFound } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { deficiencyPolicy } from './deficiency.policy.ts'
import { groupsToLetIn } from './deficiency.queries.ts'
import { type DeficiencyInCircle, enterCircle } from './find-deficiency.ts'

export const Routing = z.object({ groupId: field.id('deficiencies.chooseGroup') })

/** Lets a group that serves one of the offices into the circle. Throws `NotFound` for any other group. */
export async function letGroupIn(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  { groupId }: z.output<typeof Routing>,
): Promise<void> {
  deficiencyPolicy.authorize(ctx.actor, 'route', deficiency)
  const serving = await groupsToLetIn(ctx, deficiency.id)
  if (!deficiency.circle.includes(groupId) && !serving.some(({ id }) => id === groupId))
    throw new NotFound('errors.notFound')
  await letIn(ctx, deficiency, groupId)
}

/** Doing it again changes nothing. */
export async function letIn(ctx: Ctx, { id, circle }: DeficiencyInCircle, groupId: string): Promise<void> {
  if (circle.includes(groupId)) return
  await enterCircle(ctx, id, 'group', groupId)
  ctx.record('deficiency.routed', { type: 'deficiency', id }, { groupId })
}
