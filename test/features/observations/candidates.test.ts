import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { LEVELS, THEMES } from '#src/features/deficiencies/words.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { givenDecision, givenDeficiency } from './filed.ts'

interface Seed {
  readonly id: string
  readonly text: string
  readonly level: string | null
  readonly theme: readonly string[]
}
const fixture = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8')) as T
const SEEDS = fixture<Seed[]>('seed-deficiencies')
const UNRELATED = fixture<string[]>('unrelated-texts')

/** Three real cases in other words. */
const REWORDED = {
  'seed-006': 'Det dröjer mycket länge innan överförmyndaren hittar en lämplig god man.',
  'seed-009': 'För att få försörjningsstöd krävs så många papper och handlingar att klienten inte klarar ansökan.',
  'seed-010': 'FK och socialtjänsten vill ha fler och fler läkarintyg, men det finns inga läkare som kan skriva dem.',
}

describe('Candidates for a report', () => {
  let world: World
  let given: Given
  let office: Office
  let browser: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    browser = await given.as('ombud', { officeId: office.id })
  })

  const described = async (text: string): Promise<Page> =>
    (await browser.get('/rapportera')).form('Spara och fortsätt').submit({ whatHappened: text })
  const titles = (page: Page): string[] =>
    page
      .$('.app-card__title')
      .toArray()
      .map(title => page.$(title).text().trim())

  async function importSeeds(): Promise<void> {
    const elsewhere = await given.office()
    for (const { id, text, level, theme } of SEEDS)
      await givenDeficiency(world, elsewhere, {
        title: id,
        description: text,
        level: LEVELS.find(known => known === level) ?? 'local',
        themes: THEMES.filter(known => theme.includes(known)),
      })
  }

  it('hold the seed case that was told in other words, among at most five, and none for something else', async () => {
    await importSeeds()
    for (const [seed, text] of Object.entries(REWORDED)) {
      const found = titles(await described(text))
      expect(found, text).to.include(seed)
      expect(found.length).to.be.at.most(5)
    }
    for (const text of UNRELATED.slice(0, 5)) {
      const page = await described(text)
      expect(titles(page), text).to.deep.equal([])
      expect(page.text).to.contain('Vi hittade inget systemfel')
    }
  })

  it('show of another circle its title, level, state, organisations and decision, and nothing else', async () => {
    const agency = await given.organisation({ name: 'Överförmyndaren' })
    const elsewhere = await given.office({ name: 'PO i Grannköping' })
    const secret = 'Det tar över ett år att få en god man i hemliga kvarteret.'
    const { id } = await givenDeficiency(world, elsewhere, { description: secret, organisationIds: [agency.id] })
    await givenDecision(world, given, elsewhere, id, '2026-10-20')
    const page = await described('Det tar över ett år att få god man')
    for (const shown of ['Lång väntan på god man', 'Lokal nivå', 'Överförmyndaren', 'Ny', 'SF-2026-0001'])
      expect(page.text).to.contain(shown)
    expect(page.text).to.contain('Beslut 20 oktober 2026: Notera och bevaka')
    for (const hidden of ['hemliga kvarteret', 'Grannköping', 'Vi bevakar det'])
      expect(page.html).to.not.contain(hidden)
  })

  it('are never a merged systemfel, and tell when one is closed for good', async () => {
    const living = await givenDeficiency(world, office)
    const merged = await givenDeficiency(world, office)
    const old = await givenDeficiency(world, office)
    await world.given(async ctx => {
      const rows = ctx.rows(deficiencies)
      await rows.change(merged.id, { state: 'merged', mergedIntoId: living.id, closedAt: ctx.now })
      await rows.change(old.id, { state: 'closed', closedAt: new Date('2024-10-01T12:00:00Z') })
    })
    const page = await described('Det tar över ett år att få god man')
    expect(page.text).to.contain(living.number).and.contain(old.number).and.not.contain(merged.number)
    expect(page.text).to.contain('Avslutat för mer än två år sedan')
    const buttons = page.$('button[name=choice]').toArray()
    expect(buttons.map(button => page.$(button).attr('value'))).to.deep.equal([living.number, 'nytt'])
  })

  it('are five at most, however many are alike', async () => {
    for (let made = 0; made < 12; made += 1) await givenDeficiency(world, office)
    const page = await described('Det tar över ett år att få god man')
    expect(titles(page)).to.have.length(5)
  })
})
