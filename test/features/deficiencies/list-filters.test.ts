import { expect } from 'chai'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { chosenIn, queryText } from '#src/features/deficiencies/deficiency-filter.rules.ts'
import { enterCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { keepSourceWords } from '#src/features/deficiencies/keep-marks.ts'
import { sourceWordsOf } from '#src/features/deficiencies/marks.rules.ts'
import type { Group } from '#src/features/groups/group.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { deficiencyOf, reportOn } from './made.ts'

const titles = (page: Page): string[] =>
  page
    .$('tbody tr th a')
    .toArray()
    .map(link => page.$(link).text().trim())
    .sort()
const chips = (page: Page): string[] =>
  page
    .$('.app-chip')
    .toArray()
    .map(chip => page.$(chip).text().replace(/\s+/g, ' ').trim())
const totals = (page: Page): string => page.$('.app-totals').text().replace(/\s+/g, ' ').trim()

describe('The choices of the list', () => {
  let world: World
  let given: Given
  let office: Office
  let group: Group
  let anna: Person
  let ombud: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office({ slug: 'po-tyreso', name: 'PO i Tyresö' })
    group = await given.group([office], { slug: 'tyreso', name: 'Ledningsgruppen Tyresö' })
    anna = await given.person([{ role: 'ombud', officeId: office.id }])
    ombud = await given.browserOf(anna)
  })
  const make = (title: string, columns: Parameters<typeof deficiencyOf>[3] = {}, of = office): Promise<Deficiency> =>
    deficiencyOf(world, of, { title, description: title }, columns)
  const shown = async (query: string, browser = ombud): Promise<string[]> =>
    titles(await browser.get(`/systemfel?${query}`))

  describe('find', () => {
    it('what it concerns, on whatever level, and changes with it', async () => {
      await deficiencyOf(world, office, { title: 'Lokalt', facets: ['resources', 'goals'] })
      await deficiencyOf(world, office, { title: 'Centralt', level: 'central', facets: ['resources'] })
      const { number } = await deficiencyOf(world, office, { title: 'Annat', facets: ['services'] })
      expect(await shown('aspekt=resurser')).to.deep.equal(['Centralt', 'Lokalt'])
      expect(await shown('aspekt=resurser&niva=lokal')).to.deep.equal(['Lokalt'])
      const coordinator = await given.as('coordinator', { officeId: office.id })
      await (await coordinator.get(`/systemfel/${number}/redigera`)).form('Spara').submit({ facetsLocal: 'resources' })
      expect(await shown('aspekt=resurser')).to.deep.equal(['Annat', 'Centralt', 'Lokalt'])
      expect(await shown('aspekt=insatser')).to.deep.equal([])
    })

    it('the office that feeds it and the group that it is before', async () => {
      const other = await given.office({ slug: 'po-haninge', name: 'PO i Haninge' })
      const far = await given.group([], { slug: 'finsam', name: 'Centrala gruppen' })
      await make('Tyresö')
      const both = await make('Båda')
      await world.given(async ctx => {
        await enterCircle(ctx, both.id, 'office', other.id)
        await enterCircle(ctx, both.id, 'group', far.id)
      })
      expect(await shown('verksamhet=po-haninge')).to.deep.equal(['Båda'])
      expect(await shown('verksamhet=po-tyreso')).to.deep.equal(['Båda', 'Tyresö'])
      expect(await shown('grupp=finsam')).to.deep.equal(['Båda'])
      expect(await shown('grupp=tyreso&verksamhet=po-haninge')).to.deep.equal(['Båda'])
    })

    it('the half-year that it was reported in; what came without reports, when it was made', async () => {
      const reported = await make('Rapporterat')
      await reportOn(world, reported, office, anna, { sentAt: new Date('2025-03-01T09:00:00Z') })
      await reportOn(world, reported, office, anna, { sentAt: new Date('2025-12-31T22:59:00Z') })
      await make('Hämtat')
      expect(await shown('period=2025-1')).to.deep.equal(['Rapporterat'])
      expect(await shown('period=2025-2')).to.deep.equal(['Rapporterat'])
      expect(await shown('period=2026-1')).to.deep.equal([])
      expect(await shown('period=2026-2')).to.deep.equal(['Hämtat'])
      const offered = (await ombud.get('/systemfel')).form('Visa').options('period')
      expect(offered.map(({ value }) => value)).to.deep.equal(['', '2026-2', '2026-1', '2025-2', '2025-1'])
    })

    it('how long it has waited for an answer, in Swedish days', async () => {
      // The clock says 10.00 on 21 November in Sweden.
      await make('Sedan i går kväll', { waitingSince: new Date('2026-11-20T22:30:00Z') })
      await make('Sedan i natt', { waitingSince: new Date('2026-11-20T23:30:00Z') })
      await make('I trettio dagar', { waitingSince: new Date('2026-10-22T20:00:00Z') })
      await make('Inte')
      expect(await shown('dagar=1')).to.deep.equal(['I trettio dagar', 'Sedan i går kväll'])
      expect(await shown('dagar=30')).to.deep.equal(['I trettio dagar'])
      expect(await shown('dagar=60')).to.deep.equal([])
      expect(await shown('dagar=2'), 'not a choice').to.have.length(4)
    })

    it('whether it meets the definition', async () => {
      await make('Uppfyller', { definition: 'met' })
      await make('Inte än', { definition: 'unmet' })
      await make('Ej prövat')
      expect(await shown('definition=uppfyller')).to.deep.equal(['Uppfyller'])
      expect(await shown('definition=inte')).to.deep.equal(['Inte än'])
      expect(await shown('definition=ej-provad')).to.deep.equal(['Ej prövat'])
    })

    it('words of its source, in any case, all of them', async () => {
      for (const [title, source] of [
        ['Ett', 'Tyresö 2023, s. 9 (seed-003)'],
        ['Två', 'Stockholm 2016, s. 9'],
      ] as const)
        await deficiencyOf(world, office, { title, source })
      await make('Eget')
      expect(await shown('kalla=TYRES%C3%96')).to.deep.equal(['Ett'])
      expect(await shown('kalla=9+stockholm')).to.deep.equal(['Två'])
      expect(await shown('kalla=tyres%C3%B6+2016')).to.deep.equal([])
      expect(await shown('kalla=%25_-')).to.deep.equal([])
      expect(await shown('kalla=++')).to.have.length(3)
      expect(sourceWordsOf('A–Ö: é, Åre (2)')).to.deep.equal(['a', 'ö', 'é', 'åre', '2'])
      await world.given(ctx => keepSourceWords(ctx, { id: 'x', source: null }))
    })
  })

  it('offer only offices, groups and municipalities that the reader may know of', async () => {
    const here = await given.municipality({ slug: 'har', name: 'Här' })
    await deficiencyOf(world, office, { title: 'Vårt', municipalityIds: [here.id] })
    const elsewhere = await given.office(
      { slug: 'hemlig' },
      { municipality: await given.municipality({ slug: 'dar' }) },
    )
    await given.group([elsewhere], { slug: 'deras' })
    await deficiencyOf(world, elsewhere, { title: 'Deras' })
    const also = await given.office({ slug: 'ocksa', name: 'PO också' })
    await deficiencyOf(world, also, { title: 'Ensamt' })
    const shared = await deficiencyOf(world, office, { title: 'Delat', municipalityIds: [here.id] })
    await world.given(ctx => enterCircle(ctx, shared.id, 'office', also.id))
    const form = (await ombud.get('/systemfel')).form('Visa')
    const offered = (name: string): string[] => form.options(name).map(({ value }) => value)
    expect(offered('verksamhet')).to.deep.equal(['', 'po-tyreso', 'ocksa'])
    expect(form.names, 'one group, one municipality: nothing to choose').to.not.include.members(['grupp'])
    expect(form.names).to.not.include.members(['kommun'])
    expect(await shown('verksamhet=hemlig')).to.deep.equal([])
  })

  describe('in use', () => {
    it('are shown as what can be taken away again, with the folded ones unfolded', async () => {
      const agency = await given.organisation({ slug: 'fk', name: 'Försäkringskassan' })
      await deficiencyOf(world, office, { title: 'Ett', organisationIds: [agency.id] })
      const plain = await ombud.get('/systemfel')
      expect(chips(plain)).to.deep.equal([])
      expect(plain.$('form details[open]')).to.have.length(0)
      const page = await ombud.get('/systemfel?organisation=fk&niva=lokal&dagar=&period=2026-2&okand=x&efter=')
      expect(chips(page)).to.deep.equal([
        'Ta bort Nivå: Lokal nivå ×',
        'Ta bort Organisation: Försäkringskassan ×',
        'Ta bort Rapporterat under: andra halvåret 2026 ×',
      ])
      expect(page.$('form details[open]')).to.have.length(1)
      const without = await page.follow('Nivå: Lokal nivå')
      expect(without.path).to.equal('/systemfel?organisation=fk&period=2026-2')
      expect(chips(without)).to.have.length(2)
      const cleared = await page.follow('Rensa')
      expect(cleared.path).to.equal('/systemfel?lage=oppna')
      expect(chips(cleared)).to.deep.equal([])
      expect(titles(cleared)).to.deep.equal(['Ett'])
    })

    for (const name of ['aspekt', 'tema', 'period', 'dagar', 'definition', 'kalla', 'verksamhet', 'grupp', 'kommun'])
      it(`unfold the rest: ${name}`, async () => {
        const page = await ombud.get(`/systemfel?${name}=x`)
        expect(page.$('form details[open]')).to.have.length(1)
      })

    it('leave no trace of what the register does not know', async () => {
      await make('Ett')
      const page = await ombud.get('/systemfel?verksamhet=finns-inte&grupp=inte-heller&kommun=x&organisation=y')
      expect(titles(page)).to.deep.equal(['Ett'])
      expect(chips(page)).to.deep.equal([])
    })

    it('are told where paper has no form', async () => {
      await make('Ett')
      const page = await ombud.get('/systemfel?niva=lokal&sortering=nummer')
      const line = page.$('.app-printed').text()
      expect(line).to.equal('Läge: Öppna. Nivå: Lokal nivå. Ordning: Högsta nummer. Utskrivet 21 november 2026.')
    })
  })

  const NAMES: readonly (readonly [Record<string, string>, string])[] = [
    [{}, ''],
    [{ lage: 'oppna', sortering: 'andrat', niva: '' }, ''],
    [{ sortering: 'dagar', niva: 'lokal', lage: 'alla' }, 'lage=alla&niva=lokal&sortering=dagar'],
    [{ dagar: '31', period: '2026-3', definition: 'x', aspekt: '__proto__', lage: 'constructor' }, ''],
    [{ ord: ' ÅÄÖ & co ', kalla: '  ' }, 'ord=%C3%85%C3%84%C3%96+%26+co'],
    [{ efter: 'SF-2026-0001', fore: 'x', okand: 'y', dagar: '30' }, 'dagar=30'],
  ]
  for (const [query, text] of NAMES)
    it(`are written in one way: ${JSON.stringify(query)}`, () => {
      expect(queryText(chosenIn(query))).to.equal(text)
    })

  describe('are counted', () => {
    it('in all, by state and past the day for an answer, with a link to those', async () => {
      const overdue = await make('Sent', { state: 'awaiting_answer', waitingSince: new Date('2026-10-01T08:00:00Z') })
      await make('I tid', { state: 'awaiting_answer', waitingSince: new Date('2026-11-01T08:00:00Z') })
      await make('Ny')
      await make('Löst', { state: 'resolved' })
      await request(overdue, '2026-11-20')
      await request(overdue, '2026-11-19')
      expect(totals(await ombud.get('/systemfel'))).to.equal('3 systemfel 2 väntar på svar 1 har passerat svarstiden')
      const all = await ombud.get('/systemfel?lage=alla&niva=lokal')
      expect(totals(all)).to.equal('4 systemfel 3 öppna 2 väntar på svar 1 avslutat 1 har passerat svarstiden')
      expect(titles(await all.follow('2 väntar på svar'))).to.deep.equal(['I tid', 'Sent'])
      expect(totals(await ombud.get('/systemfel?ord=l%C3%B6st&lage=avslutade'))).to.equal('1 systemfel')
    })
    const request = async ({ id }: Deficiency, dueDay: string): Promise<unknown> => {
      const contact = await given.contact(await given.organisation())
      return world.given(ctx =>
        ctx.rows(answerRequests).insert({
          ...{ id: ctx.newId(), deficiencyId: id, decisionId: null, meetingId: null, contactId: contact.id },
          ...{ groupId: null, officeId: office.id, question: 'När?', termDays: 30, sentAt: ctx.now, dueDay },
          ...{ linkId: null, state: 'sent' as const, createdAt: ctx.now, version: 1 },
        }),
      )
    }
  })

  it('are the group’s too', async () => {
    const member = await given.as('member', { groupId: group.id })
    await make('Ett', { definition: 'met' })
    expect(await shown('definition=uppfyller&verksamhet=po-tyreso', member)).to.deep.equal(['Ett'])
  })
})
