import { expect } from 'chai'
import { exportTurns } from '#src/documents/export-turns.ts'
import { deficiencies, OPEN_STATES } from '#src/features/deficiencies/deficiency.entity.ts'
import { exportedDeficiencies } from '#src/features/deficiencies/deficiency-export.queries.ts'
import { PAGE_SIZE } from '#src/features/deficiencies/deficiency-list.queries.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { findActor } from '#src/features/people/person.queries.ts'
import type { Actor } from '#src/kernel/actor.ts'
import { parseCsv } from '#test/support/csv.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { type ReadCell, readXlsx } from '#test/support/xlsx.ts'
import { ANYTHING, deficiencyOf, reportOn } from './made.ts'
import { type Choices, NaiveList } from './naive-list.ts'
import { diceFrom, RandomList, type Reader, VALUES } from './random-list.ts'

type Line = readonly string[]
const MONTHS = 'januari februari mars april maj juni juli augusti september oktober november december'.split(' ')

/** The cells of the page, as read. */
const linesOf = (page: Page): Line[] =>
  page
    .$('tbody tr')
    .toArray()
    .map(row =>
      page
        .$(row)
        .find('th, td')
        .toArray()
        .map(cell => page.$(cell).text().replace(/\s+/g, ' ').trim()),
    )

/** A line of a file put together as the page has it. */
function asOnPage(cells: Line): Line {
  const [
    number = '',
    title = '',
    source = '',
    fictitious = '',
    level = '',
    inferred = '',
    body = '',
    state = '',
    ...more
  ] = cells
  const [since = '', reports = '', period = '', days = '', late = ''] = more
  const [year = '', month = '', day = ''] = since.split('-')
  const join = (...parts: readonly string[]): string => parts.filter(part => part !== '').join(' ')
  return [
    join(title, [number, fictitious && 'Påhittat exempel', source].filter(Boolean).join(' · ')),
    join(level, inferred && 'nivå satt i efterhand'),
    body,
    `${state} sedan ${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`,
    join(reports, period),
    days === '' ? '–' : join(days, late && 'svarstiden har gått ut'),
  ]
}
const asText = (cell: ReadCell | undefined): string =>
  cell === null || cell === undefined ? '' : typeof cell === 'object' ? cell.day : String(cell)

