import { expect } from 'chai'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { givenDeficiency } from '../features/observations/filed.ts'

const NEXT = 'Spara och fortsätt'
type Filled = Readonly<Record<string, string | readonly string[]>>

/** Somebody who files, and what it costs her: each page she sees, each thing she has to fill in or press. */
class Effort {
  readonly pages: string[] = []
  readonly filled: string[] = []
  taps = 0
  #page: Page
  constructor(page: Page) {
    this.#page = page
  }

  get page(): Page {
    return this.#page
  }
  async follow(link: string): Promise<void> {
    this.#came(await this.#page.follow(link))
  }
  /** Fills in what is given and presses the button; everything else stays as the page has it. */
  async send(button: string, filled: Filled = {}): Promise<void> {
    this.filled.push(...Object.keys(filled))
    this.#came(await this.#page.form(button).submit(filled))
  }
  #came(page: Page): void {
    expect(page.status, page.errors.join()).to.equal(200)
    this.taps += 1
    this.pages.push(page.heading)
    this.#page = page
  }
}

describe('What filing costs an ombud with a phone between two visits', () => {
  let world: World
  let given: Given
  let office: Office
  let ombud: Browser
  let known: Deficiency
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    ombud = await given.as('ombud', { officeId: office.id })
    known = await givenDeficiency(world, office)
  })
  const from = async (path: string): Promise<Effort> => new Effort(await ombud.get(path))

  const STEPS: readonly (readonly [string, Filled])[] = [
    [NEXT, { whatHappened: 'Ingen svarar i telefon på hela veckan.' }],
    ['Det är nytt', {}],
    [NEXT, { unknown: 'ja' }],
    [NEXT, { level: 'unsure' }],
    [NEXT, { firstMonth: '2026-10', clientBand: '1', severity: 'hinders' }],
    ['Skicka rapporten', { noClientData: 'ja' }],
  ]
  it('a new report (≤ 4 minutes): seven pages from the start page to the receipt, seven things to fill in', async () => {
    const effort = await from('/')
    await effort.follow('Rapportera ett hinder')
    for (const [button, filled] of STEPS) await effort.send(button, filled)
    expect(effort.pages).to.have.length(7)
    expect(effort.pages.at(-1)).to.equal('Rapporten är mottagen')
    expect(effort.filled).to.have.length(7)
    expect((await world.rows(observations))[0]?.state).to.equal('sent')
  })

  it('asks for each of the seven, and for nothing else', async () => {
    let page = await ombud.get('/rapportera')
    for (const [button, filled] of STEPS) {
      for (const name of Object.keys(filled)) {
        const { [name]: _, ...others } = filled
        const without = await page.form(button).submit(others)
        expect(without.status, `${page.heading} without ${name}`).to.equal(422)
      }
      page = await page.form(button).submit(filled)
      expect(page.status).to.equal(200)
    }
  })

  it('“samma här” from the list (≤ 20 seconds): two pages, nothing that has to be chosen, three taps', async () => {
    const effort = await from('/systemfel')
    await effort.follow(known.title)
    await effort.follow('Samma här')
    await effort.send('Skicka samma här')
    expect(effort.pages).to.deep.equal([known.title, 'Samma här', 'Rapporten är mottagen'])
    expect([effort.taps, effort.filled.length]).to.deep.equal([3, 0])
  })

  it('“samma här” while a report is written: one tap where it is found', async () => {
    const effort = await from('/rapportera')
    await effort.send(NEXT, { whatHappened: 'Det tar över ett år att få en god man.' })
    await effort.send('Skicka samma här: ')
    expect(effort.pages.at(-1)).to.equal('Rapporten är mottagen')
    expect([effort.taps, effort.filled]).to.deep.equal([2, ['whatHappened']])
  })

  it('the monthly check (≤ 60 seconds): one page and its receipt, a tick for each that was met', async () => {
    const more = [await givenDeficiency(world, office, { title: 'Boendestöd uteblir' }), known]
    const effort = await from('/')
    await effort.follow('Månadsavstämning')
    await effort.send('Spara avstämningen', { deficiencyIds: more.map(({ id }) => id) })
    expect(effort.pages).to.deep.equal([
      'Månadsavstämning för november 2026',
      'Avstämningen för november 2026 är sparad',
    ])
    expect(effort.filled).to.deep.equal(['deficiencyIds'])
    expect(await world.rows(observations, { state: 'linked' })).to.have.length(2)
  })

  it('the monthly check when nothing was met: one tap', async () => {
    const effort = await from('/manadsavstamning')
    await effort.send('Jag har inte mött något')
    expect([effort.taps, effort.filled]).to.deep.equal([1, []])
  })

  it('a quick note: one line on the start page, one tap', async () => {
    const effort = await from('/')
    await effort.send('Spara noteringen', { whatHappened: 'Boendestödet uteblev tre veckor i rad' })
    expect([effort.pages, effort.filled]).to.deep.equal([['Mina rapporter'], ['whatHappened']])
  })
})
