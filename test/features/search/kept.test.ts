import { expect } from 'chai'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { removeEntry } from '#src/features/search/index-entry.ts'
import { INDEX_VERSION, Reindexer } from '#src/features/search/reindex.job.ts'
import { searchEntries, searchTerms } from '#src/features/search/search-entry.entity.ts'
import { counters } from '#src/work/counter.entity.ts'
import { type Browser, World } from '#test/support/world.ts'
import { answered, mailedLink } from '../answers/situation.ts'
import { Board } from '../meetings/board.ts'
import { fileReport } from '../observations/filed.ts'
import { hits } from './found.ts'

describe('What is found', () => {
  let world: World
  let board: Board
  let coordinator: Browser
  let ombud: Browser
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    coordinator = await board.given.as('coordinator', { officeId: board.office.id })
    ombud = await board.given.browserOf(board.ombud)
  })

  it('is a systemfel as it reads now', async () => {
    const { number } = await board.deficiency({ title: 'Kvastfening saknas' })
    const form = async (path: string) => (await coordinator.get(`/systemfel/${number}/${path}`)).form('Spara')
    await (await form('redigera')).submit({
      title: 'Hammare saknas',
      description: 'Ingen hammare.',
      diaryNumber: 'XY 12',
    })
    expect(await hits(ombud, 'kvastfening')).to.deep.equal([])
    expect(await hits(ombud, 'hammare')).to.deep.equal(['Hammare saknas'])
    expect(await hits(ombud, 'xy 12')).to.deep.equal(['Hammare saknas'])
    await (await form('kort-sagt')).submit({ what: 'Spik behövs.', forWhom: 'För alla.', wanted: 'Vi vill ha spik.' })
    expect(await hits(ombud, 'spik')).to.deep.equal(['Hammare saknas'])
  })

  it('is a report when it is sent, added to, sent back and completed', async () => {
    const { number } = await fileReport(world, ombud, { text: 'Ingen kvastfening finns.' })
    const title = [`Rapport ${number}`]
    expect(await hits(ombud, 'kvastfening')).to.deep.equal(title)
    const page = await ombud.get(`/rapporter/${number}`)
    await page.form('Spara tillägget').submit({ addition: 'Spik saknas också.' })
    expect(await hits(ombud, 'spik')).to.deep.equal(title)
    const back = (await coordinator.get(`/inkorg/${number}/ater`)).form('Skicka tillbaka')
    await back.submit({ reason: 'Skriv mer.' })
    const check = await (await ombud.get(`/rapporter/${number}`)).follow('Komplettera och skicka igen')
    const steps = await ombud.get(check.path.replace('/kontrollera', ''))
    await steps.form('Spara och fortsätt').submit({ whatHappened: 'Ingen hammare finns.' })
    await (await ombud.get(check.path)).form('Skicka rapporten igen').submit({ noClientData: 'ja' })
    expect(await hits(ombud, 'hammare')).to.deep.equal(title)
    expect(await hits(ombud, 'kvastfening')).to.deep.equal([])
    expect(await hits(ombud, 'spik')).to.deep.equal(title)
  })

  it('is “samma här”, a decision and an answer', async () => {
    const deficiency = await board.report(await board.deficiency())
    const same = (await ombud.get(`/systemfel/${deficiency.number}/samma-har`)).form('Skicka samma här')
    await same.submit({ clientBand: '2-4', line: 'Kvastfening även här.' })
    expect(await hits(ombud, 'kvastfening')).to.have.length(1)
    const { meeting } = await board.open()
    await board.decide(meeting, 1, 'ask', { text: 'Vi frågar om hammare.' })
    expect(await hits(board.convener, 'hammare')).to.deep.equal(['§ 1/2026: Begär svar av myndighet'])
    await board.end(meeting)
    await board.finish(meeting)
    const text = 'Vi köper spik.'
    await answered(world, await mailedLink({ world }), {
      kind: 'planned',
      text,
      changeDay: '2027-02-01',
      otherBody: '',
    })
    expect(await hits(board.convener, 'spik')).to.deep.equal(['Försäkringskassan: Vi planerar en ändring'])
  })

  it('P7: is no text that is withheld, and is again when it is lifted', async () => {
    const { number } = await board.deficiency({ title: 'Kvastfening saknas', description: 'Ingen svarar.' })
    const form = (await ombud.get(`/systemfel/${number}/sparra`)).form('Spärra nu')
    await form.submit({ places: form.option('places', 'Rubrik'), why: 'client' })
    expect(await hits(ombud, 'kvastfening')).to.deep.equal([])
    expect(await world.rows(searchTerms, { term: 'lkvastfening' })).to.deep.equal([])
    const held = await (await coordinator.get('/sparrat')).follow('Systemfel: Rubrik')
    await held.form('Visa texten igen').submit()
    expect(await hits(ombud, 'kvastfening')).to.deep.equal(['Kvastfening saknas'])
  })

  it('P7: is no report, addition, decision or answer whose text is withheld', async () => {
    const { number } = await fileReport(world, ombud, { text: 'Ingen kvastfening finns.' })
    await (await ombud.get(`/rapporter/${number}`)).form('Spara tillägget').submit({ addition: 'Spik saknas också.' })
    const form = (await ombud.get(`/rapporter/${number}/sparra`)).form('Spärra nu')
    await form.submit({ places: form.options('places').map(({ value }) => value), why: 'client' })
    for (const word of ['kvastfening', 'spik']) expect(await hits(ombud, word), word).to.deep.equal([])
  })

  it('P8: leaves no word behind when it is taken out', async () => {
    const { id } = await board.deficiency({ title: 'Kvastfening saknas' })
    await board.deficiency({ title: 'Något saknas' })
    const count = async (term: string) => (await world.rows(searchTerms, { term }))[0]?.count
    expect([await count('lkvastfening'), await count('mbrist'), await count('x')]).to.deep.equal([1, 2, 2])
    await world.given(ctx => removeEntry(ctx, id))
    expect(await world.rows(searchEntries, { subjectId: id })).to.deep.equal([])
    expect([await count('lkvastfening'), await count('mbrist'), await count('x')]).to.deep.equal([undefined, 1, 1])
    await world.given(ctx => removeEntry(ctx, id))
    expect(await count('x')).to.equal(1)
  })

  describe('after an older version', () => {
    const everything = async () => {
      const entries = await world.rows(searchEntries)
      const terms = await world.rows(searchTerms)
      const sorted = <T>(rows: readonly T[]) => rows.map(row => JSON.stringify(row)).sort()
      return {
        entries: sorted(entries.map(({ id: _, seq: __, ...row }) => row)),
        terms: sorted(terms.map(({ id: _, ...row }) => row)),
      }
    }
    const emptyIndex = () =>
      world.given(async ctx => {
        for (const { subjectId } of await ctx.rows(searchEntries).all())
          await ctx.rows(searchEntries).remove({ subjectId })
        for (const { id } of await ctx.rows(searchTerms).all()) await ctx.rows(searchTerms).remove({ id })
      })

    it('is what it would have been, in the order in which it came to be', async () => {
      await board.deficiency({ title: 'Första kvastfeningen' })
      world.clock.moveTo('2026-11-21T09:00:01Z')
      await fileReport(world, ombud, { text: 'Andra kvastfeningen.' })
      world.clock.moveTo('2026-11-21T09:00:02Z')
      const { meeting } = await board.open()
      await board.decide(meeting, 1, 'monitor', { text: 'Kvastfening bevakas.' })
      await (await ombud.get('/rapportera')).form('Spara och fortsätt').submit({ whatHappened: 'Ett utkast.' })
      const before = await everything()
      await emptyIndex()
      expect(await hits(ombud, 'kvastfening')).to.deep.equal([])
      const reindexer = new Reindexer(world.works)
      for (let round = 0; round < 3; round++) await reindexer.round()
      expect(await everything()).to.deep.equal(before)
      const order = (await world.rows(searchEntries)).sort((a, b) => a.seq - b.seq).map(({ kind }) => kind)
      expect(order).to.deep.equal(['deficiency', 'observation', 'decision'])
      expect((await world.rows(counters, { series: 'search-index' }))[0]?.last).to.equal(INDEX_VERSION)
    })

    it('is left alone once it is of this version', async () => {
      const { id } = await board.deficiency({ title: 'Kvastfening' })
      const reindexer = new Reindexer(world.works)
      for (let round = 0; round < 3; round++) await reindexer.round()
      await emptyIndex()
      for (let round = 0; round < 3; round++) await new Reindexer(world.works).round()
      expect(await world.rows(searchEntries)).to.deep.equal([])
      await world.given(ctx => ctx.rows(counters).changeAll({ series: 'search-index' }, { last: INDEX_VERSION - 1 }))
      const stale = new Reindexer(world.works)
      for (let round = 0; round < 3; round++) await stale.round()
      expect((await world.rows(searchEntries)).map(({ subjectId }) => subjectId)).to.deep.equal([id])
    })

    it('is all of it, more than one round takes', async function () {
      this.timeout(60_000)
      for (let nr = 0; nr < 120; nr++) await board.deficiency({ title: `Kvastfening ${nr}` })
      await emptyIndex()
      expect(await new Reindexer(world.works).all()).to.equal((await world.rows(deficiencies)).length)
      expect(await world.rows(searchEntries)).to.have.length(120)
    })
  })
})
