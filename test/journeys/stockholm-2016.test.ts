import { expect } from 'chai'
import { SEED_DEFICIENCIES } from '#src/dev/demo/seed-cases.ts'
import type { Group } from '#src/features/groups/group.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'
import { fileReport, standardOrganisations, stopAtFirstFault, triageAsNew } from './steps.ts'
import { rowsOf, type Tables, tablesInCsv, tablesInDocx, tablesOnPage } from './summary-tables.ts'

const OFFICES = ['PO Söderort', 'PO Innerstaden', 'PO Västerort', 'PO Spånga-Tensta', 'PO Enheten för hemlösa']
const LIST = SEED_DEFICIENCIES.filter(({ id }) => id <= 'seed-014')

describe('Stockholm’s list of 2016, entered through the forms', function () {
  this.timeout(240_000)
  stopAtFirstFault()
  let world: World
  let browser: Browser
  let group: Group
  let offices: Office[]

  before(async () => {
    world = await World.open()
    world.clock.moveTo(new Date('2016-11-07T08:00:00Z'))
    const given = new Given(world)
    const stockholm = await given.municipality({ name: 'Stockholm' })
    offices = []
    for (const name of OFFICES) offices.push(await given.office({ name }, { municipality: stockholm }))
    group = await given.group(offices, { name: 'Stockholms fem kontor tillsammans' })
    const grants = offices.flatMap(({ id }) => [
      { role: 'ombud', officeId: id } as const,
      { role: 'coordinator', officeId: id } as const,
    ])
    browser = await given.browserOf(await given.person(grants))
  })

  it('is filed and made into 14 systemfel', async () => {
    expect(LIST).to.have.length(14)
    const bodies = await standardOrganisations(world)
    const numbers = new Set<string>()
    for (const [index, { title, text, level, organisations, themes }] of LIST.entries()) {
      const { number } = await fileReport(browser, {
        text,
        level,
        themes,
        organisationIds: organisations.map(slug => bodies.get(slug) as string),
        municipality: 'Stockholm',
        office: OFFICES[index % OFFICES.length] as string,
        firstMonth: '2016-02',
        lastMonth: '2016-10',
      })
      expect(number).to.equal(`R-2016-${String(index + 1).padStart(4, '0')}`)
      world.clock.moveTo(new Date(world.clock.now().getTime() + 5 * 60_000))
      numbers.add(await triageAsNew(browser, number, title))
    }
    expect([...numbers]).to.have.length(14)
  })

  it('comes out of the half-year’s summary as 5 + 5 + 4, on the page, in DOCX and in CSV', async () => {
    const form = (await (await browser.get('/sammanstallningar')).follow('Ny sammanställning')).form('Skapa utkast')
    expect(form.option('period', 'Andra halvåret 2016')).to.equal('2016-2')
    const page = await form.submit({ period: '2016-2', officeIds: offices.map(({ id }) => id) })
    expect(page.notice, page.errors.join()).to.equal('Utkastet är skapat.')
    expect(page.text).to.contain(`Till ${group.name}`)
    const said =
      '14 systemfel var öppna någon gång under halvåret: 5 på handläggarnivå, 5 på lokal nivå och 4 på central'
    expect(page.text).to.contain(said)
    const read = [
      tablesOnPage(page),
      tablesInDocx(await browser.download(`${page.path}.docx`)),
      tablesInCsv(await browser.download(`${page.path}.csv`)),
    ]
    for (const tables of read) {
      expect(rowsOf(tables, 'Systemfel per nivå')).to.deep.equal([
        ['Handläggarnivå', '5', '5', '5'],
        ['Lokal nivå', '5', '5', '5'],
        ['Central nivå', '4', '4', '4'],
        ['Summa', '14', '14', '14'],
      ])
      const [all, isNew, isOpen] = rowsOf(tables, 'Systemfel under halvåret')
      expect([all, isNew, isOpen].map(row => row?.slice(1))).to.deep.equal([
        ['14', '0'],
        ['14', '0'],
        ['14', '0'],
      ])
      expect(rowsOf(tables, 'Systemfel per organisation och nivå').at(-1)).to.deep.equal([
        ...['Olika systemfel', '5', '5', '4', '14'],
      ])
    }
    const titles = LIST.map(({ title }) => title)
    const [onPage, inDocx, inCsv] = read as [Tables, Tables, Tables]
    const lines = ['Handläggarnivå: 5 systemfel', 'Lokal nivå: 5 systemfel', 'Central nivå: 4 systemfel']
    for (const tables of [onPage, inDocx]) {
      const heads = lines.flatMap(caption => rowsOf(tables, caption).map(([head = '']) => head))
      expect(heads.map(head => head.replace(/^SF-2016-\d{4} /, ''))).to.have.members(titles)
    }
    expect(rowsOf(inCsv, 'Alla systemfel').map(([, title]) => title)).to.have.members(titles)
  })
})
