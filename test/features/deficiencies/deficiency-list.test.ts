import { expect } from 'chai'
import type { Params, SqlValue } from '#src/db/sql.ts'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { deficiencies, OPEN_STATES, STATES, type State } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Cursor } from '#src/features/deficiencies/deficiency-filter.rules.ts'
import { type DeficiencyList, listDeficiencies, PAGE_SIZE } from '#src/features/deficiencies/deficiency-list.queries.ts'
import type { Chosen } from '#src/features/deficiencies/deficiency-parts.ts'
import type { Way } from '#src/features/deficiencies/deficiency-sets.ts'
import { SORT_CHOICES, type SortChoice } from '#src/features/deficiencies/filter-slugs.rules.ts'
import { enterCircle } from '#src/features/deficiencies/find-deficiency.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { findActor } from '#src/features/people/person.queries.ts'
import type { Actor, Grant } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import { dialect } from '#test/support/database.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { ANYTHING, deficiencyOf } from './made.ts'

const OPEN: Chosen = { ...ANYTHING, states: OPEN_STATES }

const titles = (page: Page): string[] =>
  page
    .$('tbody tr th a')
    .toArray()
    .map(link => page.$(link).text().trim())
/** The cell of a column in the row of a systemfel. */
const cell = (page: Page, title: string, column: string): string =>
  page
    .$('tbody tr')
    .filter((_, row) => page.$(row).find('th a').text().trim() === title)
    .find(`td[data-label="${column}"]`)
    .text()
    .replace(/\s+/g, ' ')
    .trim()

