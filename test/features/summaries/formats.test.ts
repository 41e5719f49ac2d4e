import { expect } from 'chai'
import { summaries } from '#src/features/summaries/summary.entity.ts'
import { parseCsv } from '#test/support/csv.ts'
import { readDocx } from '#test/support/docx.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { firstHalf, Story, secondHalf } from './story.ts'
import { type ReadTable, tablesOn } from './tables.ts'

const LEVELS = ['Handläggarnivå', 'Lokal nivå', 'Central nivå']
const isLines = ({ caption }: ReadTable): boolean => LEVELS.some(level => caption.startsWith(`${level}:`))
/** A dash on paper is an empty cell in CSV. */
const asCsv = (cell: string): string => (cell === '–' ? '' : cell)

/** The tables of a CSV: a caption alone on its row, the header, the rows, an empty row. */
function tablesIn(file: Buffer): ReadTable[] {
  const trimmed = parseCsv(file).map(record => record.slice(0, record.findLastIndex(cell => cell !== '') + 1))
  const starts = trimmed.flatMap((row, at) => (row.length === 1 && (trimmed[at + 1]?.length ?? 0) > 1 ? [at] : []))
  return starts.map(at => {
    const end = trimmed.findIndex((row, index) => index > at && row.length === 0)
    const width = trimmed[at + 1]?.length ?? 0
    const rows = trimmed.slice(at + 1, end).map(row => [...row, ...Array(width - row.length).fill('')])
    return { caption: trimmed[at]?.[0] ?? '', rows }
  })
}

async function inEveryFormat(browser: Browser, path: string) {
  const page = await browser.get(path)
  return {
    page,
    docx: readDocx(await browser.download(`${path}.docx`)),
    csv: tablesIn(await browser.download(`${path}.csv`)),
  }
}

/** The page's rows of systemfel, as number → cells. */
const linesOn = (page: Page): Map<string, readonly string[]> =>
  new Map(
    tablesOn(page)
      .filter(isLines)
      .flatMap(({ rows }) => rows.slice(1))
      .map(cells => [cells[0]?.split('\n')[0] ?? '', cells]),
  )

