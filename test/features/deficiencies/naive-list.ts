import { answerRequests } from '#src/features/answers/answer.entity.ts'
import {
  circleMembers,
  type Deficiency,
  deficiencies,
  deficiencyOrganisations,
  deficiencyThemes,
  END_STATES,
  OPEN_STATES,
  type State,
} from '#src/features/deficiencies/deficiency.entity.ts'
import { groups } from '#src/features/groups/group.entity.ts'
import { type Observation, observations } from '#src/features/observations/observation.entity.ts'
import { municipalities } from '#src/features/organisations/municipality.entity.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { organisations } from '#src/features/organisations/organisation.entity.ts'
import { type Actor, circleOf, officesOf } from '#src/kernel/actor.ts'
import { dayOf, daysBetween } from '#src/kernel/days.ts'
import type { World } from '#test/support/world.ts'

export type Choices = Readonly<Record<string, string>>

interface Known extends Deficiency {
  readonly circle: readonly string[]
  readonly organisationIds: readonly string[]
  readonly themes: readonly string[]
  readonly reports: readonly Observation[]
  readonly overdue: boolean
}

const half = (day: string): string => `${day.slice(0, 4)}-${day.slice(5, 7) <= '06' ? 1 : 2}`
const words = (text: string): string[] => text.toLocaleLowerCase('sv').split(/[^\p{L}\p{N}]+/u)

/** The list as one would write it without a thought of how much there is: everything is read, and each row is tried. */
export class NaiveList {
  readonly #all: readonly Known[]
  readonly #idOf: ReadonlyMap<string, string>
  readonly #parents: ReadonlyMap<string, string | null>
  readonly #today: string
  private constructor(
    all: readonly Known[],
    register: { readonly idOf: ReadonlyMap<string, string>; readonly parents: ReadonlyMap<string, string | null> },
    today: string,
  ) {
    this.#all = all
    this.#idOf = register.idOf
    this.#parents = register.parents
    this.#today = today
  }

  static async of(world: World): Promise<NaiveList> {
    const today = dayOf(world.clock.now())
    const [circle, bodies, themes] = [
      await world.rows(circleMembers),
      await world.rows(deficiencyOrganisations),
      await world.rows(deficiencyThemes),
    ]
    const reports = (await world.rows(observations)).filter(({ state }) => state === 'linked')
    const sent = (await world.rows(answerRequests)).filter(({ state }) => state === 'sent')
    const all = (await world.rows(deficiencies)).map(row => ({
      ...row,
      circle: circle.filter(({ deficiencyId }) => deficiencyId === row.id).map(({ memberId }) => memberId),
      organisationIds: bodies.filter(body => body.deficiencyId === row.id).map(body => body.organisationId),
      themes: themes.filter(({ deficiencyId }) => deficiencyId === row.id).map(({ theme }) => theme),
      reports: reports.filter(({ deficiencyId }) => deficiencyId === row.id),
      overdue: sent.some(({ deficiencyId, dueDay }) => deficiencyId === row.id && (dueDay ?? '9') < today),
    }))
    const register = [
      ...(await world.rows(organisations)),
      ...(await world.rows(municipalities)),
      ...(await world.rows(offices)),
      ...(await world.rows(groups)),
    ]
    const parents = new Map((await world.rows(organisations)).map(({ id, parentId }) => [id, parentId]))
    return new NaiveList(all, { idOf: new Map(register.map(({ slug, id }) => [slug, id])), parents }, today)
  }

