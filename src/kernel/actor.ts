export const ROLES = ['ombud', 'coordinator', 'convener', 'member', 'analyst', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** A role in an office (ombud, coordinator), a group (convener, member) or an area (analyst); admin has no scope. */
export interface Grant {
  readonly role: Role
  readonly officeId: string | null
  readonly groupId: string | null
  readonly areaId: string | null
  /** The organisation that a member speaks for. */
  readonly organisationId: string | null
}

/**
 * Who acts. A person signed in; the holder of a mailed link (one thing, one purpose); the system in a job;
 * or nobody. What is not granted is not allowed.
 */
export interface Actor {
  readonly kind: 'person' | 'link' | 'system' | 'nobody'
  readonly id: string
  /** Only ever shown inside the person's own office. */
  readonly name: string
  readonly locale: 'sv' | 'en'
  readonly grants: readonly Grant[]
  /** Municipalities of the analyst's areas. */
  readonly municipalityIds: readonly string[]
}

export const NOBODY: Actor = { kind: 'nobody', id: 'nobody', name: '', locale: 'sv', grants: [], municipalityIds: [] }
export const SYSTEM: Actor = { ...NOBODY, kind: 'system', id: 'system' }

const present = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter(id => id !== null))] as string[]

export const hasRole = (actor: Actor, ...roles: readonly Role[]): boolean =>
  actor.grants.some(grant => roles.includes(grant.role))
export const rolesOf = (actor: Actor): Role[] => [...new Set(actor.grants.map(grant => grant.role))]

/** Offices where the actor has one of the roles; with no roles given, any role. */
export const officesOf = (actor: Actor, ...roles: readonly Role[]): string[] =>
  present(actor.grants.filter(g => roles.length === 0 || roles.includes(g.role)).map(g => g.officeId))
/** Groups where the actor has one of the roles; with no roles given, any role. */
export const groupsOf = (actor: Actor, ...roles: readonly Role[]): string[] =>
  present(actor.grants.filter(g => roles.length === 0 || roles.includes(g.role)).map(g => g.groupId))
export const inOffice = (actor: Actor, officeId: string | null, ...roles: readonly Role[]): boolean =>
  officeId !== null && officesOf(actor, ...roles).includes(officeId)
export const inGroup = (actor: Actor, groupId: string | null, ...roles: readonly Role[]): boolean =>
  groupId !== null && groupsOf(actor, ...roles).includes(groupId)

/** Everything whose circle the actor stands in: offices, groups and an analyst's municipalities. `admin` has none. */
export const circleOf = (actor: Actor): string[] => [...officesOf(actor), ...groupsOf(actor), ...actor.municipalityIds]
