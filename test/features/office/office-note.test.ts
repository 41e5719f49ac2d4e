import { expect } from 'chai'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { enterCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { officeNotes } from '#src/features/office/office-note.entity.ts'
import { officeNotePolicy } from '#src/features/office/office-note.policy.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { type Actor, type Grant, NOBODY, SYSTEM } from '#src/kernel/actor.ts'
import { fileReport, givenDeficiency } from '#test/features/observations/filed.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'

const WORDS = 'Vi väntar tills mottagningen har flyttat'
const MARK = 'Intern anteckning – läses bara i verksamheten'

describe('Internal notes', () => {
  let world: World
  let given: Given
  let office: Office
  let ombud: Browser
  let coordinator: Browser
  let deficiency: Deficiency
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office({ name: 'PO i Tyresö' })
    ombud = await given.browserOf(await given.person([{ role: 'ombud', officeId: office.id }], { name: 'Anna Ombud' }))
    coordinator = await given.as('coordinator', { officeId: office.id })
    deficiency = await givenDeficiency(world, office)
  })
  const write = async (browser: Browser, path: string, fields: Record<string, string> = {}): Promise<Page> =>
    (await browser.get(`${path}/anteckningar`)).form('Spara anteckningen').submit({ note: WORDS, ...fields })
  const path = '/systemfel/SF-2026-0001'

  it('stand on a report and on a systemfel, marked, with who and when, and are added to', async () => {
    await fileReport(world, ombud)
    for (const [subject, read] of [
      ['/rapporter/R-2026-0001', '/rapporter/R-2026-0001'],
      ['/rapporter/R-2026-0001', '/inkorg/R-2026-0001'],
      [path, path],
    ] as const) {
      const after = await write(ombud, subject)
      expect(after.notice).to.contain('Anteckningen är sparad')
      const page = await coordinator.get(read)
      const section = page.$('section.app-internal').text().replace(/\s+/g, ' ')
      expect(section, read)
        .to.contain(MARK)
        .and.contain(WORDS)
        .and.contain('Anna Ombud')
        .and.contain('21 november 2026')
    }
    const again = await (await ombud.get(path)).follow('Skriv en intern anteckning')
    await again.form('Spara anteckningen').submit({ note: 'En till' })
    const both = await ombud.get(`${path}/anteckningar`)
    expect(both.text).to.contain(WORDS).and.contain('En till')
    expect(both.$('form[action*=anteckningar]').length).to.equal(1)
    expect(await world.rows(officeNotes, { subjectId: deficiency.id })).to.have.length(2)
  })

  it('must say something, and are read by the privacy guard', async () => {
    const empty = await write(ombud, path, { note: ' ' })
    expect([empty.status, empty.errors]).to.deep.equal([422, ['Skriv en anteckning.']])
    const number = await write(ombud, path, { note: 'Gäller 19121212-1212' })
    expect(number.status).to.equal(422)
    const named = await write(ombud, path, { note: 'Skriv till vard@kommun.example igen' })
    expect(named.status).to.equal(422)
    const form = named.form('Spara anteckningen')
    expect((await form.submit({ ...form.reviewed() })).status).to.equal(200)
    expect(await world.rows(officeNotes)).to.have.length(1)
  })

  it('are each office’s own on a systemfel that several feed', async () => {
    const second = await given.office({ name: 'PO i Haninge' })
    await world.given(ctx => enterCircle(ctx, deficiency.id, 'office', second.id))
    const other = await given.as('coordinator', { officeId: second.id })
    await write(ombud, path)
    await write(other, path, { note: 'Haninges egen anteckning' })
    expect((await other.get(path)).text)
      .to.contain('Haninges egen')
      .and.not.contain(WORDS)
    expect((await ombud.get(`${path}/anteckningar`)).text).to.not.contain('Haninges egen')
    const both = await given.browserOf(
      await given.person([
        { role: 'coordinator', officeId: office.id },
        { role: 'ombud', officeId: second.id },
      ]),
    )
    const page = await both.get(`${path}/anteckningar`)
    expect(page.text)
      .to.contain(WORDS)
      .and.contain('Haninges egen')
      .and.contain('PO i Tyresö')
      .and.contain('PO i Haninge')
    expect((await write(both, path)).status).to.equal(422)
    const third = await given.office()
    const form = (await both.get(`${path}/anteckningar`)).form('Spara anteckningen')
    expect((await form.send({ note: 'x', officeId: third.id })).status).to.equal(422)
    expect((await form.submit({ note: 'Till Haninge', officeId: second.id })).status).to.equal(200)
    expect((await world.rows(officeNotes, { officeId: second.id })).map(({ text }) => text)).to.include('Till Haninge')
  })

  it('are nobody else’s: not the group’s, the analyst’s, the administrator’s or another office’s', async () => {
    const municipality = await given.municipality()
    const group = await given.group([office])
    await world.given(async ctx => {
      await enterCircle(ctx, deficiency.id, 'group', group.id)
      await enterCircle(ctx, deficiency.id, 'municipality', municipality.id)
    })
    await write(ombud, path)
    for (const role of ['convener', 'member'] as const) {
      const browser = await given.as(role, { groupId: group.id })
      const page = await browser.get(path)
      expect(page.status, role).to.equal(200)
      expect(page.html, role).to.not.contain('anteckning').and.not.contain(WORDS)
      expect((await browser.get(`${path}/historik`)).text).to.not.contain('anteckning')
      expect((await browser.get(`${path}/anteckningar`)).status, role).to.equal(403)
    }
    const foreign = await given.as('ombud', { officeId: (await given.office()).id })
    expect((await foreign.get(`${path}/anteckningar`)).status).to.equal(404)
    const visiting = await given.browserOf(
      await given.person([
        { role: 'ombud', officeId: (await given.office()).id },
        { role: 'convener', groupId: group.id },
      ]),
    )
    expect((await visiting.get(path)).html).to.not.contain(WORDS)
    expect((await visiting.get(`${path}/anteckningar`)).status).to.equal(404)
    const admin = await given.as('admin')
    expect((await admin.get('/admin/logg')).text)
      .to.contain('En intern anteckning skrevs')
      .and.not.contain(WORDS)
  })

  it('are withheld like other texts, by their own office', async () => {
    const second = await given.office({ name: 'PO i Haninge' })
    await world.given(ctx => enterCircle(ctx, deficiency.id, 'office', second.id))
    const other = await given.person([{ role: 'coordinator', officeId: second.id }])
    await write(await given.browserOf(other), path)
    const page = await (await (await given.browserOf(other)).get(`${path}/anteckningar`)).follow('Spärra')
    const form = page.form('Spärra')
    expect((await ombud.get(`${path}/sparra`)).text).to.not.contain(WORDS)
    await form.submit({ places: form.option('places', 'Intern anteckning'), why: 'client' })
    expect((await world.rows(officeNotes))[0]?.text).to.equal('[Spärrad i väntan på beslut]')
    expect((await world.mails()).map(({ toAddress }) => toAddress)).to.deep.equal([other.email])
    expect((await (await given.browserOf(other)).get('/sparrat')).text).to.contain('SF-2026-0001')
    expect((await coordinator.get('/sparrat')).text).to.not.contain('SF-2026-0001')
  })
})

