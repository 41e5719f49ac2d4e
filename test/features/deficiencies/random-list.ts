import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { enterCircle } from '#src/features/deficiencies/find-deficiency.ts'
import type { NewDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import type { Municipality } from '#src/features/organisations/municipality.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { AgencyContact, Organisation } from '#src/features/organisations/organisation.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { findActor } from '#src/features/people/person.queries.ts'
import type { Actor, Grant } from '#src/kernel/actor.ts'
import type { Given } from '#test/support/given.ts'
import type { Browser, World } from '#test/support/world.ts'
import { deficiencyOf, reportOn } from './made.ts'

/** Always the same, so that what fails once fails again: `dice(6)` is 0 to 5. */
export function diceFrom(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

export interface Reader {
  readonly browser: Browser
  readonly actor: Actor
}

const LEVELS = ['caseworker', 'local', 'central'] as const
const FACETS = {
  caseworker: ['attitude', 'competence'],
  local: ['organisation', 'resources'],
  central: ['regulations', 'resources'],
} as const
const THEMES = ['sip', 'bostad', 'vantetider'] as const
const SOURCES = ['Tyresö 2023, s. 9', 'Stockholm 2016', 'Tyresö 2016', undefined, undefined, undefined]

/** What a choice of the list may be, where the list is filled by `RandomList`. */
export const VALUES: Readonly<Record<string, readonly string[]>> = {
  lage: ['alla', 'avslutade', 'ny', 'vantar-pa-svar', 'oppna', 'alla'],
  niva: ['handlaggare', 'lokal', 'central'],
  aspekt: ['bemotande', 'resurser', 'regelverk'],
  tema: THEMES,
  organisation: ['regionen', 'enheten', 'fk'],
  kommun: ['norr', 'soder'],
  verksamhet: ['har', 'dar'],
  grupp: ['gruppen', 'egen'],
  period: ['2024-1', '2025-1', '2025-2', '2026-1', '2026-2'],
  dagar: ['1', '30', '60', '90', '180'],
  definition: ['uppfyller', 'inte', 'ej-provad'],
  kalla: ['tyresö', '2016', 'Tyresö 2016'],
  sortering: ['andrat', 'dagar', 'rapporter', 'nummer'],
}

interface Places {
  readonly offices: readonly [Office, Office]
  readonly ombud: readonly Person[]
  readonly municipalities: readonly Municipality[]
  readonly bodies: readonly Organisation[]
  readonly contact: AgencyContact
  readonly groupId: string
}

/** Systemfel of two offices with whatever the dice say, and readers inside, outside and both. */
export class RandomList {
  readonly #world: World
  readonly #given: Given
  readonly #dice = diceFrom(42)
  constructor(world: World, given: Given) {
    this.#world = world
    this.#given = given
  }

  async fill(office: Office, count: number): Promise<Readonly<Record<string, Reader>>> {
    const places = await this.#places(office)
    for (let nr = 0; nr < count; nr++) await this.#one(nr, places)
    this.#world.clock.moveTo('2026-11-21T09:00:00Z')
    const { groupId } = places
    return {
      ombud: await this.#reader([{ role: 'ombud', officeId: office.id }]),
      convener: await this.#reader([{ role: 'convener', groupId }]),
      both: await this.#reader([
        { role: 'coordinator', officeId: office.id },
        { role: 'member', groupId },
      ]),
    }
  }

  async #places(office: Office): Promise<Places> {
    const given = this.#given
    const offices = [office, await given.office({ slug: 'dar', name: 'PO där' })] as const
    const group = await given.group(offices, { slug: 'gruppen' })
    await given.group([office], { slug: 'egen' })
    const region = await given.organisation({ slug: 'regionen', name: 'Regionen' })
    const unit = await given.organisation({ slug: 'enheten', name: 'Enheten', parentId: region.id })
    return {
      offices: [...offices],
      ombud: [await this.#ombud(offices[0]), await this.#ombud(offices[1])],
      municipalities: [await given.municipality({ slug: 'norr' }), await given.municipality({ slug: 'soder' })],
      bodies: [region, unit, await given.organisation({ slug: 'fk', name: 'Försäkringskassan' })],
      contact: await given.contact(region),
      groupId: group.id,
    }
  }
  #ombud(office: Office): Promise<Person> {
    return this.#given.person([{ role: 'ombud', officeId: office.id }])
  }
  async #reader(granted: readonly Partial<Grant>[]): Promise<Reader> {
    const { db } = this.#world
    const person = await this.#given.person(granted)
    const actor = (await db.read(em => findActor(em, db.dialect, person.id))) as Actor
    return { browser: await this.#given.browserOf(person), actor }
  }

  #pick<T>(all: readonly T[]): T {
    return all[this.#dice(all.length)] as T
  }
  #is(oneIn: number): boolean {
    return this.#dice(oneIn) === 0
  }
  /** A day of these months of a year; 0 is January. */
  #instant(year: number, from: number, months: number): Date {
    return new Date(Date.UTC(year, from + this.#dice(months), 1 + this.#dice(28), 10))
  }

  async #one(nr: number, places: Places): Promise<void> {
    const at = this.#dice(2)
    this.#world.clock.moveTo(this.#instant(2026, 2, 8).toISOString())
    const state = this.#pick(['new', 'awaiting_answer', 'monitored', 'resolved', 'new', 'awaiting_answer'] as const)
    const waits = state === 'awaiting_answer' && !this.#is(4)
    const columns = {
      state,
      stateSince: this.#instant(2026, 0, 10),
      waitingSince: waits ? this.#instant(2026, 4, 6) : null,
    }
    const { id } = await deficiencyOf(this.#world, places.offices[at] as Office, this.#made(nr, places), columns)
    await this.#report(id, places, at)
    if (waits) await this.#ask(id, places)
    if (this.#is(5))
      await this.#world.given(ctx => enterCircle(ctx, id, 'office', (places.offices[1 - at] as Office).id))
  }

  #made(nr: number, { bodies, municipalities }: Places): Partial<NewDeficiency> {
    const level = this.#pick(LEVELS)
    const source = this.#pick(SOURCES)
    return {
      title: `Fel ${nr}${this.#pick(['', ' ; "citat"', ' –'])}`,
      level,
      facets: [this.#pick(FACETS[level])],
      themes: [this.#pick(THEMES)],
      organisationIds: this.#is(5) ? [] : [this.#pick(bodies).id],
      municipalityIds: [this.#pick(municipalities).id],
      levelInferred: this.#is(3),
      fictitious: this.#is(4),
      ...(source === undefined ? {} : { source }),
    }
  }

  async #report(id: string, { offices, ombud }: Places, at: number): Promise<void> {
    for (let count = this.#pick([0, 0, 1, 2, 3, 4, 6]); count > 0; count--) {
      const month = `202${4 + this.#dice(3)}-0${1 + this.#dice(9)}`
      const met = { firstMonth: month, lastMonth: month, sentAt: this.#instant(2024 + this.#dice(3), 0, 11) }
      const row: Deficiency = await this.#world.row(deficiencies, { id })
      await reportOn(this.#world, row, offices[at] as Office, ombud[at] as Person, met)
    }
  }

  async #ask(deficiencyId: string, { contact, groupId, offices }: Places): Promise<void> {
    const dueDay = this.#instant(2026, 9, 3).toISOString().slice(0, 10)
    await this.#world.given(ctx =>
      ctx.rows(answerRequests).insert({
        ...{ id: ctx.newId(), deficiencyId, decisionId: null, meetingId: null, contactId: contact.id, groupId },
        ...{ officeId: offices[0].id, question: 'När?', termDays: 30, sentAt: ctx.now, dueDay, linkId: null },
        ...{ state: 'sent' as const, createdAt: ctx.now, version: 1 },
      }),
    )
  }
}
