import { expect } from 'chai'
import { organisationPolicy, registerPolicy } from '#src/features/organisations/organisation.policy.ts'
import { type Actor, NOBODY, ROLES, type Role, SYSTEM } from '#src/kernel/actor.ts'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'

const actorWith = (role: Role): Actor => ({
  ...NOBODY,
  kind: 'person',
  id: role,
  grants: [{ role, officeId: 'o', groupId: 'g', areaId: null, organisationId: null }],
})
const ACTORS: Readonly<Record<string, Actor>> = {
  ...Object.fromEntries(ROLES.map(role => [role, actorWith(role)])),
  nobody: NOBODY,
  system: SYSTEM,
  'a person without a role': { ...NOBODY, kind: 'person', id: 'p' },
}
const allowed = (can: (actor: Actor) => boolean): string[] =>
  Object.keys(ACTORS).filter(name => can(ACTORS[name] as Actor))

describe('Who may do what to organisations', () => {
  it('everybody with a role reads them', () => {
    expect(allowed(actor => organisationPolicy.can(actor, 'view', null))).to.deep.equal([...ROLES])
  })
  it('the administrator changes them and their contacts', () => {
    expect(allowed(actor => organisationPolicy.can(actor, 'edit', null))).to.deep.equal(['admin'])
    expect(allowed(actor => organisationPolicy.can(actor, 'changeContact', null))).to.deep.equal(['admin'])
  })
  it('a coordinator adds a contact too', () => {
    expect(allowed(actor => organisationPolicy.can(actor, 'addContact', null))).to.deep.equal(['coordinator', 'admin'])
  })
  it('a coordinator says who is the manager of a contact too', () => {
    expect(allowed(actor => organisationPolicy.can(actor, 'nameManager', null))).to.deep.equal(['coordinator', 'admin'])
  })
  it('the administrator alone keeps the registers of offices and municipalities', () => {
    for (const act of ['view', 'edit'] as const)
      expect(allowed(actor => registerPolicy.can(actor, act, null))).to.deep.equal(['admin'])
  })
})

describe('The door of every register page', () => {
  it('is open to those the policy names', async () => {
    const world = await World.open()
    const given = new Given(world)
    const office = await given.office()
    const agency = await given.organisation()
    const { slug } = await given.municipality()
    const paths = {
      '/admin/organisationer': ['admin'],
      '/admin/organisationer/ny': ['admin'],
      [`/admin/organisationer/${agency.slug}/redigera`]: ['admin'],
      '/admin/verksamheter': ['admin'],
      '/admin/verksamheter/ny': ['admin'],
      [`/admin/verksamheter/${office.slug}`]: ['admin'],
      [`/admin/verksamheter/${office.slug}/redigera`]: ['admin'],
      [`/admin/verksamheter/${office.slug}/arbetsgivare/ny`]: ['admin'],
      '/admin/kommuner': ['admin'],
      [`/admin/kommuner/${slug}/redigera`]: ['admin'],
      '/myndigheter': [...ROLES],
      [`/myndigheter/${agency.slug}`]: [...ROLES],
      [`/myndigheter/${agency.slug}/kontakter/ny`]: ['coordinator', 'admin'],
    }
    const visitors = new Map<string, Browser>([['nobody', world.browser()]])
    for (const role of ROLES) visitors.set(role, await given.as(role))
    for (const [path, roles] of Object.entries(paths))
      expect(await answers(path, visitors), path).to.deep.equal(
        Object.fromEntries([
          ['nobody', 303],
          ...ROLES.map(role => [role, (roles as Role[]).includes(role) ? 200 : 403]),
        ]),
      )
  })
})

async function answers(path: string, visitors: ReadonlyMap<string, Browser>): Promise<Record<string, number>> {
  const met: Record<string, number> = {}
  for (const [who, browser] of visitors) met[who] = (await browser.raw('get', path)).status
  return met
}
