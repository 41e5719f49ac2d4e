import { expect } from 'chai'
import { groupPolicy } from '#src/features/groups/group.policy.ts'
import { type Actor, type Grant, NOBODY, ROLES, type Role, SYSTEM } from '#src/kernel/actor.ts'

const GROUP = { id: 'g', officeIds: ['o1', 'o2'] }
const actorWith = (role: Role, scope: Partial<Grant>): Actor => ({
  ...NOBODY,
  kind: 'person',
  id: role,
  grants: [{ role, officeId: null, groupId: null, areaId: null, organisationId: null, ...scope }],
})

/** Every role with the group, an office it serves, a foreign group and office, and nothing at all. */
const ACTORS: readonly (readonly [string, Actor])[] = [
  ...ROLES.flatMap(role => [
    [`${role} of the group`, actorWith(role, { groupId: 'g' })] as const,
    [`${role} of its office`, actorWith(role, { officeId: 'o2' })] as const,
    [`${role} elsewhere`, actorWith(role, { groupId: 'x', officeId: 'y' })] as const,
  ]),
  ['nobody', NOBODY],
  ['system', SYSTEM],
]
const allowed = (act: 'view' | 'edit' | 'arrange'): string[] =>
  ACTORS.filter(([, actor]) => groupPolicy.can(actor, act, GROUP)).map(([name]) => name)

const ADMINS = ['admin of the group', 'admin of its office', 'admin elsewhere']

describe('Who may do what to a group', () => {
  it('its people, the offices it serves and the administrator see it', () => {
    const near = ROLES.flatMap(role => [`${role} of the group`, `${role} of its office`])
    expect(allowed('view')).to.have.members([...near, 'admin elsewhere'])
  })
  it('its convener and the administrator keep it', () => {
    expect(allowed('edit')).to.have.members(['convener of the group', ...ADMINS])
  })
  it('the administrator alone says which offices it serves', () => {
    expect(allowed('arrange')).to.have.members(ADMINS)
  })
})