describe('The list as a file', () => {
  let world: World
  let given: Given
  let office: Office
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office({ slug: 'har', name: 'PO här' })
  })

  const csvLines = async (browser: Browser, query = ''): Promise<{ header: Line; lines: Line[]; footer: Line[] }> => {
    const [header = [], ...rest] = parseCsv(await browser.download(`/systemfel.csv${query}`))
    const end = rest.findIndex(line => line.every(cell => cell === ''))
    return { header, lines: rest.slice(0, end), footer: rest.slice(end + 1) }
  }

  it('has a column for each thing that the page says of a row', async () => {
    const anna = await given.person([{ role: 'ombud', officeId: office.id }])
    const browser = await given.browserOf(anna)
    const made = { title: '=SUM(A1)', source: 'Tyresö 2023', levelInferred: true, fictitious: true }
    const { id } = await deficiencyOf(world, office, made)
    await reportOn(world, await world.row(deficiencies, { id }), office, anna)
    const { header, lines } = await csvLines(browser)
    expect(header).to.deep.equal([
      ...['Nummer', 'Systemfel', 'Källa', 'Påhittat exempel', 'Nivå', 'Nivå satt i efterhand', 'Ansvarar', 'Läge'],
      ...['I läget sedan', 'Rapporter', 'Mött', 'Dagar utan svar', 'Svarstiden har gått ut'],
    ])
    expect(lines, 'I6: no spreadsheet takes it for a formula').to.deep.equal([
      [
        ...['SF-2026-0001', "'=SUM(A1)", 'Tyresö 2023', 'ja', 'Lokal nivå', 'ja', 'Ingen angiven', 'Ny', '2026-11-21'],
        ...['1', 'mars 2026 – september 2026', '', ''],
      ],
    ])
    const xlsx = readXlsx(await browser.download('/systemfel.xlsx'))
    expect(xlsx.rows[1]?.slice(0, 11)).to.deep.equal([
      ...['SF-2026-0001', '=SUM(A1)', 'Tyresö 2023', 'ja', 'Lokal nivå', 'ja', 'Ingen angiven', 'Ny'],
      ...[{ day: '2026-11-21' }, 1, 'mars 2026 – september 2026'],
    ])
  })

  it('P12: says in name and footer which export it is, who made it, when and of what', async () => {
    await deficiencyOf(world, office, { title: 'Ett' })
    const person = await given.person([{ role: 'coordinator', officeId: office.id }], { name: 'Eva Hemlig' })
    const browser = await given.browserOf(person)
    const query = '?niva=lokal&sortering=nummer&okand=x'
    const { footer } = await csvLines(browser, query)
    const said = footer.map(([line]) => line)
    expect(said[0]).to.match(/^Export-id: [a-z0-9]{12}$/)
    expect(said.slice(1)).to.deep.equal([
      `Användare: ${person.id}`,
      'Tid: 2026-11-21 09:00 UTC',
      'Urval: Läge: Öppna. Nivå: Lokal nivå. Ordning: Högsta nummer',
    ])
    const id = said[0]?.slice(-12)
    const answer = await browser.raw('get', `/systemfel.xlsx${query}`)
    expect(answer.headers['content-disposition']).to.equal(
      `attachment; filename=systemfel-2026-11-21t09-00-utc-lokal-niva-hogsta-nummer-${id}.xlsx`,
    )
    expect(answer.headers['content-type']).to.contain('spreadsheetml.sheet')
    const xlsx = readXlsx(await browser.download(`/systemfel.xlsx${query}`))
    expect(xlsx.rows.slice(-4).map(([line]) => line)).to.deep.equal(said)
    const other = await csvLines(await given.as('coordinator', { officeId: office.id }), query)
    expect(other.footer[0]?.[0], 'another person, another id').to.not.equal(said[0])
  })

  it('is Swedish, whatever language its reader has chosen, and marks made-up examples', async () => {
    await deficiencyOf(world, office, { title: 'Ett', fictitious: true })
    const person = await given.person([{ role: 'ombud', officeId: office.id }])
    await world.given(ctx => ctx.rows(people).change(person.id, { locale: 'en' }))
    const browser = await given.browserOf(person)
    expect((await browser.get('/systemfel')).text).to.contain('Download the list')
    const { header, footer } = await csvLines(browser)
    expect(header[0]).to.equal('Nummer')
    expect(footer[0]?.[0]).to.equal('Påhittat exempel')
  })

  it('is for those who see the list', async () => {
    const admin = await given.as('admin')
    for (const file of ['csv', 'xlsx']) {
      expect((await admin.raw('get', `/systemfel.${file}`)).status).to.equal(403)
      expect((await world.browser().get(`/systemfel.${file}`)).path).to.match(/^\/logga-in/)
    }
  })

  it('A7: has ten thousand rows at most, one at a time for each person, two at once in all', async () => {
    for (let nr = 0; nr < 4; nr++) await deficiencyOf(world, office)
    const person = await given.person([{ role: 'ombud', officeId: office.id }])
    const actor = (await world.db.read(em => findActor(em, world.db.dialect, person.id))) as Actor
    const read = (most: number) =>
      world.works.read(actor, ctx => exportedDeficiencies(ctx, { ...ANYTHING, states: OPEN_STATES }, 'andrat', most))
    expect(await read(4)).to.have.length(4)
    expect(await read(3)).to.equal(null)
    const browser = await given.browserOf(person)
    const own = exportTurns.take(person.id)
    const busy = await browser.get('/systemfel.csv')
    expect(busy.status).to.equal(429)
    expect(busy.text).to.contain('Du hämtar redan en fil')
    const another = exportTurns.take('another')
    own()
    const third = exportTurns.take('third')
    expect((await browser.get('/systemfel.xlsx')).text).to.contain('Andra hämtar filer just nu')
    another()
    third()
    for (let times = 0; times < 3; times++) {
      expect((await browser.raw('get', '/systemfel.csv')).status).to.equal(200)
      expect((await browser.raw('head', '/systemfel.csv')).status).to.equal(200)
      expect((await browser.raw('get', '/systemfel.xlsx')).status).to.equal(200)
    }
  })

  describe('compared with the page and with the database', function () {
    this.timeout(300_000)
    async function pageLines(browser: Browser, choices: Choices): Promise<Line[]> {
      const lines: Line[] = []
      let page = await browser.get(`/systemfel?${new URLSearchParams({ lage: 'oppna', ...choices })}`)
      for (;;) {
        lines.push(...linesOf(page))
        const next = page.$('.govuk-pagination__next a').attr('href')
        if (next === undefined) return lines
        page = await browser.get(next)
      }
    }

    function rolled(name: string, dice: (below: number) => number): string {
      const all = VALUES[name] ?? ['']
      return all[dice(all.length)] ?? ''
    }

    async function compare(browser: Browser, choices: Choices, wanted: Line, claim: string): Promise<void> {
      const query = `?${new URLSearchParams(choices)}`
      const { lines } = await csvLines(browser, query)
      expect(
        lines.map(([number]) => number),
        claim,
      ).to.deep.equal(wanted)
      expect(await pageLines(browser, choices), claim).to.deep.equal(lines.map(asOnPage))
      const { rows } = readXlsx(await browser.download(`/systemfel.xlsx${query}`))
      const cells = rows.slice(1, wanted.length + 1).map(row => Array.from({ length: 13 }, (_, at) => asText(row[at])))
      expect(cells, claim).to.deep.equal(lines)
    }

    it('has, for any choices and reader, the rows of the page in its order, in CSV as in XLSX', async () => {
      const readers = await new RandomList(world, given).fill(office, 2 * PAGE_SIZE + 20)
      const naive = await NaiveList.of(world)
      const dice = diceFrom(7)
      let found = 0
      for (let nth = 0; nth < 36; nth++) {
        const [who, reader] = Object.entries(readers)[nth % 3] as [string, Reader]
        const names = Object.keys(VALUES).filter(() => dice(5) === 0)
        const choices = Object.fromEntries(names.map(name => [name, rolled(name, dice)]))
        const wanted = naive.rows(reader.actor, choices).map(({ number }) => number)
        await compare(reader.browser, choices, wanted, `${who} ${JSON.stringify(choices)}`)
        found += wanted.length
      }
      expect(found, 'rows compared').to.be.greaterThan(500)
    })
  })
})
