import { z } from 'zod'
import { newSlug } from '#src/features/organisations/new-slug.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { alsoCheck, changedFields } from '#src/features/organisations/register-form.ts'
import { type FieldErrors, field, type Read, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Group, groupOffices, groups, MINUTES_KINDS } from './group.entity.ts'
import { groupPolicy, type Serving } from './group.policy.ts'

/** What a convener keeps. */
const OwnFacts = z.object({
  name: field.name(160, 'organisations.giveName'),
  minutesKind: field.choice(MINUTES_KINDS),
  meetingsPerYear: field.count(52),
  email: field.optionalEmail(),
})
/** With what only the administrator arranges. */
const AllFacts = OwnFacts.extend({ parentId: field.optionalId(), officeIds: field.ids() })
const OwnChange = OwnFacts.extend({ version: field.version() })
const AllChange = AllFacts.extend({ version: field.version() })

type Change = z.output<typeof OwnChange> & Partial<Pick<z.output<typeof AllFacts>, 'parentId' | 'officeIds'>>

export const readGroup = (ctx: Ctx, body: Submitted) =>
  alsoCheck(ctx.form(AllFacts, body), body, values => faultsOf(ctx, values, null))

/** A convener's form has neither offices nor parent; if it is sent with them they are not read. */
export async function readGroupChange(ctx: Ctx, body: Submitted, group: Group & Serving): Promise<Read<Change>> {
  if (!groupPolicy.can(ctx.actor, 'arrange', group)) return ctx.form(OwnChange, body)
  return alsoCheck(ctx.form(AllChange, body), body, values => faultsOf(ctx, values, group))
}

export async function makeGroup(ctx: Ctx, { officeIds, ...values }: z.output<typeof AllFacts>): Promise<Group> {
  const id = ctx.newId()
  groupPolicy.authorize(ctx.actor, 'arrange', { id, officeIds })
  const slug = await newSlug(ctx, groups, values.name)
  const made = await ctx
    .rows(groups)
    .insert({ id, slug, ...values, reminderTone: null, fictitious: ctx.demo, version: 1 })
  await serve(ctx, id, officeIds)
  ctx.record('group.made', { type: 'group', id }, { officeIds, parentId: made.parentId })
  return made
}

export async function changeGroup(
  ctx: Ctx,
  group: Group & Serving,
  { version, officeIds, ...values }: Change,
): Promise<void> {
  groupPolicy.authorize(ctx.actor, 'edit', group)
  if (officeIds !== undefined) groupPolicy.authorize(ctx.actor, 'arrange', group)
  await ctx.rows(groups).update({ ...group, version }, values)
  if (officeIds !== undefined) await serve(ctx, group.id, officeIds)
  const fields = changedFields<Group>(group, values)
  ctx.record('group.changed', { type: 'group', id: group.id }, { fields, ...(officeIds ? { officeIds } : {}) })
}

/** The group serves exactly these from now on. */
async function serve(ctx: Ctx, groupId: string, officeIds: readonly string[]): Promise<void> {
  const rows = ctx.rows(groupOffices)
  const served = await rows.all({ groupId })
  for (const { id, officeId } of served) if (!officeIds.includes(officeId)) await rows.remove({ id })
  for (const officeId of officeIds)
    if (!served.some(known => known.officeId === officeId)) await rows.insert({ id: ctx.newId(), groupId, officeId })
}

async function faultsOf(
  ctx: Ctx,
  { parentId, officeIds }: Pick<z.output<typeof AllFacts>, 'parentId' | 'officeIds'>,
  current: Group | null,
): Promise<FieldErrors> {
  const known = await officesByIds(ctx, officeIds)
  const errors: Record<string, string[]> = known.length === officeIds.length ? {} : { officeIds: ['errors.choose'] }
  if (parentId !== null && !(await isPossibleParent(ctx, parentId, current)))
    errors['parentId'] = ['groups.parentWithin']
  return errors
}

/** Known, and the way upwards from it does not come back to the group itself. */
async function isPossibleParent(ctx: Ctx, parentId: string, current: Group | null): Promise<boolean> {
  const above = new Map((await ctx.rows(groups).all()).map(group => [group.id, group.parentId]))
  const passed = new Set<string>()
  let next: string | null | undefined = parentId
  while (next && next !== current?.id && !passed.has(next)) {
    passed.add(next)
    next = above.get(next)
  }
  return next === null && above.has(parentId)
}
