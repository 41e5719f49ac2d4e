import { expect } from 'chai'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'

describe('Vad hände med mina rapporter?', () => {
  let world: World
  let board: Board
  let deficiency: Deficiency
  let ombud: Browser
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    deficiency = await board.report(await board.deficiency(), { number: 'R-2026-0001' })
    ombud = await board.given.browserOf(board.ombud)
  })
  /** A row's cells by their labels, as they are read on a narrow screen. */
  const rowOf = (page: Page, number: string): Record<string, string> => {
    const row = page.$('tbody tr').filter((_, tr) => page.$(tr).find('th').text().includes(number))
    return Object.fromEntries(
      row
        .find('td')
        .toArray()
        .map(td => [page.$(td).attr('data-label') ?? '', page.$(td).text().replace(/\s+/g, ' ').trim()]),
    )
  }

  it('is found from Start, and says what to do while nothing has been sent', async () => {
    const new_ = await board.given.as('ombud', { officeId: board.office.id })
    const page = await (await new_.get('/')).follow('Steg för steg')
    expect(page.text).to.contain('Du har inte skickat någon rapport än')
    expect((await page.follow('Rapportera ett hinder')).path).to.contain('/rapportera')
  })

  it('tells each step with its day, what comes next and when', async () => {
    const { meeting } = await board.open()
    await board.decide(meeting, 1, 'ask')
    await board.end(meeting)
    await board.finish(meeting)
    const page = await ombud.get('/aterkoppling')
    const row = rowOf(page, 'R-2026-0001')
    expect(row).to.include({
      Mottagen: '21 november 2026',
      'På dagordning': '21 november 2026',
      Svar: 'väntas 21 december 2026',
      Effekt: 'inte än',
    })
    expect(row['Beslut']).to.equal('21 november 2026 § 1, Begär svar av myndighet')
    expect(row['Vad händer nu?']).to.contain('21 december 2026')
    expect(page.text).to.contain('0 av 1 har fått ett svar.')
    world.clock.moveTo('2027-01-07T09:00:00Z')
    ombud = await board.given.browserOf(board.ombud)
    expect(rowOf(await ombud.get('/aterkoppling'), 'R-2026-0001')['Svar']).to.equal('skulle ha kommit 21 december 2026')
    for (const [label, path] of [
      ['Mottagen', '/rapporter/R-2026-0001'],
      ['På dagordning', `/systemfel/${deficiency.number}`],
      ['Beslut', '/beslut/'],
    ] as const) {
      const href = page.$(`td[data-label="${label}"] a`).attr('href') ?? ''
      expect(href).to.contain(path)
      expect((await ombud.get(href)).status, href).to.equal(200)
    }
  })

  it('is narrowed in the address, and says so when nothing is left', async () => {
    await board.report(await board.deficiency(), { number: 'R-2025-0001', sentAt: new Date('2025-05-05T09:00:00Z') })
    const numbers = (page: Page): string[] =>
      page
        .$('tbody th a')
        .toArray()
        .map(a => page.$(a).text().trim())
    const page = await ombud.get('/aterkoppling')
    expect(numbers(page)).to.have.members(['R-2026-0001', 'R-2025-0001'])
    expect(numbers(await page.form('Visa').submit({ ar: '2025' }))).to.deep.equal(['R-2025-0001'])
    const none = await ombud.get('/aterkoppling?lage=effekt')
    expect(none.text).to.contain('Inga rapporter i urvalet')
    expect(numbers(await none.follow('Visa alla'))).to.have.length(2)
  })

  it('shows nobody else’s reports, and is only for those who report', async () => {
    const colleague = await board.given.as('ombud', { officeId: board.office.id })
    expect((await colleague.get('/aterkoppling')).text).to.not.contain('R-2026-0001')
    expect((await board.convener.get('/aterkoppling')).status).to.equal(403)
  })

  it('leads to what can be said, which holds no words that anybody has written', async () => {
    const page = await (await ombud.get('/aterkoppling')).follow('Det här kan du säga')
    expect(page.path).to.equal(`/aterkoppling/${deficiency.number}`)
    const said = page
      .$('.govuk-body-l')
      .toArray()
      .map(p => page.$(p).text())
    expect(said).to.deep.equal([
      'Vi har rapporterat det här hindret, utan uppgifter om dig.',
      'En grupp med flera myndigheter ska ta upp frågan. Dagen är inte bestämd.',
      'Jag berättar när något nytt händer.',
    ])
    expect(page.text).to.not.contain(deficiency.description)
    const shown = await ombud.get(`/systemfel/${deficiency.number}`)
    expect(shown.text).to.contain('Det här kan du säga')
    expect((await board.convener.get(`/systemfel/${deficiency.number}`)).text).to.not.contain('Det här kan du säga')
    const elsewhere = await board.given.as('ombud', { officeId: (await board.given.office()).id })
    expect((await elsewhere.get(`/aterkoppling/${deficiency.number}`)).status).to.equal(404)
  })
})
