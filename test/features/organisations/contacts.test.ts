import { expect } from 'chai'
import { askAgency } from '#src/features/answers/ask-agency.ts'
import { requestReroutings } from '#src/features/answers/joint.entity.ts'
import { meetings, OPEN_AGENDA } from '#src/features/meetings/meeting.entity.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import {
  asked,
  mailedLink,
  openedForm,
  QUESTION,
  requestOf,
  type Situation,
  situation,
} from '#test/features/answers/situation.ts'
import { Given } from '#test/support/given.ts'
import { thrownBy } from '#test/support/thrown-by.ts'
import { type Browser, World } from '#test/support/world.ts'

describe('The register of contacts', () => {
  let world: World
  let given: Given
  let admin: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    admin = await given.as('admin')
  })

  it('says which should be checked, on its list, on the contact and on the start page, until somebody has', async () => {
    const agency = await given.organisation({ name: 'Försäkringskassan' })
    const old = await given.contact(agency, { function: 'Områdeschef', verifiedDay: '2025-11-20' })
    await given.contact(agency, { function: 'Enhetschef', verifiedDay: '2025-11-21' })
    const office = await given.office()
    const coordinator = await given.as('coordinator', { officeId: office.id })
    for (const keeper of [admin, coordinator]) {
      const start = await keeper.get('/')
      expect(start.text).to.contain('Kontakter att kontrollera').and.contain('1 behöver kontrolleras')
    }
    const list = await (await coordinator.get('/')).follow('Kontakter att kontrollera')
    expect(list.path).to.equal('/myndigheter/kontakter?lage=kontrolleras')
    expect(list.text).to.contain('Områdeschef').and.not.contain('Enhetschef')
    const page = await list.follow('Områdeschef')
    expect(page.text).to.contain('mer än 12 månader sedan')
    const late = await coordinator.get(page.path)
    const after = await page.form('Uppgiften stämmer').submit()
    expect(after.notice).to.contain('kontrollerad i dag')
    expect(after.text).not.to.contain('Behöver kontrolleras')
    expect(after.postForms().some(({ action }) => action.endsWith('/stammer'))).to.equal(false)
    expect((await world.row(agencyContacts, { id: old.id })).verifiedDay).to.equal('2026-11-21')
    expect(await world.acts(agency.id)).to.deep.equal(['contact.verified'])
    expect((await admin.get('/')).text).not.to.contain('Kontakter att kontrollera')
    expect((await admin.get('/myndigheter/kontakter?lage=kontrolleras')).text).to.contain(
      'Alla kontakter är kontrollerade',
    )
    expect((await late.form('Uppgiften stämmer').submit()).status).to.equal(409)
  })

  it('lets a coordinator say who is the manager, and change nothing else', async () => {
    const agency = await given.organisation({ name: 'Försäkringskassan' })
    const [contact, boss] = [
      await given.contact(agency, { function: 'Handläggarenheten' }),
      await given.contact(agency, { function: 'Områdeschef' }),
    ]
    const foreign = await given.contact(await given.organisation())
    const office = await given.office()
    const coordinator = await given.as('coordinator', { officeId: office.id })
    const at = `/myndigheter/${agency.slug}/kontakter/${contact.id}`
    const form = await (await coordinator.get(at)).follow('Ändra kontaktens chef')
    const late = await coordinator.get(form.path)
    const save = form.form('Spara')
    expect(save.options('managerId').map(({ value }) => value)).to.deep.equal(['', boss.id])
    const half = await save.submit({ managerFunction: 'Chef' })
    expect([half.status, half.errors]).to.deep.equal([422, ['Skriv chefens e-postadress.']])
    expect((await save.send({ managerId: foreign.id })).status).to.equal(422)
    const done = await save.submit({ managerId: boss.id })
    expect(done.path).to.equal(at)
    expect(done.text).to.match(/Kontaktens chef Områdeschef/)
    const stolen = { function: 'En annan', email: 'annan@fk.test', active: '' }
    expect((await late.form('Spara').send({ ...stolen, managerId: '' })).status).to.equal(409)
    await (await coordinator.get(`${at}/chef`)).form('Spara').send({ ...stolen, managerId: '', managerFunction: '' })
    const { function: name, email, active, managerId } = await world.row(agencyContacts, { id: contact.id })
    expect([name, email, active, managerId]).to.deep.equal([contact.function, contact.email, true, null])
    expect(await world.acts(agency.id)).to.deep.equal(['contact.changed', 'contact.changed'])
    const convener = await given.as('convener', { groupId: (await given.group([office])).id })
    expect((await convener.get(at)).text).not.to.contain('Ändra kontaktens chef')
    expect((await convener.get(`${at}/chef`)).status).to.equal(403)
    expect((await coordinator.get(`/myndigheter/${agency.slug}/kontakter/${contact.id}/redigera`)).status).to.equal(403)
  })

  it('is grouped by organisation and unit', async () => {
    const body = await given.organisation({ name: 'Regionen' })
    const unit = await given.organisation({ name: 'Öppenvården', parentId: body.id })
    const ward = await given.organisation({ name: 'Mottagning Syd', parentId: unit.id })
    await given.contact(body, { function: 'Direktör' })
    await given.contact(unit, { function: 'Verksamhetschef' })
    await given.contact(ward, { function: 'Enhetschef' })
    const page = await admin.get(`/myndigheter/${body.slug}`)
    const tables = page
      .$('table')
      .toArray()
      .map(table => page.$(table).text().replace(/\s+/g, ' ').trim())
    expect(tables).to.have.length(3)
    expect(tables[0]).to.match(/^Kontakter.*Direktör/)
    expect(tables[1]).to.match(/^Mottagning Syd.*Enhetschef/)
    expect(tables[2]).to.match(/^Öppenvården.*Verksamhetschef/)
    expect((await admin.get(`/myndigheter/kontakter?organisation=${body.slug}`)).text).to.match(
      /Direktör.*Enhetschef.*Mottagning Syd.*Verksamhetschef/s,
    )
    expect((await admin.get('/myndigheter/kontakter?organisation=finns-inte')).text).to.contain('Ingen kontakt passar')
  })

  it('keeps who is reminded: another contact, or a function with an address, and never both', async () => {
    const agency = await given.organisation()
    const boss = await given.contact(agency, { function: 'Områdeschef' })
    const foreign = await given.contact(await given.organisation())
    const path = `/myndigheter/${agency.slug}/kontakter/ny`
    const typed = { function: 'Enhetschef', email: 'enhet@myndighet.test' }
    const form = async () => (await admin.get(path)).form('Spara')
    expect((await form()).options('managerId').map(({ value }) => value)).to.deep.equal(['', boss.id])
    const both = await (await form()).submit({ ...typed, managerId: boss.id, managerFunction: 'Chef' })
    expect(both.errors).to.deep.equal(['Välj en chef i listan eller skriv en funktion. Inte båda.'])
    expect((await (await form()).send({ ...typed, managerId: foreign.id })).status).to.equal(422)
    await (await form()).submit({ ...typed, managerId: boss.id })
    const made = await world.row(agencyContacts, { email: 'enhet@myndighet.test' })
    expect(made).to.include({ managerId: boss.id, verifiedDay: '2026-11-21' })
    expect((await admin.get(`/myndigheter/${agency.slug}/kontakter/${made.id}`)).text).to.match(/chef.*Områdeschef/s)
    const without = await admin.get('/myndigheter/kontakter?lage=utan-chef')
    expect(without.text).to.contain('Områdeschef').and.not.contain('enhet@myndighet.test')
  })

  it('is read by everybody with a role, kept by those who ask, and a stranger is told nothing', async () => {
    const { slug: agency } = await given.organisation()
    const contact = await given.contact(await given.organisation({ slug: 'fk' }))
    expect((await admin.get(`/myndigheter/${agency}/kontakter/${contact.id}`)).status).to.equal(404)
    const roles = { ombud: 403, member: 403, analyst: 403, coordinator: 200, convener: 200, admin: 200 } as const
    for (const [role, status] of Object.entries(roles)) {
      const browser = await given.as(role as keyof typeof roles)
      const page = await browser.get(`/myndigheter/fk/kontakter/${contact.id}`)
      expect(page.status, role).to.equal(200)
      expect(page.text.includes('Uppgiften stämmer'), role).to.equal(status === 200)
      expect((await browser.get(`/myndigheter/fk/kontakter/${contact.id}/slutat`)).status, role).to.equal(status)
      const own = page.form('Logga ut').fields
      for (const act of ['stammer', 'slutat', 'skicka-vidare'])
        if (status === 403)
          expect((await browser.raw('post', `/myndigheter/fk/kontakter/${contact.id}/${act}`, own)).status).to.equal(
            403,
          )
    }
    expect((await world.browser().raw('get', '/myndigheter/kontakter')).status).to.equal(303)
  })
})

