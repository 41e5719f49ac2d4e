import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { type GrantValues, giveGrant } from '#src/features/people/change-grants.ts'
import { invitePerson } from '#src/features/people/invite-person.ts'
import { hashPassword } from '#src/features/people/password.ts'
import { type Person, people } from '#src/features/people/person.entity.ts'
import { DEMO_PASSWORD } from '#src/features/people/person.page.ts'
import type { Role } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import { REGISTRAR } from './keepers.ts'
import type { Stage } from './stage.ts'

/** Where the roles are held. */
export interface AccountPlaces {
  readonly officeId: string
  readonly groupId: string
  readonly areaId: string
  /** The organisation that the member speaks for. */
  readonly organisationId: string
  /** Real offices and groups, so that the documents' cases can be seen. */
  readonly realOfficeIds: readonly string[]
  readonly realGroupIds: readonly string[]
}

/** Nobody with these names is meant. All but `second` and `former` can sign in. */
export const ACCOUNTS = {
  ombud: 'Tuva Ängskog',
  second: 'Ismail Björnfjäll',
  former: 'Sanna Bergfors',
  samordnare: 'Greta Sjöhage',
  motesansvarig: 'Vera Lundäng',
  ledamot: 'Noah Lindvik',
  analytiker: 'Elin Forshage',
  admin: 'Arvid Tallhage',
} as const
export type AccountKey = keyof typeof ACCOUNTS
export type Accounts = Readonly<Record<AccountKey, Person>>

const WITHOUT_PASSWORD: readonly AccountKey[] = ['second', 'former']
const ADDRESSES: Readonly<Partial<Record<AccountKey, string>>> = { second: 'ombud.tva', former: 'ombud.slutat' }

/** Makes an account for each role, a second ombud, and one who will leave. They share one hash, so that it is paid for once. */
export async function makeAccounts(stage: Stage, places: AccountPlaces): Promise<Accounts> {
  const hash = await hashPassword(DEMO_PASSWORD)
  const made: Partial<Record<AccountKey, Person>> = {}
  for (const key of Object.keys(ACCOUNTS) as AccountKey[])
    made[key] = await stage.invented(REGISTRAR, ctx =>
      makeAccount(ctx, key, places, WITHOUT_PASSWORD.includes(key) ? null : hash),
    )
  return made as Accounts
}

async function makeAccount(
  ctx: Ctx,
  key: AccountKey,
  places: AccountPlaces,
  passwordHash: string | null,
): Promise<Person> {
  const [first, ...others] = grantsOf(key, places) as [GrantValues, ...GrantValues[]]
  const email = `${ADDRESSES[key] ?? key}@demo.test`
  const invited = await invitePerson(ctx, { name: ACCOUNTS[key], email, ...first })
  for (const grant of others) await giveGrant(ctx, invited, grant)
  await ctx.rows(accessLinks).changeAll({ subjectId: invited.id }, { usedAt: ctx.now })
  ctx.record('person.accepted', { type: 'person', id: invited.id })
  return ctx.rows(people).update(invited, { passwordHash, state: 'active' })
}

const granted = (role: Role, place: Partial<GrantValues> = {}): GrantValues => ({
  role,
  officeId: null,
  groupId: null,
  areaId: null,
  organisationId: null,
  ...place,
})

function grantsOf(key: AccountKey, places: AccountPlaces): GrantValues[] {
  const { officeId, groupId, areaId, organisationId, realOfficeIds, realGroupIds } = places
  const roles: Readonly<Record<AccountKey, readonly GrantValues[]>> = {
    ombud: [granted('ombud', { officeId })],
    second: [granted('ombud', { officeId })],
    former: [granted('ombud', { officeId })],
    samordnare: [officeId, ...realOfficeIds].map(id => granted('coordinator', { officeId: id })),
    motesansvarig: [groupId, ...realGroupIds].map(id => granted('convener', { groupId: id })),
    ledamot: [granted('member', { groupId, organisationId })],
    analytiker: [granted('analyst', { areaId })],
    admin: [granted('admin')],
  }
  return [...roles[key]]
}
