import { expect } from 'chai'
import { agendaSuggestions, consentReplies } from '#src/features/meetings/agenda.entity.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import type { Grant } from '#src/kernel/actor.ts'
import { type Browser, World } from '#test/support/world.ts'
import { Board } from './board.ts'

const UNKNOWN = '00000000-0000-7000-8000-000000000000'
/** Path under the meeting, and what its leader, its member, an ombud of its office and a stranger are answered. */
const READS = [
  ['', 200, 200, 200, 404],
  ['/andra', 200, 403, 403, 404],
  ['/material', 200, 200, 404, 404],
  ['/material.pdf', 200, 200, 404, 404],
  ['/material.docx', 200, 200, 404, 404],
  ['/dagordning', 200, 403, 403, 404],
  ['/forslag', 200, 200, 404, 404],
  ['/samtycke', 200, 200, 404, 404],
  ['/narvaro', 200, 403, 403, 404],
  ['/kallelse', 200, 403, 403, 404],
  ['/stall-in', 200, 403, 403, 404],
  // Nobody here is called to it.
  ['/svar', 404, 404, 404, 404],
  ['/punkter/1', 200, 200, 404, 404],
  ['/punkter/1/forslag', 200, 403, 403, 404],
  ['/punkter/99', 404, 404, 404, 404],
  ['/skarm', 200, 200, 404, 404],
  ['/skarm/lage', 200, 200, 404, 404],
  ['/utkorg', 200, 403, 403, 404],
  ['/protokoll', 200, 404, 404, 404],
  ['/protokoll/1', 404, 403, 403, 404],
  ['/protokoll.docx', 200, 404, 404, 404],
  ['/protokoll.pdf', 200, 404, 404, 404],
  // Nothing is approved.
  ['/protokoll.json', 404, 404, 404, 404],
  ['/justering', 200, 403, 403, 404],
  ['/minnesanteckningar.docx', 200, 404, 404, 404],
  // Whoever may read a text may withhold it.
  ['/sparra', 200, 200, 200, 404],
] as const
const ACTS = [
  '/andra',
  '/dagordning/forslag',
  '/dagordning/ordning',
  '/dagordning/borttag',
  '/dagordning/systemfel',
  '/dagordning/punkt',
  '/material/bekraftelse',
  '/dagordning/tider',
  '/dagordning/lasning',
  '/dagordning/upplasning',
  '/dagordning/samtycke',
  '/forslag/upptagning',
  '/forslag/avbojan',
  '/samtycke/notering',
  '/samtycke/beslut',
  '/punkter/1/forslag',
  '/punkter/1/forslag/aterstallning',
  '/narvaro',
  `/narvaro/${UNKNOWN}`,
  '/kallelse',
  '/paminnelse',
  '/stall-in',
  '/oppning',
  '/punkter/1/beslut',
  '/punkter/1/anteckning',
  '/punkter/1/jav',
  '/punkter/1/visning',
  '/avslut',
  '/bordlaggning',
  '/utkorg',
  '/anteckningar-klara',
  '/protokoll/1',
  '/protokoll/1/aterga',
  '/justering',
  '/justering/justerare',
  '/justering/borttag',
  '/justering/paminnelse',
  '/justering/aterkallelse',
  '/justering/las',
] as const
/** For the group's own people: nobody else knows that they are there. */
const OWN_ACTS = ['/forslag', '/samtycke'] as const
/** Open to all who may see the meeting. */
const READERS_ACT = '/sparra'
/** For whoever is called: told to all others as though it were not there. */
const OWN_ACT = '/svar'

