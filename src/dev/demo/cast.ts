import { type DeficiencyInCircle, deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import type { Actor } from '#src/kernel/actor.ts'
import { type Day, monthOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Author } from './invented-case.ts'
import type { CaseKey } from './invented-cases.ts'
import type { BodyKey } from './invented-place.ts'
import type { InventedRegister } from './invented-register.ts'
import { actingAs } from './keepers.ts'
import type { Moment, Stage } from './stage.ts'

/** Who acts in the fictitious municipality, and what they have made so far. */
export class Cast {
  readonly stage: Stage
  readonly register: InventedRegister
  readonly coordinator: Actor
  readonly convener: Actor
  readonly member: Actor
  readonly #deficiencies = new Map<CaseKey, string>()

  constructor(stage: Stage, register: InventedRegister) {
    const { accounts, office, group } = register
    this.stage = stage
    this.register = register
    this.coordinator = actingAs(accounts.samordnare, 'coordinator', { officeId: office.id })
    this.convener = actingAs(accounts.motesansvarig, 'convener', { groupId: group.id })
    const organisationId = register.bodies.get('fk') as string
    this.member = actingAs(accounts.ledamot, 'member', { groupId: group.id, organisationId })
  }

  author(by: Author): Actor {
    return actingAs(this.register.accounts[by], 'ombud', { officeId: this.register.office.id })
  }
  /** Somebody does something on a working day, so many days from today. */
  on(day: number, time: string, who: Actor, work: (ctx: Ctx) => Promise<unknown>): Moment {
    return this.exactly(this.stage.workday(day), time, who, work)
  }
  exactly(day: Day, time: string, who: Actor, work: (ctx: Ctx) => Promise<unknown>): Moment {
    return { at: this.stage.instant(day, time), happens: () => this.stage.invented(who, work) }
  }
  month(day: number): string {
    return monthOf(this.stage.workday(day))
  }

  body(key: BodyKey): string {
    return this.register.bodies.get(key) as string
  }
  contact(key: BodyKey): string {
    const id = this.register.contacts.get(key)
    if (id === undefined) throw new Error(`The demo has no contact at ${key}.`)
    return id
  }
  keep(key: CaseKey, { id }: { readonly id: string }): void {
    this.#deficiencies.set(key, id)
  }
  deficiency(ctx: Ctx, key: CaseKey): Promise<DeficiencyInCircle> {
    const id = this.#deficiencies.get(key)
    if (id === undefined) throw new Error(`The demo has not come to ${key} yet.`)
    return deficiencyById(ctx, id)
  }
  keyOf(deficiencyId: string): CaseKey | undefined {
    return [...this.#deficiencies].find(([, id]) => id === deficiencyId)?.[0]
  }
}
