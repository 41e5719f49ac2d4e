import { type Group, groupOffices, groups, type Seat, seatHolders, seats } from '#src/features/groups/group.entity.ts'
import { type Municipality, municipalities } from '#src/features/organisations/municipality.entity.ts'
import {
  type Office,
  officeEmployers,
  officeMunicipalities,
  offices,
} from '#src/features/organisations/office.entity.ts'
import {
  type AgencyContact,
  agencyContacts,
  type Organisation,
  organisations,
} from '#src/features/organisations/organisation.entity.ts'
import { grants } from '#src/features/people/grant.entity.ts'
import { type Person, people } from '#src/features/people/person.entity.ts'
import type { Grant } from '#src/kernel/actor.ts'
import { randomToken, sha256 } from '#src/kernel/tokens.ts'
import { sessions } from '#src/web/session.entity.ts'
import { Browser, type World } from './world.ts'

let count = 0
const next = (): number => {
  count += 1
  return count
}

/** Makes valid things with what they need; each takes what a test cares about. */
export class Given {
  readonly #world: World
  constructor(world: World) {
    this.#world = world
  }

  municipality(values: Partial<Municipality> = {}): Promise<Municipality> {
    return this.#world.given(ctx =>
      ctx.rows(municipalities).insert({
        id: ctx.newId(),
        slug: `kommun-${next()}`,
        code: null,
        name: `Kommun ${count}`,
        kind: 'municipality',
        fictitious: false,
        ...values,
      }),
    )
  }
  organisation(values: Partial<Organisation> = {}): Promise<Organisation> {
    return this.#world.given(ctx =>
      ctx.rows(organisations).insert({
        id: ctx.newId(),
        slug: `organisation-${next()}`,
        name: `Myndighet ${count}`,
        kind: 'state',
        parentId: null,
        validFrom: null,
        validTo: null,
        fictitious: false,
        version: 1,
        ...values,
      }),
    )
  }
  contact(organisation: Organisation, values: Partial<AgencyContact> = {}): Promise<AgencyContact> {
    return this.#world.given(ctx =>
      ctx.rows(agencyContacts).insert({
        id: ctx.newId(),
        organisationId: organisation.id,
        function: 'Enhetschef',
        email: `enhet-${next()}@myndighet.test`,
        phone: null,
        active: true,
        verifiedDay: null,
        managerId: null,
        managerFunction: null,
        managerEmail: null,
        closedDay: null,
        successorId: null,
        version: 1,
        ...values,
      }),
    )
  }
  /** An office in a municipality (a new one unless given), employed by `employer` if given. */
  async office(
    values: Partial<Office> = {},
    { municipality, employer }: { municipality?: Municipality; employer?: Organisation } = {},
  ): Promise<Office> {
    const where = municipality ?? (await this.municipality())
    return this.#world.given(async ctx => {
      const office = await ctx.rows(offices).insert({
        id: ctx.newId(),
        slug: `verksamhet-${next()}`,
        name: `PO-verksamheten i ${where.name}`,
        providerKind: 'municipality',
        email: `po-${count}@kommun.test`,
        phone: '08-123 45 67',
        fictitious: false,
        version: 1,
        ...values,
      })
      await ctx.rows(officeMunicipalities).insert({ id: ctx.newId(), officeId: office.id, municipalityId: where.id })
      if (employer !== undefined)
        await ctx.rows(officeEmployers).insert({
          id: ctx.newId(),
          officeId: office.id,
          organisationId: employer.id,
          role: 'employer',
          validFrom: null,
          validTo: null,
        })
      return office
    })
  }
  /** A group that serves the offices. */
  group(served: readonly Office[], values: Partial<Group> = {}): Promise<Group> {
    return this.#world.given(async ctx => {
      const group = await ctx.rows(groups).insert({
        id: ctx.newId(),
        slug: `grupp-${next()}`,
        name: `Ledningsgruppen ${count}`,
        parentId: null,
        minutesKind: 'notes',
        meetingsPerYear: 4,
        email: `grupp-${count}@kommun.test`,
        reminderTone: null,
        fictitious: false,
        version: 1,
        ...values,
      })
      for (const { id } of served)
        await ctx.rows(groupOffices).insert({ id: ctx.newId(), groupId: group.id, officeId: id })
      return group
    })
  }
  /** A filled seat with one named holder. */
  seat(group: Group, values: Partial<Seat> = {}, holder = `Ledamot ${next()}`): Promise<Seat> {
    return this.#world.given(async ctx => {
      const seat = await ctx.rows(seats).insert({
        id: ctx.newId(),
        groupId: group.id,
        party: 'municipality',
        organisationId: null,
        state: 'filled',
        reason: null,
        since: null,
        version: 1,
        ...values,
      })
      if (seat.state === 'filled')
        await ctx.rows(seatHolders).insert({
          id: ctx.newId(),
          seatId: seat.id,
          name: holder,
          email: `ledamot-${next()}@myndighet.test`,
          personId: null,
          substitute: false,
          shared: null,
          fromDay: '2020-01-01',
          toDay: null,
          version: 1,
        })
      return seat
    })
  }
  /** An active account with grants. It has no password: sign in with `browserOf`. */
  person(granted: readonly Partial<Grant>[], values: Partial<Person> = {}): Promise<Person> {
    return this.#world.given(async ctx => {
      const person = await ctx.rows(people).insert({
        id: ctx.newId(),
        name: `Person ${next()}`,
        email: `person-${count}@systemfel.test`,
        passwordHash: null,
        state: 'active',
        locale: 'sv',
        shortcuts: null,
        createdAt: ctx.now,
        version: 1,
        ...values,
      })
      for (const grant of granted)
        await ctx.rows(grants).insert({
          id: ctx.newId(),
          personId: person.id,
          role: 'ombud',
          officeId: null,
          groupId: null,
          areaId: null,
          organisationId: null,
          createdAt: ctx.now,
          ...grant,
        })
      return person
    })
  }
  /** A browser in which the person is signed in, by a session as sign-in makes it. */
  async browserOf(person: Person): Promise<Browser> {
    const browser = new Browser(this.#world)
    const token = randomToken()
    await this.#world.given(ctx =>
      ctx.rows(sessions).insert({
        id: ctx.newId(),
        tokenHash: sha256(token),
        personId: person.id,
        createdAt: ctx.now,
        lastSeenAt: ctx.now,
      }),
    )
    browser.cookies.set('__Host-sid', token)
    return browser
  }
  /** A signed-in browser of somebody new with the role in the office or group. */
  async as(role: Grant['role'], scope: Partial<Grant> = {}): Promise<Browser> {
    return this.browserOf(await this.person([{ role, ...scope }]))
  }
}
