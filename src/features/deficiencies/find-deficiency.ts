import { letFind } from '#src/features/search/index-entry.ts'
import { NotFound } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CircleMember, circleMembers, type Deficiency, deficiencies } from './deficiency.entity.ts'
import { deficiencyPolicy, type InCircle } from './deficiency.policy.ts'

export type DeficiencyInCircle = Deficiency & InCircle

/** By its number, `SF-2026-0042`. Throws `NotFound` when there is none or the actor stands outside its circle. */
export async function findDeficiency(ctx: Ctx, number: string): Promise<DeficiencyInCircle> {
  const deficiency = await ctx.rows(deficiencies).one({ number })
  if (deficiency === null) throw new NotFound('errors.notFound')
  const inCircle = await withCircle(ctx, deficiency)
  deficiencyPolicy.reveal(ctx.actor, inCircle)
  return inCircle
}

/** By its id, for commands that come from a meeting, an action or a link, and authorise by those. */
export async function deficiencyById(ctx: Ctx, id: string): Promise<DeficiencyInCircle> {
  return withCircle(ctx, await ctx.rows(deficiencies).get({ id }))
}

async function withCircle(ctx: Ctx, deficiency: Deficiency): Promise<DeficiencyInCircle> {
  const members = await ctx.rows(circleMembers).all({ deficiencyId: deficiency.id })
  return { ...deficiency, circle: members.map(({ memberId }) => memberId) }
}

/** Lets an office, a group or a municipality into the circle, to stay. Doing it again changes nothing. */
export async function enterCircle(
  ctx: Ctx,
  deficiencyId: string,
  kind: CircleMember['kind'],
  memberId: string,
): Promise<void> {
  const rows = ctx.rows(circleMembers)
  const known = await rows.one({ deficiencyId, memberId })
  if (known === null) await letIn(ctx, { deficiencyId, kind, memberId, reported: null })
  else if (known.reported === true) await rows.change(known.id, { reported: null })
}

/** The same for one that a report brings: it stays as long as a report does (`leaveCircle`). */
export async function enterByReport(
  ctx: Ctx,
  deficiencyId: string,
  kind: CircleMember['kind'],
  memberId: string,
): Promise<void> {
  if ((await ctx.rows(circleMembers).one({ deficiencyId, memberId })) !== null) return
  await letIn(ctx, { deficiencyId, kind, memberId, reported: true })
}

async function letIn(ctx: Ctx, member: Omit<CircleMember, 'id'>): Promise<void> {
  await ctx.rows(circleMembers).insert({ id: ctx.newId(), ...member })
  await letFind(ctx, member.deficiencyId, member.memberId)
}
