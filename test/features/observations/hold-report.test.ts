import { expect } from 'chai'
import { sendDigests } from '#src/features/following/digest.job.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import { officeNotes } from '#src/features/office/office-note.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { fileReport, givenDeficiency } from './filed.ts'

const WHY = 'Mottagningen flyttar. Vi väntar tills de har öppnat.'

describe('A report that rests', () => {
  let world: World
  let given: Given
  let office: Office
  let ombud: Person
  let author: Browser
  let coordinator: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    ombud = await given.person([{ role: 'ombud', officeId: office.id }])
    author = await given.browserOf(ombud)
    coordinator = await given.as('coordinator', { officeId: office.id })
    await fileReport(world, author)
  })
  const stored = () => world.row(observations, { number: 'R-2026-0001' })
  const hold = async (fields: Record<string, string> = {}): Promise<Page> =>
    (await coordinator.get('/inkorg/R-2026-0001/vila')).form('Låt vila').submit({ reason: WHY, ...fields })
  const list = (page: Page, id: string): string => page.$(`section[aria-labelledby=${id}]`).text().replace(/\s+/g, ' ')

  it('is set aside from the inbox for thirty days, unless another day is chosen', async () => {
    const page = await (await coordinator.get('/inkorg')).follow('Låt vila')
    expect(page.form('Låt vila').fields).to.include({ until: '2026-12-21' })
    const after = await page.form('Låt vila').submit({ reason: WHY, until: '2026-12-01' })
    expect(after.notice).to.contain('Rapporten vilar')
    expect(await stored()).to.include({ state: 'sent', heldUntil: '2026-12-01' })
    const inbox = await coordinator.get('/inkorg')
    expect(inbox.text).to.contain('Nya (0)').and.contain('Vilar (1)').and.contain('Vilar till 1 december 2026')
    expect((await coordinator.get('/')).text).to.contain('Inkorg Inget väntar')
    expect(await world.acts((await stored()).id)).to.deep.equal(['observation.sent', 'observation.held'])
    expect(await world.mails()).to.deep.equal([])
  })

  it('says until when in the ombud’s list, and why in an internal note of the office', async () => {
    await hold()
    expect((await author.get('/rapporter')).text).to.contain('Vilar till 21 december 2026')
    const read = await author.get('/rapporter/R-2026-0001')
    expect(read.text).to.contain(WHY).and.contain('varför den vilar')
    expect((await world.rows(officeNotes))[0]).to.include({ kind: 'held', text: WHY, officeId: office.id })
    expect((await stored()).reason).to.equal(null)
  })

  it('asks for a reason and a day that may be, and keeps what was typed', async () => {
    const cases = [
      [{ reason: '' }, 'Skriv varför rapporten ska vila.'],
      [{ until: '2026-11-21' }, 'Välj en dag från i morgon och högst 180 dagar fram.'],
      [{ until: '2027-05-21' }, 'Välj en dag från i morgon och högst 180 dagar fram.'],
      [{ until: 'snart' }, 'Skriv ett datum'],
    ] as const
    for (const [fields, error] of cases) {
      const again = await hold(fields)
      expect([again.status, again.errors.join()], JSON.stringify(fields)).to.satisfy(
        ([status, errors]: [number, string]) => status === 422 && errors.includes(error),
      )
    }
    expect((await hold({ until: 'snart' })).html).to.contain(WHY)
    expect((await stored()).heldUntil).to.equal(null)
    expect(await world.rows(officeNotes)).to.deep.equal([])
  })

  it('comes back by itself on the day', async () => {
    await hold({ until: '2026-12-01' })
    world.clock.moveTo('2026-11-30T12:00:00Z')
    coordinator = await given.as('coordinator', { officeId: office.id })
    expect((await coordinator.get('/inkorg')).text).to.contain('Nya (0)')
    world.clock.moveTo('2026-12-01T08:00:00Z')
    coordinator = await given.as('coordinator', { officeId: office.id })
    const inbox = await coordinator.get('/inkorg')
    expect(list(inbox, 'nya')).to.contain('Nya (1)').and.contain('R-2026-0001').and.not.contain('Vilar')
    expect((await coordinator.get('/')).text).to.contain('Inkorg Nya: 1')
    expect((await (await given.browserOf(ombud)).get('/rapporter')).text).to.not.contain('Vilar')
  })

  it('is taken up again at once, from the inbox or its own page', async () => {
    for (const path of ['/inkorg', '/inkorg/R-2026-0001']) {
      await hold()
      const after = await (await coordinator.get(path)).form('Ta upp nu').submit()
      expect(after.notice).to.contain('Rapporten är ny igen')
      expect((await stored()).heldUntil).to.equal(null)
    }
    const acts = await world.acts((await stored()).id)
    expect(acts.slice(1)).to.deep.equal([
      'observation.held',
      'observation.resumed',
      'observation.held',
      'observation.resumed',
    ])
  })

  it('C4: stops the second of two coordinators, and a form left open', async () => {
    const [one, other] = [
      await coordinator.get('/inkorg/R-2026-0001/vila'),
      await coordinator.get('/inkorg/R-2026-0001/vila'),
    ]
    await one.form('Låt vila').submit({ reason: WHY })
    const resting = await coordinator.get('/inkorg/R-2026-0001')
    expect((await other.form('Låt vila').submit({ reason: 'Annat' })).status).to.equal(409)
    await resting.form('Ta upp nu').submit()
    expect((await resting.form('Ta upp nu').send({ formKey: 'another-key-of-thirty-characters' })).status).to.equal(409)
    expect(await world.rows(officeNotes)).to.have.length(1)
  })

  it('can be settled as it rests, and then rests no more', async () => {
    const { id } = await givenDeficiency(world, office)
    await hold()
    await (await coordinator.get('/inkorg/R-2026-0001')).form('Koppla hit').submit({ number: 'SF-2026-0001' })
    expect(await stored()).to.include({ state: 'linked', deficiencyId: id, heldUntil: null })
    expect((await coordinator.get('/inkorg/R-2026-0001/vila')).text).to.contain('Kopplad till SF-2026-0001')
  })

  it('is new, not resting, when it comes back completed', async () => {
    await hold()
    await (await coordinator.get('/inkorg/R-2026-0001/ater'))
      .form('Skicka tillbaka')
      .submit({ reason: 'Vilken månad?' })
    const check = await (await author.get('/rapporter/R-2026-0001')).follow('Komplettera och skicka igen')
    await check.form('Skicka rapporten igen').submit({ noClientData: 'ja' })
    expect(list(await coordinator.get('/inkorg'), 'nya')).to.contain('Nya (1)')
  })

  it('is the coordinator’s of the office to set aside: elsewhere it does not exist', async () => {
    const foreign = await given.as('coordinator', { officeId: (await given.office()).id })
    expect((await foreign.get('/inkorg/R-2026-0001/vila')).status).to.equal(404)
    expect((await author.get('/inkorg/R-2026-0001/vila')).status).to.equal(403)
    await hold()
    const form = (await coordinator.get('/inkorg/R-2026-0001')).form('Ta upp nu')
    const token = (await foreign.get('/inkorg')).$('input[name=_csrf]').attr('value') ?? ''
    const fields = { ...form.fields, ...(token === '' ? {} : { _csrf: token }) } as Record<string, string>
    expect((await foreign.post(form.action, fields)).status).to.be.oneOf([403, 404])
    expect((await stored()).heldUntil).to.equal('2026-12-21')
  })
})

