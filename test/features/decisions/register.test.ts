import { expect } from 'chai'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencyById, enterCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { groupOffices } from '#src/features/groups/group.entity.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import { areaMunicipalities, areas } from '#src/features/organisations/municipality.entity.ts'
import { readDocx } from '#test/support/docx.ts'
import type { Page } from '#test/support/page.ts'
import { World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'

/** The paragraphs of the register's rows, in order. */
const paragraphs = (page: Page): string[] =>
  page
    .$('tbody th a')
    .toArray()
    .map(link => /§ (\d+\/\d+)/.exec(page.$(link).text())?.[1] ?? '')
const path = (page: Page, at = 0): string => page.$('tbody th a').eq(at).attr('href') ?? ''

describe('The register of decisions', () => {
  let world: World
  let board: Board
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
  })

  /** Three systemfel, decided on in one meeting: asked about, watched, closed. */
  async function held() {
    await board.deficiency({ title: 'Läkarintyg krävs varje månad' })
    await board.deficiency({ title: 'Svårt att nå handläggare' })
    await board.deficiency({ title: 'Boendestöd efter diagnos' })
    const { meeting } = await board.open()
    await board.decide(meeting, 1, 'ask')
    await board.decide(meeting, 2, 'monitor', { text: 'Gruppen bevakar telefontiderna hos myndigheten.' })
    await board.decide(meeting, 3, 'close', { reason: 'Det är redan löst i kommunen.' })
    return meeting
  }

  it('shows each § of the group’s year, the latest first, and leads to its page', async () => {
    await held()
    const page = await board.convener.get('/beslut')
    expect(page.heading).to.equal('Beslut')
    expect(paragraphs(page)).to.deep.equal(['3/2026', '2/2026', '1/2026'])
    const one = await page.follow('§ 1/2026')
    expect(one.heading).to.equal('Protokollsutdrag, § 1/2026')
    expect(one.text).to.include('Gruppen begär svar av Försäkringskassan')
  })

  it('is narrowed by its address: group, year, kind, organisation, words, §, number', async () => {
    await held()
    const other = await board.given.organisation({ slug: 'annan-myndighet' })
    const [first] = await world.rows(decisions, { paragraph: 1 })
    const { number } = await world.given(ctx => deficiencyById(ctx, first?.deficiencyId ?? ''))
    const cases: readonly (readonly [string, readonly string[]])[] = [
      [`grupp=${board.group.slug}`, ['3/2026', '2/2026', '1/2026']],
      ['grupp=ingen-grupp', []],
      ['ar=2026', ['3/2026', '2/2026', '1/2026']],
      ['ar=2025', []],
      ['slag=begar-svar', ['1/2026']],
      ['slag=avslutat', ['3/2026']],
      [`organisation=${board.agency.slug}`, ['3/2026', '2/2026', '1/2026']],
      [`organisation=${other.slug}`, []],
      ['ord=telefontider', ['2/2026']],
      ['ord=telefontiden', ['2/2026']],
      ['ord=%C2%A7%203', ['3/2026']],
      ['ord=2%2F2026', ['2/2026']],
      ['ord=2%2F2025', []],
      [`ord=${number}`, ['1/2026']],
      ['slag=begar-svar&ord=telefontider', []],
      ['slag=finns-inte', ['3/2026', '2/2026', '1/2026']],
    ]
    for (const [query, expected] of cases)
      expect(paragraphs(await board.convener.get(`/beslut?${query}`)), query).to.deep.equal(expected)
    const none = await board.convener.get('/beslut?ar=2025')
    expect(none.text).to.include('Inga beslut passar')
    expect(paragraphs(await none.follow('Visa alla beslut'))).to.have.length(3)
  })

  it('turns its pages by the decision beside them, both ways, without gap or repetition', async () => {
    await held()
    const [one] = await world.rows(decisions)
    await world.given(async ctx => {
      for (let paragraph = 4; paragraph <= 120; paragraph++)
        await ctx.rows(decisions).insert({ ...(one as NonNullable<typeof one>), id: ctx.newId(), paragraph })
    })
    const all = Array.from({ length: 120 }, (_, at) => `${120 - at}/2026`)
    const seen: string[] = []
    let page = await board.convener.get('/beslut')
    seen.push(...paragraphs(page))
    page = await page.follow('Nästa')
    seen.push(...paragraphs(page))
    page = await page.follow('Nästa')
    seen.push(...paragraphs(page))
    expect(seen).to.deep.equal(all)
    expect(page.text).not.to.include('Nästa')
    page = await page.follow('Föregående')
    expect(paragraphs(page)).to.deep.equal(all.slice(50, 100))
    expect(paragraphs(await page.follow('Föregående'))).to.deep.equal(all.slice(0, 50))
  })

  it('Z8: is read by the circle, the group, those it serves and analysts of the area; by nobody else', async () => {
    const { id } = await held()
    const href = path(await board.convener.get('/beslut'))
    const municipality = await board.given.municipality()
    const area = await world.given(async ctx => {
      const made = await ctx.rows(areas).insert({ id: ctx.newId(), name: 'Området' })
      await ctx.rows(areaMunicipalities).insert({ id: ctx.newId(), areaId: made.id, municipalityId: municipality.id })
      return made
    })
    const analyst = await board.given.as('analyst', { areaId: area.id })
    expect(paragraphs(await analyst.get('/beslut'))).to.deep.equal([])
    expect((await analyst.get(href)).status).to.equal(404)
    const { deficiencyId } = await world.row(decisions, { paragraph: 3 })
    await world.given(ctx => enterCircle(ctx, deficiencyId ?? '', 'municipality', municipality.id))
    expect(paragraphs(await analyst.get('/beslut'))).to.deep.equal(['3/2026'])
    expect((await analyst.get(href)).status).to.equal(200)

    const member = await board.given.as('member', { groupId: board.group.id })
    expect(paragraphs(await member.get('/beslut'))).to.have.length(3)
    const [served, far] = [await board.given.office(), await board.given.office()]
    const stranger = await board.given.as('coordinator', { officeId: far.id })
    expect(paragraphs(await stranger.get('/beslut'))).to.deep.equal([])
    expect((await stranger.get(href)).status).to.equal(404)
    expect((await stranger.get(`${href}/protokollsutdrag.docx`)).status).to.equal(404)
    expect((await stranger.get(`/beslut?efter=${href.slice(8)}`)).text).to.include('Inga beslut ännu')
    expect((await (await board.given.as('admin')).get('/beslut')).status).to.equal(403)

    // An office that the group serves reads it once the meeting has been held, as its notes.
    await world.given(ctx =>
      ctx.rows(groupOffices).insert({ id: ctx.newId(), groupId: board.group.id, officeId: served.id }),
    )
    const neighbour = await board.given.as('ombud', { officeId: served.id })
    expect(paragraphs(await neighbour.get('/beslut'))).to.deep.equal([])
    expect((await neighbour.get(href)).status).to.equal(404)
    await board.end({ id })
    expect(paragraphs(await neighbour.get('/beslut'))).to.have.length(3)
    expect((await neighbour.get(href)).status).to.equal(200)
  })

  it('leaves as CSV and as XLSX with the rows that are chosen', async () => {
    await held()
    const csv = (await board.convener.download('/beslut.csv?slag=begar-svar')).toString('utf8')
    expect(csv).to.include('Ledningsgruppen Granåsen').and.to.include('Begär svar av myndighet')
    expect(csv).not.to.include('telefontiderna')
    const xlsx = await board.convener.download('/beslut.xlsx')
    expect(xlsx.subarray(0, 2).toString()).to.equal('PK')
  })

  it('gives each decision as an excerpt with group, day, §, Kort sagt, text, reason, taker and due, also in Word', async () => {
    const deficiency = await board.deficiency()
    await world.given(async ctx => {
      await ctx.rows(deficiencies).update(await ctx.rows(deficiencies).get({ id: deficiency.id }), {
        ...{ what: 'Ingen svarar i telefon.', forWhom: 'Den som saknar dator.', wanted: 'En direktlinje.' },
      })
    })
    const { meeting } = await board.open()
    await board.decide(meeting, 1, 'commit', { acceptedBy: 'Enhetschef' })
    const page = await (await board.convener.get('/beslut')).follow('§ 1/2026')
    const said = [
      'Ledningsgruppen Granåsen',
      '21 november 2026',
      '§ 1/2026',
      deficiency.number,
      'Ingen svarar i telefon.',
    ]
    const more = [
      'Den som saknar dator.',
      'En direktlinje.',
      'Försäkringskassan åtar sig',
      'Enhetschef',
      '20 januari 2027',
    ]
    for (const text of [...said, ...more]) expect(page.text).to.include(text)
    expect(page.text).to.include('Åtgärd: Försäkringskassan')
    const { paragraphs: lines, tables } = readDocx(await board.convener.download(`${page.path}/protokollsutdrag.docx`))
    const words = [...lines.map(({ text }) => text), ...tables.flat(2)].join('\n')
    for (const text of [...said, ...more]) expect(words).to.include(text)
  })
})