describe('The list of systemfel', () => {
  let world: World
  let given: Given
  let office: Office
  let ombud: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    ombud = await given.as('ombud', { officeId: office.id })
  })
  const actorWith = async (grants: readonly Partial<Grant>[]): Promise<Actor> => {
    const { id } = await given.person(grants)
    return (await world.db.read(em => findActor(em, world.db.dialect, id))) as Actor
  }
  const make = (title: string, columns: Parameters<typeof deficiencyOf>[3] = {}) =>
    deficiencyOf(world, office, { title, description: title }, columns)

  it('says what to do while it is empty', async () => {
    const page = await ombud.get('/systemfel')
    expect(page.text).to.contain('Här finns inga öppna systemfel än').and.contain('Rapportera ett hinder')
    const member = await given.as('member', { groupId: (await given.group([office])).id })
    expect((await member.get('/systemfel')).text).to.contain('när ett ombud har rapporterat det')
    expect((await ombud.get('/systemfel?niva=lokal')).text).to.contain('Inget systemfel passar urvalet')
  })

  it('shows open ones, the latest changed first, with what one needs to know of each', async () => {
    const agency = await given.organisation({ name: 'Försäkringskassan' })
    const made = {
      title: 'Krav på läkarintyg',
      organisationIds: [agency.id],
      levelInferred: true,
      source: 'Tyresö 2023',
    }
    await deficiencyOf(world, office, made, { reportCount: 2, firstMonth: '2026-03', lastMonth: '2026-09' })
    world.clock.moveTo('2026-11-21T09:10:00Z')
    await make('Lång väntan')
    await make('Avslutat', { state: 'closed' })
    const page = await ombud.get('/systemfel')
    expect(titles(page)).to.deep.equal(['Lång väntan', 'Krav på läkarintyg'])
    expect(page.text).to.contain('2 systemfel')
    expect(page.$('tbody tr').last().find('th').text()).to.contain('SF-2026-0001 · Tyresö 2023')
    expect(cell(page, 'Krav på läkarintyg', 'Nivå')).to.equal('Lokal nivå nivå satt i efterhand')
    expect(cell(page, 'Krav på läkarintyg', 'Ansvarar')).to.equal('Försäkringskassan')
    expect(cell(page, 'Krav på läkarintyg', 'Läge')).to.equal('Ny sedan 21 november 2026')
    expect(cell(page, 'Krav på läkarintyg', 'Rapporter')).to.equal('2 mars 2026 – september 2026')
    expect(cell(page, 'Krav på läkarintyg', 'Dagar utan svar')).to.equal('–')
  })

  it('counts days without answer, and says when the answer is overdue', async () => {
    const { id, number } = await make('Väntar', {
      state: 'awaiting_answer',
      waitingSince: new Date('2026-10-01T08:00:00Z'),
    })
    const contact = await given.contact(await given.organisation())
    const request = (dueDay: string) =>
      world.given(async ctx => {
        await ctx.rows(answerRequests).remove({ deficiencyId: id })
        await ctx.rows(answerRequests).insert({
          id: ctx.newId(),
          deficiencyId: id,
          decisionId: null,
          meetingId: null,
          contactId: contact.id,
          groupId: null,
          officeId: office.id,
          question: 'När?',
          termDays: 30,
          sentAt: new Date('2026-10-01T08:00:00Z'),
          dueDay,
          linkId: null,
          state: 'sent',
          createdAt: ctx.now,
          version: 1,
        })
      })
    await request('2026-11-21')
    expect(cell(await ombud.get('/systemfel'), 'Väntar', 'Dagar utan svar')).to.equal('51')
    await request('2026-11-20')
    expect(cell(await ombud.get(`/systemfel?ord=${number}`), 'Väntar', 'Dagar utan svar')).to.contain('gått ut')
  })

  it('marks made-up examples, and the page when there are no others', async () => {
    const marked = (page: Page): boolean => page.$('.app-strip').length > 0
    await make('Påhittad', { fictitious: true })
    const only = await ombud.get('/systemfel')
    expect(marked(only)).to.equal(true)
    expect(only.text).to.contain('Påhittat exempel')
    await make('Riktig')
    expect(marked(await ombud.get('/systemfel'))).to.equal(false)
  })

  describe('outside the offices that feed it', () => {
    let convener: Browser
    beforeEach(async () => {
      convener = await given.as('convener', { groupId: (await given.group([office])).id })
    })

    it('tells fewer than five reports as that, and half-years', async () => {
      await make('Få', { reportCount: 4, firstMonth: '2026-03', lastMonth: '2026-09' })
      await make('Flera', { reportCount: 5, firstMonth: '2026-03', lastMonth: '2026-09' })
      const page = await convener.get('/systemfel')
      expect(cell(page, 'Få', 'Rapporter')).to.equal('färre än 5 första halvåret 2026 – andra halvåret 2026')
      expect(cell(page, 'Flera', 'Rapporter')).to.equal('5 mars 2026 – september 2026')
    })

    it('does not tell small counts by the order either', async () => {
      await make('Ett', { reportCount: 1 })
      await make('Sju', { reportCount: 7 })
      await make('Fyra', { reportCount: 4 })
      await make('Två', { reportCount: 2 })
      await make('Fem', { reportCount: 5 })
      const path = '/systemfel?sortering=rapporter'
      expect(titles(await convener.get(path))).to.deep.equal(['Sju', 'Fem', 'Två', 'Fyra', 'Ett'])
      expect(titles(await ombud.get(path))).to.deep.equal(['Sju', 'Fem', 'Fyra', 'Två', 'Ett'])
    })
  })

  describe('filtered', () => {
    it('by state, level and theme', async () => {
      await make('Ny lokal')
      await make('Ny central', { level: 'central' })
      await make('Lindrat', { state: 'eased' })
      await deficiencyOf(world, office, { title: 'Om SIP', themes: ['sip', 'samordning'] }, { state: 'monitored' })
      const shown = async (query: string): Promise<string[]> => titles(await ombud.get(`/systemfel?${query}`)).sort()
      expect(await shown('')).to.deep.equal(['Ny central', 'Ny lokal', 'Om SIP'])
      expect(await shown('lage=alla')).to.have.length(4)
      expect(await shown('lage=avslutade')).to.deep.equal(['Lindrat'])
      expect(await shown('lage=bevakas')).to.deep.equal(['Om SIP'])
      expect(await shown('lage=ny&niva=central')).to.deep.equal(['Ny central'])
      expect(await shown('tema=sip')).to.deep.equal(['Om SIP'])
      expect(await shown('tema=sip&niva=central')).to.deep.equal([])
      expect(await shown('lage=ingenting&niva=x&tema=y&sortering=z')).to.have.length(3)
    })

    it('by organisation, its units too, and by municipality', async () => {
      const region = await given.organisation({ slug: 'regionen' })
      const unit = await given.organisation({ slug: 'psykiatrin', parentId: region.id })
      const ward = await given.organisation({ slug: 'mottagningen', parentId: unit.id })
      const place = await given.municipality({ slug: 'tyreso' })
      await deficiencyOf(world, office, { title: 'Regionen', organisationIds: [region.id] })
      await deficiencyOf(world, office, {
        title: 'Mottagningen',
        organisationIds: [ward.id],
        municipalityIds: [place.id],
      })
      await make('Ingen')
      const shown = async (query: string): Promise<string[]> => titles(await ombud.get(`/systemfel?${query}`)).sort()
      expect(await shown('organisation=regionen')).to.deep.equal(['Mottagningen', 'Regionen'])
      expect(await shown('organisation=psykiatrin')).to.deep.equal(['Mottagningen'])
      expect(await shown('kommun=tyreso')).to.deep.equal(['Mottagningen'])
      const form = (await ombud.get('/systemfel')).form('Visa')
      expect(form.options('organisation').map(({ value }) => value)).to.have.members(['', 'regionen', 'mottagningen'])
      expect(form.options('kommun').map(({ value }) => value)).to.include('tyreso')
    })

    it('by words in any form and case, and by number with or without its year', async () => {
      await make('Överförmyndaren ger inga besked om god man')
      await make('Långa köer till psykiatrin')
      const shown = async (words: string): Promise<string[]> =>
        titles(await ombud.get(`/systemfel?ord=${encodeURIComponent(words)}`)).map(title => title.slice(0, 5))
      expect(await shown('ÖVERFÖRMYNDARE')).to.deep.equal(['Överf'])
      expect(await shown('kö psykiatri')).to.deep.equal(['Långa'])
      expect(await shown('psykiatri besked')).to.deep.equal([])
      expect(await shown('SF-2026-0002')).to.deep.equal(['Långa'])
      expect(await shown('sf-2026-2')).to.deep.equal(['Långa'])
      expect(await shown(' 1 ')).to.deep.equal(['Överf'])
      expect(await shown('2025-0001')).to.deep.equal([])
      expect(await shown('och')).to.deep.equal([])
      expect(await shown(`'"%_--`)).to.deep.equal([])
    })

    it('keeps what was chosen in the form and in the pages beside', async () => {
      for (let nr = 0; nr < PAGE_SIZE + 1; nr++) await make(`Fel ${nr}`, { level: 'central' })
      const page = await (await ombud.get('/systemfel')).form('Visa').submit({ niva: 'central', sortering: 'nummer' })
      expect(page.form('Visa').fields).to.include({ niva: 'central', sortering: 'nummer', lage: 'oppna' })
      const next = page.$('.govuk-pagination__next a').attr('href')
      expect(next).to.contain('niva=central').and.contain('sortering=nummer').and.contain('efter=SF-2026-0002')
    })
  })

  describe('paged', () => {
    const SIZE = 2 * PAGE_SIZE + 7
    /** Of every state, with and without a wait, many with equal keys. */
    async function many(): Promise<void> {
      for (let nr = 0; nr < SIZE; nr++) {
        const state = OPEN_STATES[nr % OPEN_STATES.length] as State
        const waits = nr % 3 === 0 && { waitingSince: new Date(Date.UTC(2026, 9, 1 + (nr % 5))) }
        const stateSince = new Date(Date.UTC(2026, 8, 1 + (nr % 11)))
        await make(`Fel ${nr}`, { state, stateSince, reportCount: nr % 9, ...waits })
      }
    }
    const read = (actor: Actor, sort: SortChoice, cursor: Cursor | null, way?: Way) =>
      world.works.read(actor, ctx => listDeficiencies(ctx, OPEN, sort, cursor, way))

    const numbersOf = ({ rows }: DeficiencyList): string[] => rows.map(({ number }) => number)

    /** Every page on from the first. */
    async function onwards(actor: Actor, sort: SortChoice, way?: Way): Promise<DeficiencyList[]> {
      const pages = [await read(actor, sort, null, way)]
      for (let page = pages[0]; page?.after; page = pages.at(-1))
        pages.push(await read(actor, sort, { back: false, number: page.rows.at(-1)?.number ?? '' }, way))
      return pages
    }
    /** The last page and every page back from it, in the order of the list. */
    async function backwards(actor: Actor, sort: SortChoice, last: DeficiencyList): Promise<DeficiencyList[]> {
      const pages = [last]
      for (let page = pages[0]; page?.before; page = pages[0])
        pages.unshift(await read(actor, sort, { back: true, number: page.rows[0]?.number ?? '' }))
      return pages
    }

    it('leads through all of them and back, in every order, gathered or walked, each once', async function () {
      this.timeout(90_000)
      await many()
      const inside = await actorWith([{ role: 'ombud', officeId: office.id }])
      const groupId = (await given.group([office])).id
      const outside = await actorWith([{ role: 'convener', groupId }])
      await world.given(async ctx => {
        for (const { id } of await ctx.rows(deficiencies).all()) await enterCircle(ctx, id, 'group', groupId)
      })
      for (const actor of [inside, outside]) for (const sort of SORT_CHOICES) await checkPages(actor, sort)
    })

    async function checkPages(actor: Actor, sort: SortChoice): Promise<void> {
      const pages = await onwards(actor, sort, 'gather')
      const there = pages.map(numbersOf)
      const sizes = there.map(page => page.length)
      expect(sizes, sort).to.deep.equal([PAGE_SIZE, PAGE_SIZE, 7])
      expect(new Set(there.flat()).size, sort).to.equal(SIZE)
      expect(pages.map(({ totals }) => totals.total)).to.deep.equal([SIZE, SIZE, SIZE])
      const back = await backwards(actor, sort, pages.at(-1) as DeficiencyList)
      expect(back.map(numbersOf), sort).to.deep.equal(there)
      expect((await onwards(actor, sort, 'walk')).map(numbersOf), sort).to.deep.equal(there)
    }

    it('puts the longest wait first, then the newest', async () => {
      await make('Ingen väntan, äldre')
      await make('Kort väntan', { waitingSince: new Date('2026-11-20T09:00:00Z') })
      await make('Lång väntan', { waitingSince: new Date('2026-05-20T09:00:00Z') })
      await make('Ingen väntan, nyare')
      const page = await ombud.get('/systemfel?sortering=dagar')
      expect(titles(page)).to.deep.equal(['Lång väntan', 'Kort väntan', 'Ingen väntan, nyare', 'Ingen väntan, äldre'])
    })

    it('begins from the start where the address names a systemfel that the reader does not see', async () => {
      const foreign = await deficiencyOf(world, await given.office())
      await make('Synligt')
      for (const query of [
        `efter=${foreign.number}`,
        `fore=${foreign.number}`,
        'efter=SF-2026-9999',
        'efter=x',
        'fore=',
      ])
        expect(titles(await ombud.get(`/systemfel?sortering=nummer&${query}`)), query).to.deep.equal(['Synligt'])
    })
  })

  describe('asks the database', () => {
    /** Inside and outside: reports are told both ways. */
    const reader = async (): Promise<Actor> => {
      const group = await given.group([office])
      return actorWith([
        { role: 'coordinator', officeId: office.id },
        { role: 'convener', groupId: group.id },
      ])
    }

    it('the same number of questions, however many there are', async () => {
      const actor = await reader()
      const chosen = { ...OPEN, level: 'local', theme: 'god_man' } as const
      const count = (way: Way) =>
        world.works.read(actor, async ctx => (await asked(ctx, chosen, ['andrat'], null, way)).length)
      await make('Ett')
      const few = [await count('gather'), await count('walk')]
      for (let nr = 0; nr < PAGE_SIZE + 5; nr++) await make(`Fel ${nr}`)
      expect([await count('gather'), await count('walk')]).to.deep.equal(few)
      expect(Math.max(...few)).to.be.lessThan(8)
    })

    const CHOICES: Readonly<Record<string, Partial<Chosen>>> = {
      'open ones': {},
      'one state': { states: ['awaiting_answer'] },
      'all states': { states: STATES },
      'a level': { level: 'local' },
      'a theme': { theme: 'god_man' },
      organisations: { organisationIds: ['a', 'b'] },
      'a municipality': { municipalityId: 'm' },
      words: { sought: [['dmgodman'], ['dlvänt', 'dmväntetid']] },
      'a number': { numbers: ['SF-2026-0001'] },
      'an aspect': { facet: 'resources' },
      'an office': { officeId: 'o' },
      'a group': { groupId: 'g' },
      'a half-year': { period: '2026-2' },
      'days without answer': { waitingBefore: new Date('2026-10-01T00:00:00Z') },
      'the definition': { definition: 'met' },
      'words of the source': { sourceWords: ['tyresö', '2023'] },
      'everything at once': {
        theme: 'sip',
        organisationIds: ['a'],
        municipalityId: 'm',
        sought: [['dlx']],
        level: 'central',
        facet: 'resources',
        officeId: 'o',
        groupId: 'g',
        period: '2026-2',
        waitingBefore: new Date('2026-10-01T00:00:00Z'),
        definition: 'met',
        sourceWords: ['tyresö'],
      },
    }
    const EDGES = [null, { back: false, number: 'SF-2026-0002' }, { back: true, number: 'SF-2026-0002' }]
    const WAYS = EDGES.flatMap(edge => (['gather', 'walk'] as const).map(way => ({ edge, way })))
    async function checkIndexes(ctx: Ctx, chosen: Chosen): Promise<void> {
      for (const { edge, way } of WAYS)
        for (const question of await asked(ctx, chosen, SORT_CHOICES, edge, way))
          expect((await planOf(ctx, question)).filter(isScan), question.query).to.deep.equal([])
    }
    for (const [claim, chosen] of Object.entries(CHOICES))
      it(`by an index for ${claim}, in every order, gathered or walked`, async () => {
        for (let nr = 0; nr < 3; nr++) await make(`Fel ${nr}`, { waitingSince: nr === 1 ? new Date() : null })
        await world.works.snapshot(await reader(), async ctx => {
          await avoidScans(ctx)
          await checkIndexes(ctx, { ...OPEN, ...chosen })
        })
      })

    // One state has an index of its own, by which SQLite would rather find it.
    for (const [claim, chosen] of Object.entries(CHOICES).filter(([, { states, numbers }]) => !states && !numbers))
      it(`in the order of the index that it walks for ${claim}, without sorting`, async () => {
        for (let nr = 0; nr < 3; nr++) await make(`Fel ${nr}`)
        await world.works.snapshot(await reader(), async ctx => {
          await avoidScans(ctx)
          const questions = await asked(ctx, { ...OPEN, ...chosen }, SORT_CHOICES, null, 'walk')
          const pages = questions.filter(({ query }) => query.includes('"level_inferred"'))
          // The waits and the rest, many reports and few: those orders have two stretches.
          expect(pages).to.have.length(6)
          for (const question of pages)
            expect((await planOf(ctx, question)).filter(isSort), question.query).to.deep.equal([])
        })
      })
  })
})

