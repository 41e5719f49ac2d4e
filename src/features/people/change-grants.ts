import { z } from 'zod'
import { hasSeveralOmbud } from '#src/features/deficiencies/evidence.queries.ts'
import { refreshLater } from '#src/features/deficiencies/refresh-later.ts'
import { savedViews } from '#src/features/deficiencies/saved-view.entity.ts'
import { groups } from '#src/features/groups/group.entity.ts'
import { areas } from '#src/features/organisations/municipality.entity.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { organisations } from '#src/features/organisations/organisation.entity.ts'
import { ROLES, type Role } from '#src/kernel/actor.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { type FieldErrors, field } from '#src/kernel/forms.ts'
import { endAllSessions } from '#src/web/session.ts'
import type { Ctx } from '#src/work/context.ts'
import { grants, type RoleGrant } from './grant.entity.ts'
import { type Person, people } from './person.entity.ts'
import { personPolicy } from './person.policy.ts'

export const GrantForm = z.object({
  role: field.choice(ROLES),
  officeId: field.optionalId(),
  groupId: field.optionalId(),
  areaId: field.optionalId(),
  organisationId: field.optionalId(),
})
export type GrantValues = z.output<typeof GrantForm>

/** What each role is given in. */
export const SCOPES: Readonly<Record<Role, 'officeId' | 'groupId' | 'areaId' | null>> = {
  ombud: 'officeId',
  coordinator: 'officeId',
  convener: 'groupId',
  member: 'groupId',
  analyst: 'areaId',
  admin: null,
}

/** A role needs its place: an ombud an office, a member a group and the organisation she speaks for. */
export function grantFaults(values: GrantValues): FieldErrors {
  const scope = SCOPES[values.role]
  const faults: Record<string, string[]> = {}
  if (scope !== null && values[scope] === null) faults[scope] = ['people.scopeMissing']
  if (values.role === 'member' && values.organisationId === null) faults['organisationId'] = ['people.scopeMissing']
  return faults
}

/** Gives a role from now on. Ids that point nowhere are `NotFound`. */
export async function giveGrant(ctx: Ctx, person: Person, values: GrantValues): Promise<RoleGrant> {
  const scope = SCOPES[values.role]
  const at = (name: 'officeId' | 'groupId' | 'areaId'): string | null => (scope === name ? values[name] : null)
  const officeId = at('officeId')
  const groupId = at('groupId')
  const areaId = at('areaId')
  const organisationId = values.role === 'member' ? values.organisationId : null
  if (officeId !== null) await ctx.rows(offices).get({ id: officeId })
  if (groupId !== null) await ctx.rows(groups).get({ id: groupId })
  if (areaId !== null) await ctx.rows(areas).get({ id: areaId })
  if (organisationId !== null) await ctx.rows(organisations).get({ id: organisationId })
  const same = { personId: person.id, role: values.role, officeId, groupId, areaId, organisationId }
  const known = await ctx.rows(grants).one(same as never)
  if (known !== null) return known
  ctx.record('person.granted', { type: 'person', id: person.id }, { role: values.role, officeId, groupId, areaId })
  return changingOmbud(ctx, ombudOffices([same]), () =>
    ctx.rows(grants).insert({ ...same, id: ctx.newId(), createdAt: ctx.now }),
  )
}

/** Takes a role away; it is gone at the person's next request (Z7). The last administrator stays. */
export async function takeGrant(ctx: Ctx, person: Person, grantId: string): Promise<void> {
  personPolicy.authorize(ctx.actor, 'administer', person)
  const grant = await ctx.rows(grants).get({ id: grantId, personId: person.id })
  if (grant.role === 'admin') await assertAnotherAdmin(ctx, person.id)
  await changingOmbud(ctx, ombudOffices([grant]), () => ctx.rows(grants).remove({ id: grant.id }))
  ctx.record('person.grantTaken', { type: 'person', id: person.id }, { role: grant.role })
}

/** Closes or opens an account. A closed one is signed out everywhere; its name stays on what it did. */
export async function setClosed(ctx: Ctx, person: Person, closed: boolean): Promise<void> {
  personPolicy.authorize(ctx.actor, 'administer', person)
  if (closed) await assertAnotherAdmin(ctx, person.id)
  const open = person.passwordHash === null ? 'invited' : 'active'
  const held = await ctx.rows(grants).all({ personId: person.id })
  await changingOmbud(ctx, ombudOffices(held), () =>
    ctx.rows(people).update(person, { state: closed ? 'closed' : open }),
  )
  if (closed) await ctx.rows(savedViews).remove({ personId: person.id })
  await endAllSessions(ctx, person.id)
  ctx.record(closed ? 'person.closed' : 'person.opened', { type: 'person', id: person.id })
}

const ombudOffices = (held: readonly Pick<RoleGrant, 'role' | 'officeId'>[]): string[] => [
  ...new Set(held.flatMap(({ role, officeId }) => (role === 'ombud' && officeId !== null ? [officeId] : []))),
]

/** Whether an office has one ombud decides what its systemfel need (`definition.rules.ts`): those are tried again. */
async function changingOmbud<T>(ctx: Ctx, officeIds: readonly string[], change: () => Promise<T>): Promise<T> {
  const several = async (): Promise<boolean[]> => {
    const all: boolean[] = []
    for (const id of officeIds) all.push(await hasSeveralOmbud(ctx, id))
    return all
  }
  const before = await several()
  const result = await change()
  const after = await several()
  for (const [at, id] of officeIds.entries()) if (before[at] !== after[at]) await refreshLater(ctx, id)
  return result
}

async function assertAnotherAdmin(ctx: Ctx, personId: string): Promise<void> {
  const admins = await ctx.rows(grants).all({ role: 'admin' })
  if (!admins.some(grant => grant.personId === personId)) return
  for (const { personId: other } of admins)
    if (other !== personId && (await ctx.rows(people).one({ id: other, state: 'active' })) !== null) return
  throw new Conflict('people.lastAdmin')
}
