import { type CallInvitation, callInvitations } from '#src/features/calls/call.entity.ts'
import { type Seat, type SeatHolder, seatHolders } from '#src/features/groups/group.entity.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import type { Letter } from '#src/mail/transport.ts'
import type { Page } from '#test/support/page.ts'
import type { Browser, World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'

export const VERA = 'vera@fk.test'
export const SIV = 'siv@fk.test'
export const OLLE = 'olle@kommun.test'

/** A planned meeting of a group with two seats: Vera for the agency, with Siv as substitute, and Olle for the municipality. */
export class Called {
  readonly world: World
  readonly board: Board
  readonly agencySeat: Seat
  readonly meeting: Meeting
  private constructor(world: World, board: Board, agencySeat: Seat, meeting: Meeting) {
    this.world = world
    this.board = board
    this.agencySeat = agencySeat
    this.meeting = meeting
  }

  static async of(world: World, day = '2026-12-10'): Promise<Called> {
    const board = await Board.of(world)
    const { given, group, agency } = board
    const seat = await given.seat(group, { party: 'insurance_agency', organisationId: agency.id }, 'Vera Lind')
    await given.seat(group, { party: 'municipality' }, 'Olle Berg')
    await given.seat(group, { party: 'psychiatry', state: 'vacant' })
    await reach(world, 'Vera Lind', VERA)
    await reach(world, 'Olle Berg', OLLE)
    await substitute(world, seat, 'Siv Ek', SIV)
    return new Called(world, board, seat, await board.plan(day))
  }

  get path(): string {
    return `/moten/${this.meeting.id}/kallelse`
  }
  page(browser = this.board.convener): Promise<Page> {
    return browser.get(this.path)
  }
  async call(): Promise<Page> {
    const page = await (await this.page()).form('till mötet').submit()
    await this.world.sendMails()
    return page
  }
  async change(values: Readonly<Record<string, string>>): Promise<Page> {
    const form = (await this.board.convener.get(`/moten/${this.meeting.id}/andra`)).form('Spara ändringen')
    const page = await form.submit(values)
    await this.world.sendMails()
    return page
  }
  async cancel(reason = 'För få kan komma.'): Promise<Page> {
    const form = (await this.board.convener.get(`/moten/${this.meeting.id}/stall-in`)).form('Ställ in mötet')
    const page = await form.submit({ reason })
    await this.world.sendMails()
    return page
  }
  /** The page behind the last link that was mailed to an address, in a browser of its own. */
  async opened(address: string, browser = this.world.browser()): Promise<{ browser: Browser; page: Page }> {
    const first = await browser.get(this.world.lastLink(address))
    return { browser, page: await first.form('Öppna kallelsen').submit() }
  }
  async answer(address: string, values: Readonly<Record<string, string>>): Promise<Page> {
    const { page } = await this.opened(address)
    const done = await page.form('/kallelse').submit(values)
    await this.world.sendMails()
    return done
  }
  async invitation(name: string): Promise<CallInvitation> {
    const holder = await this.world.row(seatHolders, { name })
    return this.world.row(callInvitations, { meetingId: this.meeting.id, holderId: holder.id })
  }
  /** Subjects of the letters to an address, oldest first. */
  subjects(address: string): string[] {
    return this.lettersTo(address).map(({ subject }) => subject)
  }
  lettersTo(address: string): Letter[] {
    return this.world.letters.filter(({ to }) => to.address === address)
  }
}

export const reach = (world: World, name: string, email: string | null): Promise<number> =>
  world.given(ctx => ctx.rows(seatHolders).changeAll({ name }, { email }))

export const substitute = (world: World, seat: Seat, name: string, email: string): Promise<SeatHolder> =>
  world.given(ctx =>
    ctx.rows(seatHolders).insert({
      ...{ id: ctx.newId(), seatId: seat.id, name, email, personId: null, substitute: true, shared: null },
      ...{ fromDay: '2020-01-01', toDay: null, version: 1 },
    }),
  )
