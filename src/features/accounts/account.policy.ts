import { type Actor, officesOf } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'
import type { AccountParty, AccountState } from './account.lifecycle.ts'

/** A unit, with the municipalities that it covers. */
export interface OfUnit {
  readonly officeId: string | null
  readonly municipalityIds: readonly string[]
}
export interface OfAccount extends OfUnit {
  readonly state: AccountState
}

const coordinates = (actor: Actor, { officeId }: OfUnit): boolean =>
  officeId !== null && officesOf(actor, 'coordinator').includes(officeId)
/** An analyst of the area is Länsstyrelsen for the units there. */
const surveys = (actor: Actor, { municipalityIds }: OfUnit): boolean =>
  actor.grants.some(({ role }) => role === 'analyst') && municipalityIds.some(id => actor.municipalityIds.includes(id))
/** Accounts of units that do not use the system are typed in at Länsstyrelsen. */
const writes = (actor: Actor, unit: OfUnit): boolean =>
  unit.officeId === null ? surveys(actor, unit) : coordinates(actor, unit)

/** Länsstyrelsen sees what has been sent; what is being written is the unit's own. */
const SENT: readonly AccountState[] = ['sent', 'received', 'returned']

/** Who may do what to an account. `admin` sees none. */
export const accountPolicy = policyFor<OfAccount>()({
  view: (actor, account) => writes(actor, account) || (SENT.includes(account.state) && surveys(actor, account)),
  write: (actor, account) => writes(actor, account),
  judge: (actor, account) => surveys(actor, account),
})
export const unitPolicy = policyFor<OfUnit>()({
  view: (actor, unit) => writes(actor, unit) || surveys(actor, unit),
  write: (actor, unit) => writes(actor, unit),
})

/** The parties that a person is to an account: for the lifecycle. */
export const partiesOf = (actor: Actor, account: OfAccount): AccountParty[] => [
  ...(accountPolicy.can(actor, 'write', account) ? ['unit' as const] : []),
  ...(accountPolicy.can(actor, 'judge', account) ? ['county' as const] : []),
]
