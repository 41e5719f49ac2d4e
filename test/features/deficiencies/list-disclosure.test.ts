import { expect } from 'chai'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { DEFINITION_SLUGS, SORT_CHOICES } from '#src/features/deficiencies/filter-slugs.rules.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { parseCsv } from '#test/support/csv.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { deficiencyOf, reportOn } from './made.ts'

const HALVES = ['2024-1', '2024-2', '2025-1', '2025-2', '2026-1', '2026-2']
/** In which half-years the reports of a systemfel were sent; it was met from 2024 to 2026 by all of them. */
const SENT: Readonly<Record<string, readonly string[]>> = {
  Ett: ['2026-11-01'],
  Två: ['2024-11-01', '2026-11-01'],
  Tre: ['2025-11-01', '2025-11-01', '2025-11-01'],
  Fyra: ['2024-05-01', '2024-11-01', '2025-05-01', '2025-11-01'],
}
/** Nobody can tell which of these have how many reports; what the definition says of them holds of two counts each. */
const UNMET = ['Ett', 'Två']
const MET = ['Tre', 'Fyra']

/**
 * Outside the offices, one to four reports are "färre än 5" (domain §6). No choice and no order may tell them apart. The
 * definition is one word about the whole and is told to the group, which acts on it: of few reports it says that they are
 * three or four, or that one is about many clients; never how many. The half-years of sending would tell how many at
 * least, and are told as the row tells them: from the first to the last that it was met in.
 */
describe('What the choices of the list tell those who may not know', () => {
  let world: World
  let given: Given
  let office: Office
  let ombud: readonly Person[]
  let convener: Browser
  let insider: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    const granted = [{ role: 'ombud' as const, officeId: office.id }]
    ombud = [await given.person(granted), await given.person(granted)]
    convener = await given.as('convener', { groupId: (await given.group([office])).id })
    insider = await given.browserOf(ombud[0] as Person)
    for (const [title, days] of Object.entries(SENT)) await reported(title, days)
  })

  async function reported(title: string, days: readonly string[], values = {}): Promise<Deficiency> {
    const deficiency = await deficiencyOf(world, office, { title })
    for (const [nth, day] of days.entries())
      await reportOn(world, deficiency, office, ombud[nth % 2] as Person, {
        ...{ firstMonth: '2024-02', lastMonth: '2026-09', sentAt: new Date(`${day}T09:00:00Z`) },
        ...values,
      })
    return deficiency
  }
  const titles = (page: Page): string[] =>
    page
      .$('tbody tr th a')
      .toArray()
      .map(link => page.$(link).text().trim())
  const found = async (browser: Browser, query: string): Promise<string[]> =>
    titles(await browser.get(`/systemfel?${query}`))

  it('is nothing by the half-year: all that were met in it are found, whenever their reports were sent', async () => {
    for (const half of HALVES)
      expect((await found(convener, `period=${half}`)).sort(), half).to.deep.equal(['Ett', 'Fyra', 'Tre', 'Två'])
    expect(await found(convener, 'period=2023-2')).to.deep.equal([])
    const known = await Promise.all(HALVES.map(half => found(insider, `period=${half}`)))
    expect(known.map(all => all.sort())).to.deep.equal([
      ['Fyra'],
      ['Fyra', 'Två'],
      ['Fyra'],
      ['Fyra', 'Tre'],
      [],
      ['Ett', 'Två'],
    ])
  })

  it('is how many reports by the half-year only from five on, when the row tells it', async () => {
    await reported('Fem', ['2025-05-01', '2025-05-02', '2025-05-03', '2025-05-04', '2025-05-05'])
    expect(await found(convener, 'period=2025-1')).to.include('Fem')
    expect(await found(convener, 'period=2025-2')).to.not.include('Fem')
  })

  it('is by the definition no count: each answer holds of two', async () => {
    const answers = await Promise.all(Object.keys(DEFINITION_SLUGS).map(slug => found(convener, `definition=${slug}`)))
    expect(answers.map(all => all.sort())).to.deep.equal([[...MET].sort(), UNMET, []])
    await reported('Ett om många', ['2026-11-01'], { clientBand: '5-9' })
    const lone = await found(convener, 'definition=uppfyller')
    expect(lone, 'one report about many clients by one ombud of two').to.not.include('Ett om många')
  })

  it('is the same of all of them by any order and choice together', async () => {
    const choices = [
      ...HALVES.map(half => `period=${half}`),
      ...['niva=lokal', 'aspekt=resurser', 'tema=god_man', 'lage=alla', 'dagar=1', 'kalla=x', 'ord=god'],
    ]
    const asked = SORT_CHOICES.flatMap(sort => choices.map(choice => `${choice}&sortering=${sort}`))
    for (const query of asked) {
      const all = await found(convener, query)
      if (all.length > 0) expect(told(query, all), query).to.deep.equal(['Fyra', 'Tre', 'Två', 'Ett'])
    }
  })
  /** All came to their state at one instant: that order is by their ids, which tell nothing. */
  const told = (query: string, all: readonly string[]): string[] =>
    query.includes('andrat')
      ? Object.keys(SENT)
          .filter(title => all.includes(title))
          .reverse()
      : [...all]

  it('is the same in a file', async () => {
    const [header = [], ...rows] = parseCsv(await convener.download('/systemfel.csv?sortering=rapporter'))
    const told = (label: string): string[] => rows.slice(0, 4).map(row => row[header.indexOf(label)] ?? '')
    expect(told('Systemfel')).to.deep.equal(['Fyra', 'Tre', 'Två', 'Ett'])
    expect(new Set(told('Rapporter'))).to.deep.equal(new Set(['färre än 5']))
    expect(new Set(told('Mött'))).to.deep.equal(new Set(['första halvåret 2024 – andra halvåret 2026']))
    const file = (await convener.download('/systemfel.csv?sortering=rapporter')).toString('utf8')
    expect(file).to.not.match(/februari|september|;[1-4];/)
    expect((await insider.download('/systemfel.csv')).toString('utf8')).to.contain('februari 2024')
  })
})
