import { expect } from 'chai'
import { type Action, actions } from '#src/features/actions/action.entity.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { type Change, changeOf, readPeriod } from '#src/features/following/poster.rules.ts'
import { decisions, effectChecks } from '#src/features/meetings/decision.entity.ts'
import { readDocx } from '#test/support/docx.ts'
import { describeWithPoppler, readPdf } from '#test/support/pdf.ts'
import { type Browser, World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'
import { ACTION } from '../meetings/packed.ts'

describe('Ni sa – vi gjorde', () => {
  let world: World
  let board: Board
  let ombud: Browser
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    ombud = await board.given.browserOf(board.ombud)
  })
  const act = ({ id: deficiencyId }: Deficiency, values: Partial<Action>) =>
    world.given(ctx =>
      ctx.rows(actions).insert({
        ...{ ...ACTION, state: 'done', doneDay: '2026-11-02', description: 'Ord som någon skrev', officeId: null },
        ...{ strength: 'eases', organisationId: board.agency.id, deficiencyId, createdAt: ctx.now },
        ...values,
        id: ctx.newId(),
      } as Action),
    )
  /** A systemfel with so many reports, and something done about it. */
  const settled = async (title: string, reports: number, values: Partial<Action> = {}): Promise<Deficiency> => {
    let deficiency = await board.deficiency({ title })
    for (let at = 0; at < reports; at += 1) deficiency = await board.report(deficiency)
    await act(deficiency, values)
    return deficiency
  }

  it('tells what was said, what was done and what it changed, in facts', async () => {
    const { id: deficiencyId, description } = await settled('Ingen svarar i telefon', 2)
    const { meeting } = await board.open()
    await board.decide(meeting, 1, 'monitor')
    const { id: decisionId } = await world.row(decisions, { deficiencyId })
    const check = { deficiencyId, decisionId, months: 3, dueDay: '2026-11-15' }
    await world.given(ctx =>
      ctx.rows(effectChecks).insert({
        ...check,
        id: ctx.newId(),
        state: 'answered',
        answer: 'partly',
        createdAt: ctx.now,
        askedAt: null,
        settledAt: null,
      }),
    )
    const page = await ombud.get('/ni-sa-vi-gjorde')
    expect(page.text)
      .to.contain('PO Granåsen, 2026')
      .and.contain('Ingen svarar i telefon')
      .and.contain('Lokal nivå · Försäkringskassan')
      .and.contain('Försäkringskassan: rutin (lindrar), klart 2 november 2026.')
      .and.contain('Det har blivit lite bättre.')
      .and.not.contain('Ord som någon skrev')
      .and.not.contain(description)
  })

  it('leaves out what rests on a single report, what nothing was done about, and what was done at another time', async () => {
    await settled('Två rapporter', 2)
    await settled('En enda rapport', 1)
    await settled('I fjol', 2, { doneDay: '2025-11-02' })
    await settled('Bara föreslaget', 2, { state: 'proposed', doneDay: null })
    await settled('Försenat', 2, { state: 'accepted', doneDay: null, dueDay: '2026-11-20' })
    const page = await ombud.get('/ni-sa-vi-gjorde')
    expect(page.text).to.contain('Försäkringskassan: rutin (lindrar), skulle ha varit klart 20 november 2026.')
    for (const [title, shown] of [
      ['Två rapporter', true],
      ['En enda rapport', false],
      ['I fjol', false],
      ['Bara föreslaget', false],
    ] as const)
      expect(page.hasText(title), title).to.equal(shown)
    const before = await page.form('Visa').submit({ period: '2025-2' })
    expect(before.text).to.contain('andra halvåret 2025').and.contain('I fjol').and.not.contain('Två rapporter')
    expect((await ombud.get('/ni-sa-vi-gjorde?period=2024')).text).to.contain('Inget att visa för perioden')
  })

  it('is for the offices and groups where one works; others are not there', async () => {
    await settled('Två rapporter', 2)
    const other = await board.given.office({ slug: 'annan' })
    expect((await board.convener.get('/ni-sa-vi-gjorde')).text).to.contain('Två rapporter')
    expect((await ombud.get(`/ni-sa-vi-gjorde?plats=v-${other.slug}`)).status).to.equal(404)
    const elsewhere = await board.given.as('ombud', { officeId: other.id })
    expect((await elsewhere.get('/ni-sa-vi-gjorde')).text).to.not.contain('Två rapporter')
    const member = await board.given.as('member', { groupId: board.group.id })
    for (const path of ['/ni-sa-vi-gjorde', '/ni-sa-vi-gjorde.docx', '/ni-sa-vi-gjorde.pdf'])
      expect((await member.get(path)).status).to.equal(403)
  })

  it('is the same in Word, with its mark', async () => {
    await settled('Två rapporter', 2)
    const page = await ombud.get('/ni-sa-vi-gjorde')
    const href = page.$('a[href*=".docx"]').attr('href') ?? ''
    const { paragraphs, parts, tables } = readDocx(await ombud.download(href))
    expect(paragraphs.map(({ text }) => text)).to.include('Ni sa – vi gjorde')
    expect(JSON.stringify(tables)).to.contain('Två rapporter').and.contain('klart 2 november 2026.')
    expect(JSON.stringify([...parts.keys()])).to.contain('footer')
  })

  describeWithPoppler('as PDF', () => {
    it('fits on one page', async () => {
      for (const title of ['Ett', 'Två', 'Tre', 'Fyra', 'Fem', 'Sex', 'Sju', 'Åtta']) await settled(title, 2)
      const { pages } = readPdf(await ombud.download('/ni-sa-vi-gjorde.pdf'))
      expect(pages).to.have.length(1)
      expect(pages[0]).to.contain('Ni sa – vi gjorde').and.contain('Åtta')
    })
  })

  it('finds no place and keeps its year, whatever else an address says (I5)', async () => {
    await settled('Ett', 2)
    const shown = (await ombud.get('/ni-sa-vi-gjorde')).$('tbody').text()
    expect(shown).to.contain('Ett')
    for (const said of ["' OR 1=1 --", '1; DROP TABLE "office"', '%', 'finns-inte-alls']) {
      const asked = encodeURIComponent(said)
      expect((await ombud.get(`/ni-sa-vi-gjorde?plats=${asked}`)).status, said).to.equal(404)
      expect((await ombud.get(`/ni-sa-vi-gjorde?period=${asked}`)).$('tbody').text(), said).to.equal(shown)
    }
  })

  it('knows a period from what is none', () => {
    expect(readPeriod('2026')).to.deep.equal({ from: '2026-01-01', to: '2026-12-31' })
    expect(readPeriod('2026-1')).to.deep.equal({ from: '2026-01-01', to: '2026-06-30' })
    expect(readPeriod('2026-2')).to.deep.equal({ from: '2026-07-01', to: '2026-12-31' })
    for (const key of ['', '26', '2026-3', '2026-13', "2026' OR 1=1", '20266'])
      expect(readPeriod(key), key).to.equal(null)
  })

  it('says what it changed by what those who reported have said', () => {
    const cases: readonly [Parameters<typeof changeOf>[0], Change][] = [
      [{ state: 'resolved', effect: 'yes', effectDay: null }, 'resolved'],
      [{ state: 'eased', effect: 'partly', effectDay: null }, 'eased'],
      [{ state: 'remedied', effect: 'yes', effectDay: '2027-01-01' }, 'better'],
      [{ state: 'on_agenda', effect: 'no', effectDay: null }, 'not'],
      [{ state: 'remedied', effect: 'not_met', effectDay: '2027-01-01' }, 'notMet'],
      [{ state: 'remedied', effect: null, effectDay: '2027-01-01' }, 'asked'],
      [{ state: 'action_under_way', effect: null, effectDay: null }, 'none'],
    ]
    for (const [line, change] of cases) expect(changeOf(line)).to.equal(change)
  })
})
