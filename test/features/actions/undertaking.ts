import { type Action, actions, type TaskInvitation, taskInvitations } from '#src/features/actions/action.entity.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { type Seat, seatHolders } from '#src/features/groups/group.entity.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import type { Letter } from '#src/mail/transport.ts'
import type { Page } from '#test/support/page.ts'
import type { Browser, World } from '#test/support/world.ts'
import { reach } from '../calls/called.ts'
import { Board } from '../meetings/board.ts'

export const VERA = 'vera@fk.test'
export const CONVENER = 'gruppen@granasen.test'

/** A board on which Vera holds the agency's seat, without an account, and a meeting that proposes the agency an undertaking. */
export class Undertaking {
  readonly world: World
  readonly board: Board
  readonly seat: Seat
  readonly deficiency: Deficiency
  readonly meeting: Meeting
  private constructor(all: Pick<Undertaking, 'world' | 'board' | 'seat' | 'deficiency' | 'meeting'>) {
    this.world = all.world
    this.board = all.board
    this.seat = all.seat
    this.deficiency = all.deficiency
    this.meeting = all.meeting
  }

  /** The meeting is running, and its first item undecided. */
  static async of(world: World): Promise<Undertaking> {
    const board = await Board.of(world, { email: CONVENER })
    const { given, group, agency } = board
    const seat = await given.seat(group, { party: 'insurance_agency', organisationId: agency.id }, 'Vera Lind')
    await reach(world, 'Vera Lind', VERA)
    const deficiency = await board.report(await board.deficiency())
    const { meeting } = await board.open()
    return new Undertaking({ world, board, seat, deficiency, meeting })
  }
  /** Proposed, or accepted by a function at the meeting, which then is over and its tray empty. */
  static async decided(world: World, filled: Readonly<Record<string, string>> = {}): Promise<Undertaking> {
    const now = await Undertaking.of(world)
    await now.decide(filled)
    await now.finish()
    return now
  }

  decide(filled: Readonly<Record<string, string>> = {}): Promise<Page> {
    const task = { description: 'Ge besked inom fem dagar.', kind: 'routine', dueDay: '2027-01-15' }
    return this.board.decide(this.meeting, 1, 'commit', { ...task, ...filled })
  }
  async finish(): Promise<void> {
    await this.board.end(this.meeting)
    await this.board.finish(this.meeting)
    await this.world.sendMails()
    await this.board.later('2026-11-21T09:10:00Z')
  }

  action(): Promise<Action> {
    return this.world.row(actions, { deficiencyId: this.deficiency.id })
  }
  invitation(): Promise<TaskInvitation> {
    return this.world.row(taskInvitations, {})
  }
  get link(): string {
    return this.world.lastLink(VERA)
  }
  /** The page behind the last link that was mailed to Vera, in a browser of her own. */
  async opened(browser = this.world.browser()): Promise<{ browser: Browser; page: Page }> {
    const first = await browser.get(this.link)
    return { browser, page: await first.form('Öppna uppdraget').submit() }
  }
  /** An act of hers, all the way: the link opened, the form filled in and ticked. */
  async act(path: string, values: Readonly<Record<string, string>>, browser?: Browser): Promise<Page> {
    const { browser: hers } = await this.opened(browser)
    const form = (await hers.get(`/uppdrag/${path}`)).form(`/uppdrag/${path}`)
    const done = await form.submit({ checked: 'ja', ...values })
    await this.world.sendMails()
    return done
  }
  lettersTo(address: string): Letter[] {
    return this.world.letters.filter(({ to }) => to.address === address)
  }
  subjects(address: string): string[] {
    return this.lettersTo(address).map(({ subject }) => subject)
  }
  /** Somebody else holds the seat from a day on. */
  async replaced(day: string): Promise<void> {
    const { id } = await this.world.row(seatHolders, { name: 'Vera Lind' })
    await this.world.given(ctx => ctx.rows(seatHolders).changeAll({ id }, { toDay: day }))
  }
}
