import { expect } from 'chai'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { enterCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { areaMunicipalities, areas } from '#src/features/organisations/municipality.entity.ts'
import { searchEntries } from '#src/features/search/search-entry.entity.ts'
import { readerToken } from '#src/features/search/search-tokens.rules.ts'
import type { Grant } from '#src/kernel/actor.ts'
import { type Browser, World } from '#test/support/world.ts'
import { answered, mailedLink } from '../answers/situation.ts'
import { Board } from '../meetings/board.ts'
import { fileReport } from '../observations/filed.ts'
import { hits, hitsOn, searched, totalOn } from './found.ts'

/** Stands in every text of the board, and in no other. */
const WORD = 'kvastfening'
const KINDS = ['systemfel', 'rapporter', 'beslut', 'svar'] as const
type Seen = Readonly<Partial<Record<(typeof KINDS)[number], number>>>

describe('Z5: search shows, counts and quotes only what its reader may read', () => {
  let world: World
  let board: Board
  let deficiency: Deficiency
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    deficiency = await board.deficiency({ title: 'Kvastfening saknas', description: `Ingen ${WORD} på flera veckor.` })
  })

  /** One of each kind: a report, a decision to ask, and what the agency answered. */
  async function fill(): Promise<void> {
    await fileReport(world, await board.given.browserOf(board.ombud), { text: `Det finns ingen ${WORD} här heller.` })
    await board.report(deficiency)
    const { meeting } = await board.open()
    await board.decide(meeting, 1, 'ask', { text: `Gruppen frågar om ${WORD}.`, question: `När kommer ${WORD}?` })
    await board.end(meeting)
    await board.finish(meeting)
    const link = await mailedLink({ world })
    await answered(world, link, { kind: 'planned', text: `Vi köper ${WORD}.`, changeDay: '2027-02-01', otherBody: '' })
  }

  async function expectSeen(browser: Browser, seen: Seen, who: string): Promise<void> {
    const all = Object.values(seen).reduce((sum, count) => sum + count, 0)
    const page = await searched(browser, WORD)
    expect(hitsOn(page), who).to.have.length(all)
    expect(totalOn(page), who).to.equal(all === 0 ? '' : all === 1 ? '1 träff' : `${all} träffar`)
    for (const kind of KINDS)
      expect(await hits(browser, WORD, `&slag=${kind}`), `${who}: ${kind}`).to.have.length(seen[kind] ?? 0)
    if (all === 0) expect(page.html, who).to.not.contain('Kvastfening')
  }

  it('by role and by where the reader stands', async () => {
    await fill()
    const given = board.given
    const elsewhere = await given.office()
    const area = await world.given(async ctx => {
      const [member] = await ctx.rows(areas).all()
      const made = member ?? (await ctx.rows(areas).insert({ id: ctx.newId(), name: 'Länet' }))
      for (const { municipalityId } of await ctx.sql.select<{ municipalityId: string }>(
        `SELECT "member_id" AS "municipalityId" FROM "circle_member" WHERE "kind" = 'municipality'`,
      ))
        await ctx.rows(areaMunicipalities).insert({ id: ctx.newId(), areaId: made.id, municipalityId })
      return made
    })
    const inside: Seen = { systemfel: 1, rapporter: 1, beslut: 1, svar: 1 }
    const circle: Seen = { systemfel: 1, beslut: 1, svar: 1 }
    const cases: readonly (readonly [string, readonly Partial<Grant>[], Seen])[] = [
      ['ombud', [{ role: 'ombud', officeId: board.office.id }], inside],
      ['coordinator', [{ role: 'coordinator', officeId: board.office.id }], inside],
      ['convener', [{ role: 'convener', groupId: board.group.id }], circle],
      ['member', [{ role: 'member', groupId: board.group.id }], circle],
      ['analyst of the area', [{ role: 'analyst', areaId: area.id }], circle],
      ['ombud elsewhere', [{ role: 'ombud', officeId: elsewhere.id }], {}],
      ['convener elsewhere', [{ role: 'convener', groupId: (await given.group([elsewhere])).id }], {}],
    ]
    for (const [who, granted, seen] of cases)
      await expectSeen(await given.browserOf(await given.person(granted)), seen, who)
  })

  it('not to those who only administer, nor to those who have not signed in', async () => {
    await fill()
    const admin = await board.given.as('admin')
    const answer = await admin.raw('get', `/sok?q=${WORD}`)
    expect(answer.status).to.equal(403)
    expect(answer.text).to.not.contain('Kvastfening saknas')
    expect((await admin.get('/')).$('header form[role=search]')).to.have.length(0)
    expect((await world.browser().get(`/sok?q=${WORD}`)).path).to.match(/^\/logga-in/)
  })

  it('as before when the reader stands in very many circles', async () => {
    await fill()
    const given = board.given
    const many: Partial<Grant>[] = []
    for (let nr = 0; nr < 60; nr++) many.push({ role: 'member', groupId: (await given.group([])).id })
    await expectSeen(await given.browserOf(await given.person(many)), {}, 'many others')
    const own = [...many, { role: 'member' as const, groupId: board.group.id }]
    await expectSeen(await given.browserOf(await given.person(own)), { systemfel: 1, beslut: 1, svar: 1 }, 'many')
  })

  it('not a draft, and a report once it is sent', async () => {
    const ombud = await board.given.browserOf(board.ombud)
    await (await ombud.get('/rapportera')).form('Spara och fortsätt').submit({ whatHappened: 'Tallbacken är stängd.' })
    expect(await hits(ombud, 'tallbacken')).to.deep.equal([])
    await fileReport(world, ombud, { text: 'Tallbacken är stängd.' })
    expect(await hits(ombud, 'tallbacken')).to.have.length(1)
  })

  it('to whoever comes into the circle, from then on', async () => {
    await fill()
    const newcomer = await board.given.office()
    const browser = await board.given.as('ombud', { officeId: newcomer.id })
    await expectSeen(browser, {}, 'before')
    await world.given(ctx => enterCircle(ctx, deficiency.id, 'office', newcomer.id))
    await expectSeen(browser, { systemfel: 1, beslut: 1, svar: 1 }, 'after')
  })

  it('even where the index should say something else', async () => {
    await fill()
    const { id: officeId } = await board.given.office()
    const other = await board.given.as('ombud', { officeId })
    await world.given(async ctx => {
      for (const { id, tokens } of await ctx.rows(searchEntries).all())
        await ctx.rows(searchEntries).change(id, { tokens: `${tokens} ${readerToken(officeId)}` })
    })
    const page = await searched(other, WORD)
    expect(hitsOn(page)).to.deep.equal([])
    expect(page.html).to.not.contain('Kvastfening')
  })

  it('and by a number no more than by words', async () => {
    const report = await fileReport(world, await board.given.browserOf(board.ombud))
    const other = await board.given.as('ombud', { officeId: (await board.given.office()).id })
    for (const number of [deficiency.number, report.number as string, '1']) {
      expect(await hits(other, number), number).to.deep.equal([])
      expect(totalOn(await searched(other, number)), number).to.equal('')
    }
    const member = await board.given.as('member', { groupId: board.group.id })
    expect(await hits(member, report.number as string)).to.deep.equal([])
  })

  it('and guesses no word that the reader would not find', async () => {
    await board.deficiency({ title: 'Krav på läkarintyg' })
    const inside = await board.given.browserOf(board.ombud)
    expect((await searched(inside, 'läkaritnyg')).text).to.contain('Menade du')
    const other = await board.given.as('ombud', { officeId: (await board.given.office()).id })
    expect((await searched(other, 'läkaritnyg')).text).to.not.contain('Menade du')
  })
})
