import { expect } from 'chai'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { indexDeficiency } from '#src/features/search/findable.ts'
import { type SearchEntry, searchEntries } from '#src/features/search/search-entry.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { deficiencyOf } from '../deficiencies/made.ts'
import { fileReport } from '../observations/filed.ts'
import { hits, hitsOn, marksOn, searched, totalOn } from './found.ts'

describe('Search', () => {
  let world: World
  let given: Given
  let office: Office
  let ombud: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office(
      { name: 'PO Granåsen' },
      { municipality: await given.municipality({ name: 'Granåsen' }) },
    )
    ombud = await given.as('ombud', { officeId: office.id })
  })
  const make = (title: string, description = 'Så är det.', columns: Partial<Deficiency> = {}): Promise<Deficiency> =>
    deficiencyOf(world, office, { title, description }, columns)
  /** As it is stored now, with columns that no form sets. */
  const reindexed = (id: string) =>
    world.given(async ctx => indexDeficiency(ctx, await ctx.rows(deficiencies).get({ id })))

  it('is reached from every page by the box in its header, without a script', async () => {
    await make('Lång väntan på god man')
    const page = await (await ombud.get('/rapporter')).form('Sök').submit({ q: 'god man' })
    expect(page.path).to.equal('/sok?q=god+man')
    expect(hitsOn(page)).to.deep.equal(['Lång väntan på god man'])
    expect(page.$('header form[role=search]')).to.have.length(0)
    expect(page.form('Sök').fields).to.include({ q: 'god man', slag: '' })
  })

  it('shows what it found, with the words marked, its state, where it is met and when', async () => {
    const { number } = await make('Väntetid hos Överförmyndaren', 'Väntetiderna är långa. FK hänvisar vidare.')
    const page = await searched(ombud, 'överförmyndare väntetid')
    expect(totalOn(page)).to.equal('1 träff')
    expect(marksOn(page)).to.deep.equal(['Väntetid', 'Överförmyndaren', 'Väntetiderna'])
    for (const shown of ['Systemfel', 'Ny', number, 'Granåsen', '21 november 2026']) expect(page.text).to.contain(shown)
    expect((await page.follow('Väntetid hos')).path).to.equal(`/systemfel/${number}`)
  })

  it('shows markup that somebody wrote as text', async () => {
    await make('<b>Fetbrist</b> & bostad', '<script>alert(1)</script> bostad')
    const page = await searched(ombud, 'bostad <script>')
    expect(page.$('main script, main b')).to.have.length(0)
    expect((await searched(ombud, 'bostad')).text).to.contain('<b>Fetbrist</b> & bostad')
  })

  describe('finds words', () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['in any inflection', 'Väntetiderna är långa', 'väntetid'],
      ['in the definite form', 'Ärendet ligger', 'ärenden'],
      ['whatever their case, å ä ö too', 'ÖVERFÖRMYNDAREN svarar inte', 'överförmyndare'],
      ['typed in capitals', 'Ångest på öppenvården', 'ÅNGEST ÖPPENVÅRDEN'],
      ['by their beginning', 'Lång handläggningstid', 'handläggn'],
      ['by what they mean: an abbreviation', 'Försäkringskassan nekar', 'FK'],
      ['by what they mean: in full', 'FK nekar', 'försäkringskassan'],
      ['by what they mean: SIP', 'Samordnad individuell plan saknas', 'sip'],
      ['by what they mean: everyday words', 'Hemstödet räcker inte', 'boendestöd'],
      ['by the last part of a compound', 'Bostadsbristen är stor', 'bostad'],
      ['as a phrase', 'Det saknas gode män', 'god man'],
      ['among words for the thing itself', 'Skulder växer', 'systemfel skulder'],
      ['among words that say nothing', 'Skulder växer', 'hur är det med skulder'],
    ]
    for (const [claim, title, words] of cases)
      it(claim, async () => {
        await make(title)
        await make('Något helt annat om tolkar')
        expect(await hits(ombud, words)).to.deep.equal([title])
      })

    it('and not others that differ by å, ä or ö', async () => {
      await make('Far väntar')
      await make('Fär väntar')
      await make('Bar och bår')
      expect(await hits(ombud, 'far')).to.deep.equal(['Far väntar'])
      expect(await hits(ombud, 'fär')).to.deep.equal(['Fär väntar'])
    })

    it('only where all of them stand', async () => {
      await make('Skulder och bostad')
      await make('Skulder och tolk')
      expect(await hits(ombud, 'skulder bostad')).to.deep.equal(['Skulder och bostad'])
      expect(await hits(ombud, 'skulder bostad cykel')).to.deep.equal([])
    })

    it('in references, sources and diary numbers', async () => {
      const { id } = await make('Krav på intyg', 'Så.', {
        ...{ source: 'Stockholm 2016, s. 9', externalReference: 'AV-17', diaryNumber: 'SOC 2024/0123' },
      })
      await reindexed(id)
      for (const words of ['stockholm 2016', 'av-17', 'soc 2024/123', '2024/0123'])
        expect(await hits(ombud, words), words).to.deep.equal(['Krav på intyg'])
    })

    it('typed and literal before meant, in the title before the text, the latest first', async () => {
      await make('Kassan', 'Så.')
      await make('Om annat', 'Försäkringskassan svarar.')
      await make('FK svarar inte')
      await make('Om ännu annat', 'FK svarar inte.')
      await make('Försäkringskassan dröjer')
      const found = await hits(ombud, 'FK')
      expect(found).to.deep.equal(['FK svarar inte', 'Om ännu annat', 'Försäkringskassan dröjer', 'Kassan', 'Om annat'])
    })
  })

  describe('takes a number', () => {
    it('to the thing itself, first of all', async () => {
      const first = await make('Första')
      await make(`Ny version av ${first.number}`)
      for (const typed of [first.number, first.number.toLowerCase(), '2026-1', 'sf 2026-0001', '1'])
        expect((await hits(ombud, typed))[0], typed).to.equal('Första')
      expect(await hits(ombud, first.number)).to.deep.equal(['Första', `Ny version av ${first.number}`])
    })

    it('of a report as well', async () => {
      const { number } = await fileReport(world, ombud)
      expect((await hits(ombud, String(number)))[0]).to.equal(`Rapport ${number}`)
    })
  })

  it('keeps to one kind when asked to', async () => {
    await make('Skulder växer')
    const report = await fileReport(world, ombud, { text: 'Skulder växer för var månad.' })
    const title = `Rapport ${report.number}`
    expect(await hits(ombud, 'skulder')).to.have.members(['Skulder växer', title])
    expect(await hits(ombud, 'skulder', '&slag=systemfel')).to.deep.equal(['Skulder växer'])
    expect(await hits(ombud, 'skulder', '&slag=rapporter')).to.deep.equal([title])
    expect(await hits(ombud, 'skulder', '&slag=svar')).to.deep.equal([])
    expect(await hits(ombud, 'skulder', '&slag=__proto__')).to.have.length(2)
    const page = await searched(ombud, 'skulder', '&slag=rapporter')
    expect(page.form('Sök').fields).to.include({ slag: 'rapporter' })
  })

  it('finds a merged systemfel, and says where it lives on', async () => {
    const living = await make('Bostad saknas')
    const merged = await make('Brist på bostäder')
    await world.given(ctx => ctx.rows(deficiencies).change(merged.id, { state: 'merged', mergedIntoId: living.id }))
    const page = await searched(ombud, 'bostad')
    expect(hitsOn(page)).to.have.members(['Bostad saknas', 'Brist på bostäder'])
    expect(page.text).to.contain('Sammanslaget').and.contain(`Lever vidare i ${living.number}`)
  })

  describe('when there is nothing to show', () => {
    const empty = async (q: string) => (await searched(ombud, q)).$('.app-empty').text()

    it('asks what one is looking for', async () => {
      expect((await ombud.get('/sok')).text).to.contain('Vad letar du efter?')
    })
    it('explains the words for the thing itself', async () => {
      await make('Skulder')
      for (const word of ['systemfel', 'Systembrist', 'brist', 'avvikelser'])
        expect(await empty(word), word).to.contain('ord för samma sak')
    })
    it('says so of words that stand everywhere', async () => {
      expect(await empty('och det')).to.contain('Orden säger för lite')
      expect(await empty('"*()')).to.contain('Orden säger för lite')
    })
    it('says what to try', async () => {
      expect(await empty('cykelställ')).to.contain('Prova med färre eller andra ord')
    })
    it('guesses what was meant, when that is found', async () => {
      await make('Krav på läkarintyg')
      const page = await searched(ombud, 'läkaritnyg krav')
      expect(page.text).to.contain('Menade du läkarintyg krav?')
      expect(hitsOn(await page.follow('läkarintyg krav'))).to.deep.equal(['Krav på läkarintyg'])
      expect((await searched(ombud, 'boendstöd')).text).to.not.contain('Menade du')
      expect((await searched(ombud, 'läkarintyg')).text).to.not.contain('Menade du')
    })
  })

  it('leads through all hits, each once, twenty at a time', async function () {
    this.timeout(60_000)
    const made = 131
    for (let nr = 0; nr < made; nr++) await make(`Bostad ${nr}`)
    const first = await searched(ombud, 'bostad')
    expect(totalOn(first)).to.equal(`${made} träffar`)
    expect(first.text).to.contain('De nyaste träffarna visas först')
    const pages = await pagesFrom(first)
    expect(pages.map(page => hitsOn(page).length)).to.deep.equal([20, 20, 20, 20, 20, 20, 11])
    expect(new Set(pages.flatMap(hitsOn)).size).to.equal(made)
    const older = pages[5] as Page
    expect(totalOn(older)).to.equal(`${made - 100} träffar`)
    expect(hitsOn(await older.follow('Till de nyaste träffarna'))).to.deep.equal(hitsOn(first))
  })

  /** The page and all that follow it. */
  async function pagesFrom(first: Page): Promise<Page[]> {
    const pages = [first]
    for (let next = nextOf(first); next !== undefined; next = nextOf(pages.at(-1) as Page))
      pages.push(await ombud.get(next))
    return pages
  }
  const nextOf = (page: Page): string | undefined => page.$('.govuk-pagination__next a').attr('href')

  it('counts no further than a thousand', async () => {
    for (let nr = 0; nr < 20; nr++) await make(`Bostad ${nr}`)
    await world.given(async ctx => {
      const rows = ctx.rows(searchEntries)
      const [entry] = (await rows.all()) as [SearchEntry]
      // Older ones, of which the first page shows none.
      await rows.insertAll(
        Array.from({ length: 1_000 }, (_, at) => ({
          ...entry,
          ...{ id: ctx.newId(), subjectId: ctx.newId(), seq: -at, head: 0 },
        })),
      )
    })
    const page = await searched(ombud, 'bostad')
    expect(hitsOn(page)).to.have.length(20)
    expect(totalOn(page)).to.equal(`Fler än ${new Intl.NumberFormat('sv-SE').format(1000)} träffar`)
  })

  it('is in English for whoever reads that', async () => {
    const reader = await given.browserOf(await given.person([{ role: 'ombud', officeId: office.id }], { locale: 'en' }))
    await make('Bostad')
    expect((await searched(reader, 'bostad')).text).to.contain('1 hit')
  })
})
