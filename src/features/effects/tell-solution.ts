import { z } from 'zod'
import { deficiencyPolicy } from '#src/features/deficiencies/deficiency.policy.ts'
import { type DeficiencyInCircle, deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { groupsOf, officesOf } from '#src/kernel/actor.ts'
import { Conflict, Forbidden } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { solutions } from './effect.entity.ts'

/** Three sentences that everybody with an account reads, and agencies that are asked about something like it. */
export const SolutionForm = z.object({
  wrong: field.text(300, 'solutions.giveWrong'),
  done: field.text(300, 'solutions.giveDone'),
  changed: field.text(300, 'solutions.giveChanged'),
  version: field.version(),
})

/** The coordinators and conveners of its circle. */
const writes = (ctx: Ctx, deficiency: DeficiencyInCircle): boolean =>
  deficiencyPolicy.can(ctx.actor, 'edit', deficiency) || deficiencyPolicy.can(ctx.actor, 'decide', deficiency)

export async function mayTell(ctx: Ctx, deficiencyId: string): Promise<boolean> {
  return writes(ctx, await deficiencyById(ctx, deficiencyId))
}

/** Writes how it was solved, or rewrites it. Throws `Conflict` when somebody has written meanwhile, or it is open again. */
export async function tellSolution(
  ctx: Ctx,
  deficiencyId: string,
  { version, ...sentences }: z.output<typeof SolutionForm>,
): Promise<void> {
  const deficiency = await deficiencyById(ctx, deficiencyId)
  if (!writes(ctx, deficiency)) throw new Forbidden('errors.denied')
  if (deficiency.state !== 'resolved') throw new Conflict('errors.notFromHere')
  const known = await ctx.rows(solutions).one({ deficiencyId })
  if ((known?.version ?? 0) !== version)
    throw new Conflict('errors.conflict', { table: solutions.name, id: known?.id ?? '' })
  const from = writerOf(ctx, deficiency)
  if (known === null)
    await ctx.rows(solutions).insert({
      ...{ id: ctx.newId(), deficiencyId, ...sentences, ...from, writtenById: ctx.actor.id },
      ...{ writtenAt: ctx.now, version: 1 },
    })
  else await ctx.rows(solutions).update(known, { ...sentences, ...from, writtenById: ctx.actor.id, writtenAt: ctx.now })
  ctx.record('solution.told', { type: 'deficiency', id: deficiencyId }, { ...from, rewritten: known !== null })
}

/** On whose behalf: whom one may ask. */
function writerOf({ actor }: Ctx, { circle }: DeficiencyInCircle): { groupId: string | null; officeId: string | null } {
  const officeId = officesOf(actor, 'coordinator').find(id => circle.includes(id)) ?? null
  const groupId = groupsOf(actor, 'convener').find(id => circle.includes(id)) ?? null
  return officeId === null ? { groupId, officeId } : { groupId: null, officeId }
}