  /** What the reader is shown, in its order. */
  rows(actor: Actor, choices: Choices): Known[] {
    const seen = this.#all.filter(({ circle }) => circleOf(actor).some(id => circle.includes(id)))
    const chosen = seen.filter(row =>
      Object.entries(choices).every(([name, value]) => this.#fits(actor, row, name, value)),
    )
    const open = 'lage' in choices ? chosen : chosen.filter(({ state }) => isOpen(state))
    return this.#sorted(actor, open, choices['sortering'] ?? 'andrat')
  }

  #fits(actor: Actor, row: Known, name: string, value: string): boolean {
    const id = this.#idOf.get(value) ?? ''
    const fits: Readonly<Record<string, () => boolean>> = {
      lage: () => fitsState(row.state, value),
      niva: () => row.level === ({ handlaggare: 'caseworker', lokal: 'local', central: 'central' } as const)[value],
      aspekt: () => (row.facets as readonly string[]).includes(FACETS[value] ?? ''),
      tema: () => row.themes.includes(value),
      organisation: () => row.organisationIds.some(one => this.#within(one, id)),
      kommun: () => row.circle.includes(id),
      verksamhet: () => row.circle.includes(id),
      grupp: () => row.circle.includes(id),
      period: () => this.#fitsPeriod(actor, row, value),
      dagar: () => row.waitingSince !== null && daysBetween(dayOf(row.waitingSince), this.#today) >= Number(value),
      definition: () =>
        row.definition === ({ uppfyller: 'met', inte: 'unmet', 'ej-provad': 'untried' } as const)[value],
      kalla: () => words(value).every(word => words(row.source ?? '').includes(word)),
      sortering: () => true,
    }
    return fits[name]?.() ?? true
  }

  #within(unitId: string, bodyId: string): boolean {
    for (let at: string | null = unitId; at !== null; at = this.#parents.get(at) ?? null) if (at === bodyId) return true
    return false
  }

  #fitsPeriod(actor: Actor, row: Known, period: string): boolean {
    if (row.reports.length === 0) return half(dayOf(row.createdAt)) === period
    const told = this.isInside(actor, row) || row.reports.length >= 5
    if (told) return row.reports.some(({ sentAt }) => sentAt !== null && half(dayOf(sentAt)) === period)
    const [first, last] = [row.firstMonth, row.lastMonth]
    return first !== null && last !== null && half(first) <= period && period <= half(last)
  }

  isInside = (actor: Actor, { circle }: Known): boolean =>
    officesOf(actor, 'ombud', 'coordinator').some(id => circle.includes(id))

  #sorted(actor: Actor, rows: readonly Known[], sort: string): Known[] {
    const own = officesOf(actor, 'ombud', 'coordinator')
    const exact = circleOf(actor).every(id => own.includes(id))
    const keys: Readonly<Record<string, (row: Known) => readonly (string | number)[]>> = {
      nummer: ({ number }) => [number],
      andrat: ({ stateSince, id }) => [stateSince.getTime(), id],
      // The longest wait is the earliest instant; its ties go upwards.
      dagar: ({ waitingSince, number }) => (waitingSince === null ? [0, number] : [1, -waitingSince.getTime()]),
      rapporter: ({ reportCount, id, number }) => (exact || reportCount >= 5 ? [reportCount, id] : [0, number]),
    }
    const key = keys[sort] as (row: Known) => readonly (string | number)[]
    const tie = (one: Known, other: Known): number => (sort === 'dagar' && one.id > other.id ? 1 : -1)
    return [...rows].sort((one, other) => descending(key(one), key(other)) || tie(one, other))
  }
}

function descending(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  for (const [at, value] of one.entries()) {
    const beside = other[at] as typeof value
    if (value !== beside) return value > beside ? -1 : 1
  }
  return 0
}

const FACETS: Readonly<Record<string, string>> = {
  bemotande: 'attitude',
  kompetens: 'competence',
  organisation: 'organisation',
  resurser: 'resources',
  regelverk: 'regulations',
}
const isOpen = (state: State): boolean => (OPEN_STATES as readonly State[]).includes(state)
function fitsState(state: State, slug: string): boolean {
  if (slug === 'alla') return true
  if (slug === 'oppna') return isOpen(state)
  if (slug === 'avslutade') return (END_STATES as readonly State[]).includes(state)
  return state === ({ ny: 'new', 'vantar-pa-svar': 'awaiting_answer', lost: 'resolved' } as const)[slug]
}
