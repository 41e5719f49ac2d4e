import { assignAction } from '#src/features/actions/assign-action.ts'
import { askAgency } from '#src/features/answers/ask-agency.ts'
import { changeState } from '#src/features/deficiencies/change-state.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Act } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { type DeficiencyInCircle, deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { deficiencyLinks } from '#src/features/links/link.entity.ts'
import type { Merge } from '#src/features/links/link.queries.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import type { Page } from '#test/support/page.ts'
import type { Browser, World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'

/** A board whose coordinator has two systemfel before her, which are the same. */
export class Two {
  readonly board: Board
  readonly world: World
  readonly person: Person
  coordinator: Browser
  readonly from: Deficiency
  readonly to: Deficiency
  private constructor(
    board: Board,
    person: Person,
    coordinator: Browser,
    [from, to]: readonly [Deficiency, Deficiency],
  ) {
    this.board = board
    this.world = board.world
    this.person = person
    this.coordinator = coordinator
    this.from = from
    this.to = to
  }

  static async of(world: World): Promise<Two> {
    const board = await Board.of(world)
    const person = await board.given.person([{ role: 'coordinator', officeId: board.office.id }])
    const from = await board.deficiency({ title: 'Ingen svarar i telefon' })
    const to = await board.deficiency({ title: 'Svårt att nå handläggare' })
    return new Two(board, person, await board.given.browserOf(person), [from, to])
  }

  /** It is noon on the day; whoever acts has signed in again. */
  async on(day: string): Promise<void> {
    this.world.clock.moveTo(`${day}T11:00:00Z`)
    this.coordinator = await this.board.given.browserOf(this.person)
    this.board.convener = await this.board.given.browserOf(this.board.person)
  }

  now(deficiency: Pick<Deficiency, 'id'>): Promise<DeficiencyInCircle> {
    return this.world.given(ctx => deficiencyById(ctx, deficiency.id))
  }
  /** The page that says what merging them will do. */
  look(from: Deficiency = this.from, to: Deficiency = this.to, browser = this.coordinator): Promise<Page> {
    return browser.get(`/systemfel/${from.number}/sla-ihop?med=${to.number}`)
  }
  async merge(from: Deficiency = this.from, to: Deficiency = this.to): Promise<Page> {
    return (await this.look(from, to)).form('Slå ihop').submit()
  }
  async undo(at: Deficiency = this.from): Promise<Page> {
    const page = await this.coordinator.get(`/systemfel/${at.number}/dela`)
    return page.form('Ångra sammanslagningen').submit()
  }
  async mergeOf(from: Deficiency = this.from): Promise<Merge> {
    const links = await this.world.rows(deficiencyLinks, { kind: 'same', fromId: from.id })
    return links.find(({ undoneAt }) => undoneAt === null) as Merge
  }

  async act(deficiency: Deficiency, act: Act): Promise<void> {
    await this.world.given(async ctx => changeState(ctx, await deficiencyById(ctx, deficiency.id), act))
  }
  async asked(deficiency: Deficiency, byGroup = false): Promise<string> {
    const { office, group, contact } = this.board
    const { id } = await this.world.given(ctx =>
      askAgency(ctx, {
        ...{ deficiency, contactId: contact.id, question: 'Hur ser ni till att den som ringer får svar?' },
        ...{ termDays: 30, groupId: byGroup ? group.id : null, officeId: office.id },
      }),
    )
    return id
  }
  async acting(deficiency: Deficiency, state: 'proposed' | 'accepted' = 'accepted'): Promise<string> {
    const { id } = await this.world.given(ctx =>
      assignAction(ctx, {
        ...{ deficiencyId: deficiency.id, kind: 'routine', description: 'Inför telefontid varje dag.' },
        ...{ organisationId: this.board.agency.id, dueDay: '2027-01-15', state },
      }),
    )
    return id
  }
}
