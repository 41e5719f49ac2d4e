import { expect } from 'chai'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import { type Observation, observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { contentOf } from '#test/support/dry-run.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { everyText, fileReport, givenDeficiency, TEXT, writeReport } from './filed.ts'

const NEXT = 'Spara och fortsätt'

describe('A draft while it is written', () => {
  let world: World
  let given: Given
  let office: Office
  let ombud: Browser
  let keys = 0
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    ombud = await given.as('ombud', { officeId: office.id })
  })

  const key = (): string => {
    keys += 1
    return `autosave-key-of-a-test-${keys}`
  }
  /** As the script of the page does: the page's form as it stands, to where it says, with a key of its own. */
  function keep(browser: Browser, page: Page, typed: Record<string, string>, formKey = key()) {
    const form = page.$('form[data-autosave]')
    const action = form.attr('data-autosave') ?? ''
    const { fields } = page.form(form.attr('action') ?? '')
    return browser.raw('post', action, { ...fields, ...typed, formKey })
  }
  /** Where a save leads, read there. */
  async function keptAt(browser: Browser, answer: Awaited<ReturnType<typeof keep>>) {
    expect(answer.status, answer.text).to.equal(303)
    return (await browser.raw('get', String(answer.headers['location']))).body as { version: number; page: string }
  }
  const drafts = (): Promise<Observation[]> => world.rows(observations, { state: 'draft' })
  const content = (): Promise<string> => world.works.snapshot(SYSTEM, ctx => contentOf(ctx.em))

  it('is made of the first words, once, however often they are sent, and has a page of its own', async () => {
    const page = await ombud.get('/rapportera')
    const same = key()
    const answers = await Promise.all([1, 2, 3].map(() => keep(ombud, page, { whatHappened: TEXT }, same)))
    answers.push(await keep(ombud, page, { whatHappened: TEXT }, same))
    expect(new Set(answers.map(({ headers }) => headers['location'])).size).to.equal(1)
    const [draft, ...others] = await drafts()
    expect(others).to.deep.equal([])
    expect(draft).to.include({ whatHappened: TEXT, officeId: office.id, version: 1 })
    const kept = await keptAt(ombud, answers[0] as never)
    expect(kept).to.deep.equal({ version: 1, page: `/rapportera/${draft?.id}` })
    const again = await ombud.get(kept.page)
    expect(again.form(NEXT).fields).to.include({ whatHappened: TEXT, version: '1' })
  })

  it('is not made of nothing', async () => {
    const page = await ombud.get('/rapportera')
    for (const nothing of ['', '  \n '])
      expect((await keep(ombud, page, { whatHappened: nothing })).status).to.equal(422)
    expect(await drafts()).to.deep.equal([])
  })

  it('follows what is written, on every step that has a box, and leaves what the form does not have', async () => {
    await writeReport(ombud, { extent: { tried: 'Vi har ringt.' } })
    const [{ id }] = (await drafts()) as [Observation]
    const text = await ombud.get(`/rapportera/${id}`)
    await keptAt(ombud, await keep(ombud, text, { whatHappened: `${TEXT} Och nu` }))
    const extent = await ombud.get(`/rapportera/${id}/omfattning`)
    const typed = { consequence: 'Räkningarna blir', proposal: 'Fler handläggare', tried: '' }
    const { version } = await keptAt(ombud, await keep(ombud, extent, typed))
    const [draft] = await drafts()
    expect(draft).to.include({ whatHappened: `${TEXT} Och nu`, ...typed, tried: null, version, clientBand: '2-4' })
    expect(draft?.changedAt).to.deep.equal(world.clock.now())
  })

  it('keeps its text until there is another', async () => {
    await keep(ombud, await ombud.get('/rapportera'), { whatHappened: TEXT })
    const [{ id }] = (await drafts()) as [Observation]
    await keptAt(ombud, await keep(ombud, await ombud.get(`/rapportera/${id}`), { whatHappened: ' ' }))
    expect((await drafts())[0]?.whatHappened).to.equal(TEXT)
  })

  it('keeps the line of “samma här” as its text', async () => {
    const { number } = await givenDeficiency(world, office)
    const likeness = await (await ombud.get('/rapportera')).form(NEXT).submit({ whatHappened: TEXT })
    const same = await likeness.form('Samma här').submit({ choice: number })
    await keptAt(ombud, await keep(ombud, same, { line: `${TEXT} Nu igen.` }))
    expect((await drafts())[0]?.whatHappened).to.equal(`${TEXT} Nu igen.`)
  })

  it('never takes a personal number in any box: 422, and it is nowhere (P5)', async () => {
    await writeReport(ombud)
    const [{ id }] = (await drafts()) as [Observation]
    const before = await content()
    const extent = `/rapportera/${id}/omfattning`
    const boxes: readonly (readonly [string, string])[] = [
      ['/rapportera', 'whatHappened'],
      [`/rapportera/${id}`, 'whatHappened'],
      [extent, 'consequence'],
      [extent, 'tried'],
      [extent, 'proposal'],
    ]
    for (const [path, name] of boxes)
      for (const spelling of ['19121212-1212', '121212 1212', '1912\u200b12121212']) {
        const answer = await keep(ombud, await ombud.get(path), { [name]: `canary ${spelling}` })
        expect(answer.status, `${path} ${name} ${spelling}`).to.equal(422)
        expect(answer.body).to.deep.equal({})
      }
    expect(await content()).to.equal(before)
    expect(await everyText(world)).to.not.match(/canary|12121212|121212 1212/)
    expect(world.logLines.join('\n')).to.not.match(/canary|12121212/)
  })

  it('may hold what the guard asks about, and is asked about it before it is sent', async () => {
    await writeReport(ombud)
    const [{ id }] = (await drafts()) as [Observation]
    const typed = `${TEXT} Ring 08-123 45 67.`
    await keptAt(ombud, await keep(ombud, await ombud.get(`/rapportera/${id}`), { whatHappened: typed }))
    expect((await drafts())[0]?.whatHappened).to.equal(typed)
    const check = await ombud.get(`/rapportera/${id}/kontrollera`)
    const asked = await check.form('Skicka rapporten').submit({ noClientData: 'ja' })
    expect([asked.status, asked.text.includes('08-123 45 67')]).to.deep.equal([422, true])
    expect((await drafts()).length).to.equal(1)
    const again = asked.form('Skicka rapporten')
    const receipt = await again.submit({ noClientData: 'ja', ...again.reviewed() })
    expect(receipt.heading).to.equal('Rapporten är mottagen')
  })

  it('does not overwrite what was changed elsewhere, and its button shows both texts (C4)', async () => {
    await keep(ombud, await ombud.get('/rapportera'), { whatHappened: TEXT })
    const [{ id }] = (await drafts()) as [Observation]
    const [here, there] = [await ombud.get(`/rapportera/${id}`), await ombud.get(`/rapportera/${id}`)]
    await keptAt(ombud, await keep(ombud, there, { whatHappened: 'Där skrevs något annat.' }))
    expect((await keep(ombud, here, { whatHappened: 'Här skrevs det här.' })).status).to.equal(409)
    expect((await drafts())[0]?.whatHappened).to.equal('Där skrevs något annat.')
    const both = await here.form(NEXT).submit({ whatHappened: 'Här skrevs det här.' })
    expect(both.status).to.equal(409)
    expect(both.text).to.contain('Där skrevs något annat.').and.contain('Här skrevs det här.')
  })

  it('is its author’s alone, and needs what every form needs (Z1, S8)', async () => {
    await keep(ombud, await ombud.get('/rapportera'), { whatHappened: TEXT })
    const [{ id }] = (await drafts()) as [Observation]
    const page = await ombud.get(`/rapportera/${id}`)
    const path = `/rapportera/${id}/utkast/1`
    const colleague = await given.as('ombud', { officeId: office.id })
    const coordinator = await given.as('coordinator', { officeId: office.id })
    const member = await given.as('member')
    const before = await content()
    const own = String((await colleague.get('/rapportera')).form(NEXT).fields['_csrf'])
    expect((await keep(colleague, page, { whatHappened: 'Kapad', _csrf: own })).status).to.equal(404)
    expect((await colleague.raw('get', path)).status).to.equal(404)
    expect((await coordinator.raw('get', path)).status).to.equal(404)
    expect((await member.raw('get', path)).status).to.equal(403)
    expect((await keep(ombud, page, { whatHappened: 'Kapad', _csrf: 'x' })).status).to.equal(403)
    expect((await keep(ombud, page, { whatHappened: 'Kapad' }, 'kort')).status).to.equal(403)
    expect((await world.browser().raw('get', path)).status).to.equal(303)
    expect(await content()).to.equal(before)
  })

  it('is no draft once it has been sent: what the office reads is changed by the button only', async () => {
    const sent = await fileReport(world, ombud)
    const coordinator = await given.as('coordinator', { officeId: office.id })
    const reason = (await coordinator.get(`/inkorg/${sent.number}/ater`)).form('Skicka tillbaka')
    await reason.submit({ reason: 'Skriv vilket intyg det gäller.' })
    const page = await ombud.get(`/rapportera/${sent.id}`)
    expect(page.$('form[data-autosave]').attr('data-autosave')).to.equal('')
    const { fields } = page.form(NEXT)
    const forced = { ...fields, whatHappened: 'Annan text', formKey: key() }
    expect((await ombud.raw('post', `/rapportera/${sent.id}/utkast`, forced)).status).to.equal(409)
    expect((await world.row(observations, { id: sent.id })).whatHappened).to.equal(TEXT)
  })

  it('belongs to the office chosen, else to the one last written for', async () => {
    const second = await given.office()
    const roles = [office, second].map(({ id }) => ({ role: 'ombud' as const, officeId: id }))
    const browser = await given.browserOf(await given.person(roles))
    const offices: string[] = []
    for (const typed of [
      { whatHappened: 'Ett' },
      { whatHappened: 'Två', officeId: second.id },
      { whatHappened: 'Tre' },
    ]) {
      await keptAt(browser, await keep(browser, await browser.get('/rapportera'), typed as Record<string, string>))
      offices.push((await drafts()).find(({ whatHappened }) => whatHappened === typed.whatHappened)?.officeId ?? '')
      world.clock.moveTo(new Date(world.clock.now().getTime() + 1000))
    }
    expect(offices).to.deep.equal([office.id, second.id, second.id])
  })

  it('says whose it is as the first step does, also when that is chosen last; a reload has not forgotten', async () => {
    const colleague = await given.person([{ role: 'ombud', officeId: office.id }])
    const elsewhere = await given.person([{ role: 'ombud', officeId: (await given.office()).id }])
    await keep(ombud, await ombud.get('/rapportera'), { whatHappened: TEXT })
    const [{ id, ombudId: self }] = (await drafts()) as [Observation]
    const page = `/rapportera/${id}`
    await keptAt(ombud, await keep(ombud, await ombud.get(page), { whatHappened: `${TEXT} Mer.`, forId: colleague.id }))
    expect((await drafts())[0]).to.include({ ombudId: colleague.id, writtenById: self })
    const again = await ombud.get(page)
    expect(again.form(NEXT).fields['forId']).to.equal(colleague.id)
    await keptAt(ombud, await keep(ombud, again, { whatHappened: `${TEXT} Ännu mer.` }))
    expect((await drafts())[0]?.ombudId, 'no other step asks').to.equal(colleague.id)
    const refused = await (await ombud.get(page)).form(NEXT).send({ forId: elsewhere.id })
    expect([refused.status, refused.form(NEXT).names.includes('forId')]).to.deep.equal([422, true])
    await (await ombud.get(page)).form(NEXT).submit({ forId: '' })
    expect((await drafts())[0]).to.include({ ombudId: self, writtenById: null })
  })

  it('of a coordinator waits until it is said for whom it is written', async () => {
    const colleague = await given.person([{ role: 'ombud', officeId: office.id }])
    const coordinator = await given.as('coordinator', { officeId: office.id })
    const page = await coordinator.get('/rapportera')
    expect((await keep(coordinator, page, { whatHappened: TEXT })).status).to.equal(422)
    expect(await drafts()).to.deep.equal([])
    await keptAt(coordinator, await keep(coordinator, page, { whatHappened: TEXT, forId: colleague.id }))
    expect((await drafts())[0]).to.include({ ombudId: colleague.id, officeId: office.id })
  })

  it('leaves no line in the log: a draft is nobody’s business yet', async () => {
    const before = (await world.rows(auditEvents)).length
    await keep(ombud, await ombud.get('/rapportera'), { whatHappened: TEXT })
    const [{ id }] = (await drafts()) as [Observation]
    await keep(ombud, await ombud.get(`/rapportera/${id}`), { whatHappened: `${TEXT} Mer.` })
    expect((await world.rows(auditEvents)).length).to.equal(before)
  })
})
