import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { groups } from '#src/features/groups/group.entity.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import { type MinutesAdjuster, minutesAdjusters } from '#src/features/minutes/minutes.entity.ts'
import type { Page } from '#test/support/page.ts'
import type { Browser, World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'

export interface Reader {
  readonly browser: Browser
  readonly page: Page
}

/** A group that keeps minutes, and its held meeting: § 1 asks an agency, § 2 says what was said. */
export class Minuted {
  readonly world: World
  readonly board: Board
  readonly deficiency: Deficiency
  readonly meeting: Meeting
  private constructor(board: Board, deficiency: Deficiency, meeting: Meeting) {
    this.world = board.world
    this.board = board
    this.deficiency = deficiency
    this.meeting = meeting
  }

  static async of(world: World, kind: 'minutes' | 'notes' = 'minutes'): Promise<Minuted> {
    const board = await Board.of(world)
    await world.given(ctx => ctx.rows(groups).change(board.group.id, { minutesKind: kind }))
    await board.given.seat(board.group, { party: 'municipality' }, 'Olle Berg')
    const deficiency = await board.report(await board.deficiency({ title: 'Långa köer' }))
    const meeting = await board.plan()
    const agenda = await board.convener.get(`/moten/${meeting.id}/dagordning`)
    await agenda.form('Lägg till punkten').submit({ title: 'Nya platser' })
    await (await board.convener.get(`/moten/${meeting.id}`)).form('Öppna mötet').submit()
    await board.decide(meeting, 1, 'ask')
    await board.decide(meeting, 2, 'note', { text: 'Primärvården saknas.' })
    await board.end(meeting)
    return new Minuted(board, deficiency, meeting)
  }
  /** As `of`, and with these people asked to approve the minutes. */
  static async sent(world: World, ...emails: readonly string[]): Promise<Minuted> {
    const minuted = await Minuted.of(world)
    for (const email of emails) await minuted.name(email)
    await minuted.send()
    return minuted
  }

  page(path: string): Promise<Page> {
    return this.board.convener.get(`/moten/${this.meeting.id}${path}`)
  }
  async name(email: string, name = `Justerare ${email.split('@')[0]}`): Promise<Page> {
    return (await this.page('/justering')).form('Utse personen').submit({ name, email })
  }
  async send(): Promise<Page> {
    return (await this.page('/justering')).form('Skicka till justerarna').submit()
  }
  /** The text of a § by hand. */
  async write(nr: number, text: string): Promise<Page> {
    return (await this.page(`/protokoll/${nr}`)).form('Spara texten').submit({ text })
  }
  adjuster(email: string): Promise<MinutesAdjuster> {
    return this.world.row(minutesAdjusters, { meetingId: this.meeting.id, email })
  }
  now(): Promise<Meeting> {
    return this.board.meeting()
  }

  /** What the letters to an address said last of something. */
  async #lastOf(email: string, sought: RegExp): Promise<string> {
    await this.world.sendMails()
    const texts = this.world.letters.filter(({ to }) => to.address === email).map(({ text }) => text)
    const found = texts.flatMap(text => sought.exec(text)?.[1] ?? []).at(-1)
    if (found === undefined) throw new Error(`No ${sought} was mailed to ${email}`)
    return found
  }
  link(email: string): Promise<string> {
    return this.#lastOf(email, /https:\/\/[^/]+(\/justera\/\S+)/)
  }
  /** The code that was mailed last. */
  code(email: string): Promise<string> {
    return this.#lastOf(email, /Din kod är (\d{6})\./)
  }
  /** The minutes before somebody who has opened her link. */
  async open(email: string): Promise<Reader> {
    const browser = this.world.browser()
    const first = await browser.get(await this.link(email))
    return { browser, page: await first.form('Läs protokollet').submit() }
  }
  /** As `open`, with a code asked for; gives the page with its box. */
  async coded(email: string): Promise<Reader> {
    const { browser, page } = await this.open(email)
    return { browser, page: await page.form('Skicka en kod till mig').submit() }
  }
  /** All the way: read, code asked for, approved. */
  async approve(email: string): Promise<Page> {
    const { page } = await this.coded(email)
    return page.form('/justera/godkann').submit({ code: await this.code(email) })
  }
}

/** The form under a part of the minutes. */
export const objectionForm = (page: Page, heading: string) => {
  const form = page
    .postForms()
    .filter(({ action }) => action === '/justera/synpunkt')
    .find(({ fields }) => page.$(`#del-${fields['part']}`).text().includes(heading))
  if (form === undefined) throw new Error(`No form under ${heading}: ${page.text.slice(0, 500)}`)
  return form
}
/** A code that is not the given one. */
export const wrong = (code: string, by = 1): string => String((Number(code) + by) % 1_000_000).padStart(6, '0')