describe('A summary as page, DOCX and CSV', () => {
  let world: World
  let story: Story
  let browser: Browser
  let path: string
  beforeEach(async () => {
    world = await World.open()
    story = await Story.begin(world, new Given(world))
    await secondHalf(story, await firstHalf(story))
    browser = await story.on('2026-12-20').coordinator()
    path = (await story.draft(browser, '2026-2')).path
  })

  it('has the same tables, cell by cell, on the page and in Word', async () => {
    const { page, docx } = await inEveryFormat(browser, path)
    const [, ...tables] = docx.tables
    expect(tables).to.deep.equal(tablesOn(page).map(({ rows }) => rows))
    expect(tables.length).to.be.at.least(7)
  })

  it('has the same numbers on the page and in the CSV', async () => {
    const { page, csv } = await inEveryFormat(browser, path)
    const counted = tablesOn(page).filter(table => !isLines(table))
    expect(counted.map(({ caption }) => caption)).to.have.length(5)
    for (const { caption, rows } of counted)
      expect(csv.find(table => table.caption === caption)?.rows, caption).to.deep.equal(rows.map(row => row.map(asCsv)))
  })

  it('has every systemfel of the page in the CSV, with the same facts', async () => {
    const { page, csv } = await inEveryFormat(browser, path)
    const [header = [], ...rows] = csv.find(({ caption }) => caption === 'Alla systemfel')?.rows ?? []
    const lines = linesOn(page)
    expect(rows.map(([number]) => number)).to.deep.equal([...lines.keys()])
    for (const row of rows) {
      const at = (label: string): string => row[header.indexOf(label)] ?? ''
      const [name, , since, reports, standing, done, days] = lines.get(at('Nummer')) ?? []
      expect(name).to.equal(`${at('Nummer')}\n${at('Rubrik')}`)
      expect([since, standing, asCsv(days ?? '')]).to.deep.equal([at('Sedan'), at('Läge'), at('Dagar utan svar')])
      expect(reports).to.equal(
        `${at('Rapporter under halvåret')} under halvåret\n${at('Rapporter totalt')} totalt\ni ${at('Halvår med rapporter')} halvår`,
      )
      expect(done).to.equal(`${at('Senaste åtgärd') || 'Ingen åtgärd'}\n${at('Senaste svar') || 'Inget svar'}`)
    }
  })

  it('is the same when it is frozen, and stays so whatever happens after', async () => {
    const draft = await browser.get(path)
    await story.finish(browser, path)
    const frozen = await inEveryFormat(browser, path)
    expect(tablesOn(frozen.page)).to.deep.equal(tablesOn(draft))
    const late = await story.made({ title: 'Det som kom sedan' })
    await story.reported(late, { times: 7 })
    await story.on('2027-03-01').became(late, 'close')
    const after = await inEveryFormat(await story.coordinator(1), path)
    expect(tablesOn(after.page)).to.deep.equal(tablesOn(frozen.page))
    expect(after.docx.tables).to.deep.equal(frozen.docx.tables)
    expect(after.csv).to.deep.equal(frozen.csv)
  })

  it('carries what a leaked file is traced by: an id in the footer and the file name, who, when and what (P12)', async () => {
    const response = await browser.raw('get', `${path}.docx`)
    const { docx } = await inEveryFormat(browser, path)
    const footer = docx.source('word/footer1.xml')
    const id = /Export-id: (\w{12})/.exec(footer)?.[1] ?? ''
    expect(response.headers['content-disposition']).to.include(`halvarssammanstallning-andra-halvaret-2026-${id}.docx`)
    expect(footer)
      .to.match(/Användare: [0-9a-f-]{36}/)
      .and.include('Tid: 2026-12-20 11:00 UTC')
    expect(footer).to.include('Urval: Ledningsgruppen, PO i Haninge, PO i Tyresö, andra halvåret 2026')
    const csv = (await browser.download(`${path}.csv`)).toString()
    expect(csv).to.include(`Export-id: ${id}`)
    world.clock.moveTo('2026-12-20T11:01:00Z')
    expect((await browser.download(`${path}.csv`)).toString()).not.to.include(id)
  })

  it('writes nothing when it is read (rule: GET never writes)', async () => {
    const before = await world.row(summaries, {})
    await inEveryFormat(browser, path)
    expect(await world.row(summaries, {})).to.deep.equal(before)
    expect(await world.acts(before.id)).to.deep.equal(['summary.made'])
  })

  it('says “Påhittat exempel” of a made-up group on the page and in both files', async () => {
    world = await World.open()
    story = await Story.begin(world, new Given(world), { fictitious: true })
    await firstHalf(story)
    browser = await story.on('2026-06-20').coordinator()
    path = (await story.draft(browser, '2026-1')).path
    const { page, docx } = await inEveryFormat(browser, path)
    expect(page.$('body').text()).to.include('Påhittat exempel')
    expect(docx.source('word/header1.xml')).to.include('Påhittat exempel')
    expect((await browser.download(`${path}.csv`)).toString()).to.include('Påhittat exempel')
  })

  it('says nothing of the kind of a real one', async () => {
    const { page, docx } = await inEveryFormat(browser, path)
    expect(page.$('body').text()).not.to.include('Påhittat exempel')
    expect(docx.source('word/header1.xml')).not.to.include('Påhittat exempel')
  })

  it('is a page in English with the same numbers for those who read English, while files stay Swedish', async () => {
    const given = new Given(world)
    const person = await given.person([{ role: 'ombud', officeId: story.offices[0].id }], { locale: 'en' })
    const english = await inEveryFormat(await given.browserOf(person), path)
    const swedish = await inEveryFormat(browser, path)
    expect(english.page.heading).to.equal('Summary, second half of 2026')
    const numbers = (page: Page) => tablesOn(page).map(({ rows }) => rows.flat().filter(cell => /^(\d+|–)$/.test(cell)))
    expect(numbers(english.page)).to.deep.equal(numbers(swedish.page))
    expect(english.docx.tables).to.deep.equal(swedish.docx.tables)
  })
})