interface Question {
  readonly query: string
  readonly params: Params | readonly SqlValue[]
}

/** What the list asks in each of the orders. */
async function asked(
  plain: Ctx,
  chosen: Chosen,
  sorts: readonly SortChoice[],
  cursor: Cursor | null = null,
  way?: Way,
): Promise<Question[]> {
  const questions: Question[] = []
  const select = (asking: string | Record<typeof dialect, string>, params: Question['params'] = []) => {
    const query = typeof asking === 'string' ? asking : asking[dialect]
    questions.push({ query, params })
    return plain.sql.select(query, params)
  }
  const ctx = { ...plain, sql: { dialect, select } as never }
  for (const sort of sorts) await listDeficiencies(ctx, chosen, sort, cursor, way)
  return questions
}

/** Tables this small PostgreSQL would rather read whole: what is left then is what has no index. */
async function avoidScans(ctx: Ctx): Promise<void> {
  if (dialect === 'sqlite') return
  for (const way of ['seqscan', 'sort']) await ctx.sql.select(`SET LOCAL enable_${way} = off`)
}

async function planOf(ctx: Ctx, { query, params }: Question): Promise<string[]> {
  if (dialect === 'postgres') {
    const rows = await ctx.sql.select<{ 'QUERY PLAN': string }>(`EXPLAIN ${query}`, params)
    return rows.map(row => row['QUERY PLAN'])
  }
  const rows = await ctx.sql.select<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, params)
  return rows.map(({ detail }) => detail)
}

/** A whole table read without an index. The sets that the query itself has gathered are none. */
const isScan = (step: string): boolean =>
  dialect === 'postgres' ? step.includes('Seq Scan') : /^SCAN (d|c|x|o|r|\w+_\w+|deficiency)$/.test(step)
const isSort = (step: string): boolean => /TEMP B-TREE FOR ORDER BY|Sort Key/.test(step)