describe('Who reaches a meeting (Z1)', () => {
  let world: World
  let board: Board
  let meeting: Meeting
  let browsers: Record<'leader' | 'member' | 'ombud' | 'stranger' | 'analyst' | 'admin', Browser>
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    await board.deficiency()
    meeting = (await board.open()).meeting
    const other = await board.given.group([])
    const as = (role: Grant['role'], scope: Partial<Grant>) => board.given.as(role, scope)
    browsers = {
      leader: board.convener,
      member: await as('member', { groupId: board.group.id }),
      ombud: await as('ombud', { officeId: board.office.id }),
      stranger: await as('convener', { groupId: other.id }),
      analyst: await as('analyst', {}),
      admin: await as('admin', {}),
    }
  })

  for (const [path, leader, member, ombud, stranger] of READS)
    it(`GET /moten/:id${path}`, async () => {
      const expected = { leader, member, ombud, stranger, analyst: 404, admin: 404 }
      for (const [who, browser] of Object.entries(browsers)) {
        const { status } = await browser.raw('get', `/moten/${meeting.id}${path}`)
        expect(status, who).to.equal(expected[who as keyof typeof expected])
        expect((await browser.raw('get', `/moten/${UNKNOWN}${path}`)).status, `${who}, unknown`).to.equal(404)
      }
      const nobody = await world.browser().raw('get', `/moten/${meeting.id}${path}`)
      expect(nobody.status).to.equal(303)
    })

  for (const path of ACTS)
    it(`POST /moten/:id${path}`, async () => {
      const before = [await board.meeting(), await board.items(meeting)]
      const expected = { member: 403, ombud: 403, stranger: 404, analyst: 404, admin: 404 }
      for (const [who, status] of Object.entries(expected)) {
        const browser = browsers[who as keyof typeof expected]
        const token = (await browser.get('/min-sida')).form('Logga ut').fields
        const fields = { ...token, version: '1', item: UNKNOWN, type: 'monitor', text: 'x', title: 'x', number: 'x' }
        for (const [id, answer] of [
          [meeting.id, status],
          [UNKNOWN, 404],
        ] as const) {
          const key = `${who}${id}`.replace(/\W/g, '').slice(0, 30)
          const sent = await browser.raw('post', `/moten/${id}${path}`, { ...fields, formKey: key.padEnd(30, 'x') })
          expect(sent.status, `${who} ${id}`).to.equal(answer)
        }
      }
      expect([await board.meeting(), await board.items(meeting)]).to.deep.equal(before)
    })

  for (const path of OWN_ACTS)
    it(`POST /moten/:id${path}`, async () => {
      for (const who of ['ombud', 'stranger', 'analyst', 'admin'] as const) {
        const token = (await browsers[who].get('/min-sida')).form('Logga ut').fields
        const [item] = await board.items(meeting)
        const said = { item: item?.id ?? '', answer: 'agreed', title: 'x', reason: 'x', formKey: who.padEnd(30, 'x') }
        expect(
          (await browsers[who].raw('post', `/moten/${meeting.id}${path}`, { ...token, ...said })).status,
          who,
        ).to.equal(404)
      }
      expect(await world.rows(agendaSuggestions)).to.deep.equal([])
      expect(await world.rows(consentReplies)).to.deep.equal([])
    })

  it(`POST /moten/:id${READERS_ACT}`, async () => {
    for (const who of ['stranger', 'analyst', 'admin'] as const) {
      const token = (await browsers[who].get('/min-sida')).form('Logga ut').fields
      const fields = { ...token, places: `meeting.place.${meeting.id}`, why: 'client', formKey: who.padEnd(30, 'x') }
      expect((await browsers[who].raw('post', `/moten/${meeting.id}${READERS_ACT}`, fields)).status, who).to.equal(404)
    }
    expect(await board.meeting()).to.deep.equal(meeting)
    // Neither notes nor decisions are offered to those who may not read them yet.
    expect((await browsers.ombud.get(`/moten/${meeting.id}${READERS_ACT}`)).text).not.to.match(/Anteckning|Beslut/)
  })

  it(`POST /moten/:id${OWN_ACT}`, async () => {
    for (const [who, browser] of Object.entries(browsers)) {
      const token = (await browser.get('/min-sida')).form('Logga ut').fields
      const fields = { ...token, invitation: UNKNOWN, answer: 'coming', formKey: who.padEnd(30, 'x') }
      expect((await browser.raw('post', `/moten/${meeting.id}${OWN_ACT}`, fields)).status, who).to.equal(404)
    }
  })

  it('has a row here for every route of a meeting', () => {
    const acts = [...ACTS, ...OWN_ACTS, READERS_ACT, OWN_ACT]
    const known = [...READS.map(([path]) => `get ${path}`), ...acts.map(path => `post ${path}`)].map(line =>
      line.replace(/(punkter|protokoll)\/\d+/, '$1/:nr').replace(UNKNOWN, ':person'),
    )
    const routes = world.app.routes.filter(({ path }) => path.startsWith('/moten/:id'))
    const listed = routes.map(({ method, path }) => `${method} ${path.replace('/moten/:id', '')}`)
    expect([...new Set(known)].sort()).to.deep.equal(listed.sort())
  })
})
