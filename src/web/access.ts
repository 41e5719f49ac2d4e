import { type Actor, hasRole, type Role } from '#src/kernel/actor.ts'
import { Forbidden, SignInNeeded } from '#src/kernel/errors.ts'

/**
 * Who may call a route at all. What a person may do to one thing is the feature's policy; this is the door. Every route
 * names one, and a route without one does not start (Z2).
 */
export interface Access {
  readonly name: string
  readonly lets: (actor: Actor) => boolean
}

/** Anybody, also without an account: the sign-in page, help, health. */
export const anyone: Access = { name: 'anyone', lets: () => true }
/** Holders of a mailed link; the link itself is checked by the feature. */
export const byLink: Access = { name: 'byLink', lets: () => true }
export const signedIn: Access = { name: 'signedIn', lets: actor => actor.kind === 'person' }
export const withRole = (...roles: readonly [Role, ...Role[]]): Access => ({
  name: roles.join(','),
  lets: actor => hasRole(actor, ...roles),
})

export function assertAccess(access: Access, actor: Actor): void {
  if (access.lets(actor)) return
  throw actor.kind === 'person' ? new Forbidden('errors.denied') : new SignInNeeded('errors.signIn')
}
