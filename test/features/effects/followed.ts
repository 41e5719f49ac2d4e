import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { askEffects } from '#src/features/effects/ask-effects.job.ts'
import { type EffectWord, effectWords } from '#src/features/effects/effect.entity.ts'
import { type EffectCheck, effectChecks } from '#src/features/meetings/decision.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { addDays, instantAt } from '#src/kernel/days.ts'
import type { Page } from '#test/support/page.ts'
import type { Browser, World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'

/** Answers accepted at the meeting of 21 November 2026: the checks are on 21 February and 21 August. */
export const FIRST = '2027-02-21'
export const LAST = '2027-08-21'

/** A systemfel that two ombud have reported, whose answer the group has accepted. */
export class Followed {
  readonly world: World
  readonly board: Board
  readonly deficiency: Deficiency
  readonly one: Person
  readonly other: Person
  readonly coordinator: Person
  private constructor(all: Pick<Followed, 'world' | 'board' | 'deficiency' | 'one' | 'other' | 'coordinator'>) {
    this.world = all.world
    this.board = all.board
    this.deficiency = all.deficiency
    this.one = all.one
    this.other = all.other
    this.coordinator = all.coordinator
  }

  static async of(world: World, reporters: 1 | 2 = 2): Promise<Followed> {
    const board = await Board.of(world)
    const { given, office } = board
    const other = await given.person([{ role: 'ombud', officeId: office.id }], { name: 'Olle Ombud' })
    const coordinator = await given.person([{ role: 'coordinator', officeId: office.id }], { name: 'Siv Samordnare' })
    const deficiency = await board.deficiency()
    await board.report(deficiency)
    if (reporters === 2) await board.report(deficiency, { ombudId: other.id })
    const { meeting } = await board.open()
    const items = await board.items(meeting)
    const nr = items.findIndex(({ deficiencyId }) => deficiencyId === deficiency.id) + 1
    await board.decide(meeting, nr, 'accept')
    return new Followed({ world, board, deficiency, one: board.ombud, other, coordinator })
  }

  /** The day comes, and the job runs in its morning. */
  async on(day: string, plus = 0): Promise<void> {
    this.world.clock.moveTo(instantAt(addDays(day, plus), '07:00'))
    await this.run()
  }
  run(): Promise<void> {
    return askEffects(this.world.works)
  }
  async state(): Promise<Deficiency['state']> {
    return (await this.world.row(deficiencies, { id: this.deficiency.id })).state
  }
  checks(): Promise<EffectCheck[]> {
    return this.world
      .rows(effectChecks, { deficiencyId: this.deficiency.id })
      .then(rows => rows.sort((one, other) => (one.dueDay < other.dueDay ? -1 : 1)))
  }
  words(): Promise<EffectWord[]> {
    return this.world.rows(effectWords)
  }
  /** How many letters of a template went to somebody. */
  async letters(template: string, to?: Person): Promise<number> {
    const mails = await this.world.mails({ template })
    return mails.filter(({ toAddress }) => to === undefined || toAddress === to.email).length
  }
  /** The link of the last letter to her. */
  async link(person: Person): Promise<string> {
    await this.world.sendMails()
    const letters = this.world.letters.filter(
      ({ to, text }) => to.address === person.email && text.includes('/effekt/'),
    )
    return new URL(/https:\/\/\S+/.exec(letters.at(-1)?.text ?? '')?.[0] ?? '').pathname
  }
  /** Opens the letter's link in a browser of her own. */
  async opened(person: Person): Promise<{ browser: Browser; page: Page }> {
    const browser = this.world.browser()
    const first = await browser.get(await this.link(person))
    return { browser, page: await first.form('Öppna frågan').submit() }
  }
  /** Answers by the letter's link. */
  async says(person: Person, answer: string, line = ''): Promise<Page> {
    const { page } = await this.opened(person)
    return page.form('Skicka svaret').submit({ answer, line })
  }
}
