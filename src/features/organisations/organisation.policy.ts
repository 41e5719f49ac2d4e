import { hasRole } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'

/**
 * Organisations and their contacts hold no report text: everybody with a role reads them. A coordinator adds the
 * contact that is missing, and says who is its manager; only the administrator changes the rest, since other offices'
 * questions go there too. Whoever asks says that a contact is right, or that nobody is there any more.
 */
export const organisationPolicy = policyFor<unknown>()({
  view: actor => actor.grants.length > 0,
  edit: actor => hasRole(actor, 'admin'),
  addContact: actor => hasRole(actor, 'admin', 'coordinator'),
  changeContact: actor => hasRole(actor, 'admin'),
  nameManager: actor => hasRole(actor, 'admin', 'coordinator'),
  keepContact: actor => hasRole(actor, 'admin', 'coordinator', 'convener'),
})

/** The registers of offices and municipalities are kept by the administrator. */
export const registerPolicy = policyFor<unknown>()({
  view: actor => hasRole(actor, 'admin'),
  edit: actor => hasRole(actor, 'admin'),
})