describe('A contact that has left', () => {
  let world: World
  let now: Situation
  let coordinator: Browser
  let path: string
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
    coordinator = await now.given.as('coordinator', { officeId: now.office.id })
    path = `/myndigheter/${now.organisation.slug}/kontakter/${now.contact.id}`
  })
  const left = async (fields: Record<string, string>, browser = coordinator) =>
    (await browser.get(`${path}/slutat`)).form('Stäng kontakten').submit(fields)

  it('hands its question to another contact: the old link is dead, a new letter leaves, and both stand in the history', async () => {
    const successor = await now.given.contact(now.organisation, { function: 'Tf enhetschef', email: 'tf@m.test' })
    const request = await asked(now)
    const link = await mailedLink(now)
    world.clock.moveTo('2026-12-10T09:00:00Z')
    coordinator = await now.given.as('coordinator', { officeId: now.office.id })
    const page = await left({ closedDay: '2026-12-01', successorId: successor.id })
    expect(page.notice).to.contain('gått vidare till efterträdaren')
    expect(page.text).to.contain('Har slutat').and.contain('Gick vidare till Tf enhetschef')
    const after = await requestOf(world, request)
    expect(after).to.include({ contactId: successor.id, state: 'sent', dueDay: request.dueDay })
    expect((await world.browser().get(link)).status).to.equal(404)
    await world.sendMails()
    const fresh = world.lastLink('tf@m.test')
    expect((await openedForm(world, fresh)).page.text).to.contain(QUESTION)
    expect(world.letters.at(-1)?.text).to.contain('som har slutat').and.contain('21 december 2026')
    expect(await world.acts(now.deficiency.id)).to.include('request.rerouted')
    expect(await world.acts(now.organisation.id)).to.include('contact.left')
    expect(await world.row(requestReroutings, {})).to.include({
      requestId: request.id,
      fromContactId: now.contact.id,
      toContactId: successor.id,
    })
    expect((await coordinator.get(`/systemfel/${now.deficiency.number}/historik`)).text).to.contain(
      'Frågan gick vidare till en ny kontakt',
    )
    const list = await coordinator.get('/obesvarade')
    expect(list.text).to.contain('Tf enhetschef').and.contain('Tidigare: Enhetschef, försörjningsstöd')
    expect((await coordinator.get(`/myndigheter/${now.organisation.slug}/kontakter/${successor.id}`)).text).to.contain(
      'Enhetschef, försörjningsstöd',
    )
  })

  it('hands a question whose letter has not left over in silence: one letter leaves, to the new address', async () => {
    await asked(now)
    await left({ function: 'Ny enhetschef', email: 'ny@m.test', phone: '' })
    await world.sendMails()
    expect(world.letters).to.have.length(1)
    expect(world.letters[0]?.subject).to.equal('Begäran om svar: SF-2026-0001')
    expect(await world.row(agencyContacts, { email: 'ny@m.test' })).to.include({
      organisationId: now.organisation.id,
      verifiedDay: '2026-11-21',
      active: true,
    })
  })

  it('needs a successor while questions wait, and none otherwise', async () => {
    const page = await left({})
    expect(page.status).to.equal(200)
    const other = await situation(world)
    const keeper = await other.given.as('coordinator', { officeId: other.office.id })
    await asked(other)
    path = `/myndigheter/${other.organisation.slug}/kontakter/${other.contact.id}`
    const refused = await left({}, keeper)
    expect(refused.status).to.equal(422)
    expect(refused.errors).to.deep.equal(['Frågor väntar på svar hos kontakten. Välj vem som tar över dem.'])
    expect((await world.row(agencyContacts, { id: other.contact.id })).active).to.equal(true)
  })

  it('cannot hand over to somebody at another body', async () => {
    const foreign = await now.given.contact(await now.given.organisation())
    await asked(now)
    const form = (await coordinator.get(`${path}/slutat`)).form('Stäng kontakten')
    expect((await form.send({ successorId: foreign.id })).status).to.equal(422)
  })

  it('keeps what others asked until they send it on themselves, or the administrator does', async () => {
    const successor = await now.given.contact(now.organisation, { function: 'Tf enhetschef', email: 'tf@m.test' })
    const request = await asked(now)
    const elsewhere = await now.given.office()
    const stranger = await now.given.as('coordinator', { officeId: elsewhere.id })
    const page = await left({ successorId: successor.id }, stranger)
    expect(page.notice).to.equal('Kontakten är stängd.')
    expect(page.text).not.to.contain('SF-2026-0001')
    expect((await requestOf(world, request)).contactId).to.equal(now.contact.id)
    expect((await coordinator.get('/obesvarade')).text).to.contain('Kontakten har slutat')
    const own = await (await coordinator.get(path)).form('Skicka vidare till efterträdaren').submit()
    expect(own.notice).to.contain('gått vidare')
    expect((await requestOf(world, request)).contactId).to.equal(successor.id)
    expect((await coordinator.get('/obesvarade')).text).not.to.contain('Kontakten har slutat')
  })

  it('goes on to the last in line where the successor has left too', async () => {
    const [second, third] = [await now.given.contact(now.organisation), await now.given.contact(now.organisation)]
    const request = await asked(now)
    const stranger = await now.given.as('coordinator', { officeId: (await now.given.office()).id })
    await left({ successorId: second.id }, stranger)
    const first = path
    path = `/myndigheter/${now.organisation.slug}/kontakter/${second.id}`
    await left({ successorId: third.id }, stranger)
    await (await (await now.given.as('admin')).get(first)).form('Skicka vidare till efterträdaren').submit()
    expect((await requestOf(world, request)).contactId).to.equal(third.id)
  })

  it('in a tray: nothing leaves until the notes are done, and then to the new address only', async () => {
    const { group, office } = now
    await world.given(async ctx => {
      const meeting = await ctx.rows(meetings).insert({
        ...{ id: ctx.newId(), groupId: group.id, day: '2026-11-21', time: '09:00', place: 'Kommunhuset' },
        ...{ state: 'running', startedAt: ctx.now, endedAt: null, notesDoneAt: null, ...OPEN_AGENDA, version: 1 },
      })
      await askAgency(ctx, {
        ...{ deficiency: now.deficiency, contactId: now.contact.id, question: QUESTION, termDays: 30 },
        ...{ groupId: group.id, officeId: office.id, meetingId: meeting.id },
      })
    })
    const convener = await now.given.as('convener', { groupId: group.id })
    await left({ function: 'Ny chef', email: 'ny@m.test' }, convener)
    await world.sendMails()
    expect(world.letters).to.have.length(0)
    const held = await world.mails({ template: 'answers.request' })
    expect(held.map(({ toAddress, state }) => [toAddress, state])).to.deep.equal([['ny@m.test', 'held']])
  })

  it('is asked nothing more, by any way', async () => {
    await left({})
    const { deficiency, contact, group, office } = now
    const refused = await thrownBy(() =>
      world.given(ctx =>
        askAgency(ctx, {
          deficiency,
          contactId: contact.id,
          question: QUESTION,
          termDays: 30,
          groupId: group.id,
          officeId: office.id,
        }),
      ),
    )
    expect(refused).to.have.property('name', 'NotFound')
    const ask = await coordinator.get(`/systemfel/${deficiency.number}/begar-svar`)
    expect(ask.text).not.to.contain('Enhetschef, försörjningsstöd')
  })
})