describe('Who may read and write an office’s notes (Z1)', () => {
  const none: Grant = { role: 'ombud', officeId: null, groupId: null, areaId: null, organisationId: null }
  const person = (grant: Partial<Grant>): Actor => ({
    ...NOBODY,
    kind: 'person',
    id: 'x',
    grants: [{ ...none, ...grant }],
  })
  const MATRIX: readonly (readonly [string, Actor, boolean])[] = [
    ['nobody', NOBODY, false],
    ['the system', SYSTEM, false],
    ['an ombud of the office', person({ role: 'ombud', officeId: 'own' }), true],
    ['its coordinator', person({ role: 'coordinator', officeId: 'own' }), true],
    ['an ombud elsewhere', person({ role: 'ombud', officeId: 'other' }), false],
    ['a coordinator elsewhere', person({ role: 'coordinator', officeId: 'other' }), false],
    ['a convener', person({ role: 'convener', groupId: 'group' }), false],
    ['a member who was given the office by mistake', person({ role: 'member', officeId: 'own' }), false],
    ['an analyst', person({ role: 'analyst', areaId: 'area' }), false],
    ['an administrator', person({ role: 'admin' }), false],
  ]
  for (const [who, actor, may] of MATRIX)
    it(`${who}: ${may ? 'both' : 'neither'}`, () => {
      for (const act of ['view', 'write'] as const)
        expect(officeNotePolicy.can(actor, act, { officeId: 'own' }), act).to.equal(may)
    })
})