describe('A finding that something is not systemic', () => {
  let world: World
  let given: Given
  let office: Office
  let ombud: Person
  let coordinator: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    ombud = await given.person([{ role: 'ombud', officeId: office.id }])
    coordinator = await given.browserOf(
      await given.person([{ role: 'coordinator', officeId: office.id }], { name: 'Greta' }),
    )
    await fileReport(world, await given.browserOf(ombud))
    await settle('inte-systemfel', 'Avsluta rapporten', 'En enskild händelse')
  })
  const settle = async (path: string, button: string, reason: string): Promise<Page> =>
    (await coordinator.get(`/inkorg/R-2026-0001/${path}`)).form(button).submit({ reason })
  const stored = () => world.row(observations, { number: 'R-2026-0001' })

  it('is taken back with a reason: the report is new again, the ombud is told, both reasons stay', async () => {
    const again = await settle('angra', 'Gör rapporten ny igen', '')
    expect(again.status).to.equal(422)
    const after = await settle('angra', 'Gör rapporten ny igen', 'Fler har mött det')
    expect(after.notice).to.contain('Rapporten är ny igen')
    expect(await stored()).to.include({ state: 'sent', reason: null, triagedAt: null })
    const notes = (await world.rows(officeNotes)).map(({ kind, text }) => [kind, text])
    expect(notes).to.have.deep.members([
      ['dismissed', 'En enskild händelse'],
      ['reopened', 'Fler har mött det'],
    ])
    const read = await (await given.browserOf(ombud)).get('/rapporter/R-2026-0001')
    expect(read.text)
      .to.contain('Greta: varför det inte var ett systemfel')
      .and.contain('Fler har mött det')
      .and.not.contain('Därför är det inte ett systemfel')
    // She has had a letter this week, which said the opposite.
    world.clock.moveTo('2026-11-28T09:00:00Z')
    await sendDigests(world.works)
    const [mail] = await world.mails({ template: 'observations.reopened' })
    expect(mail).to.include({
      toAddress: ombud.email,
      path: '/rapporter/R-2026-0001',
    })
    expect(mail?.facts).to.deep.equal({ reference: 'R-2026-0001', office: office.name })
    const acts = await world.acts((await stored()).id)
    expect(acts).to.deep.equal(['observation.sent', 'observation.dismissed', 'observation.reopened'])
  })

  it('can be made and taken back once more, and every reason is kept', async () => {
    await settle('angra', 'Gör rapporten ny igen', 'Fler har mött det')
    await settle('ater', 'Skicka tillbaka', 'Vilken myndighet?')
    await settle('inte-systemfel', 'Avsluta rapporten', 'Det är rättat')
    expect((await stored()).reason).to.equal('Det är rättat')
    const kept = (await world.rows(officeNotes)).map(({ text }) => text)
    expect(kept).to.have.members(['En enskild händelse', 'Fler har mött det', 'Vilken myndighet?'])
  })

  it('is offered on the report’s page, and only while it stands', async () => {
    const page = await coordinator.get('/inkorg/R-2026-0001')
    expect(page.text).to.contain('Ångra: gör rapporten ny igen').and.not.contain('Låt rapporten vila')
    const [one, other] = [
      await coordinator.get('/inkorg/R-2026-0001/angra'),
      await coordinator.get('/inkorg/R-2026-0001/angra'),
    ]
    await one.form('Gör rapporten ny igen').submit({ reason: 'Fler' })
    expect((await other.form('Gör rapporten ny igen').submit({ reason: 'Fler' })).status).to.equal(409)
    expect((await coordinator.get('/inkorg/R-2026-0001')).text).to.not.contain('Ångra')
    const foreign = await given.as('coordinator', { officeId: (await given.office()).id })
    expect((await foreign.get('/inkorg/R-2026-0001/angra')).status).to.equal(404)
  })
})
