import { expect } from 'chai'
import { makeLog } from '#src/log.ts'
import { sendOutbox } from '#src/mail/send-outbox.job.ts'
import { smtpTransport } from '#src/mail/transport.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { FROM } from '../../mail/letters.ts'
import { Sink } from '../../mail/sink.ts'
import { asked, mailedLink, type Situation, situation } from '../answers/situation.ts'

describe('A letter that came back to somebody’s own mailbox', () => {
  let world: World
  let now: Situation
  let admin: Browser
  let coordinator: Browser
  let id: string
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
    admin = await now.given.as('admin')
    coordinator = await now.given.as('coordinator', { officeId: now.office.id })
    const request = await asked(now)
    id = request.id
    await mailedLink(now, request)
  })
  const note = async (address: string, bounce = 'unknown'): Promise<Page> =>
    (await admin.get('/admin/drift/studs')).form('Spara').submit({ address, bounce })
  /** In the list itself, beside what it may be narrowed to. */
  const marked = async (): Promise<boolean> =>
    (await coordinator.get('/obesvarade')).$('tbody').text().includes('Brevet kom inte fram')
  const requestPage = (): Promise<Page> => coordinator.get(`/obesvarade/${id}`)

  it('shows on the question that it was about, until another has left', async () => {
    expect((await requestPage()).text).to.include('Begäran om svar: skickat')
    expect(await marked()).to.equal(false)
    const page = await note(now.contact.email.toUpperCase())
    expect(page.notice).to.include('Nu syns det att brevet inte kom fram.')
    expect(page.text).to.include('Adressen finns inte').and.include(now.contact.email)
    const shown = await requestPage()
    expect(shown.text).to.include('tog inte emot brevet').and.include('Begäran om svar: kom inte fram')
    expect(shown.text).to.include('Adressen finns inte').and.not.include(now.contact.email)
    expect(await marked()).to.equal(true)
    await shown.form('Skicka länken igen').submit()
    await world.sendMails()
    expect((await requestPage()).text).not.to.include('tog inte emot brevet')
    expect(await marked()).to.equal(false)
  })

  it('J3: shows for the coordinator within one run when the server refused it, also when it is set aside', async () => {
    await (await requestPage()).form('Skicka länken igen').submit()
    const sink = await Sink.open()
    const transport = smtpTransport(sink.url, FROM)
    sink.refuse = () => ({ code: 550 })
    await sendOutbox(world.works, transport, makeLog('silent'))
    transport.close()
    await sink.close()
    expect((await requestPage()).text)
      .to.include('tog inte emot brevet')
      .and.include('(550)')
    const letter = await (await admin.get('/admin/drift')).follow('länken igen')
    await letter.form('Lägg åt sidan').submit()
    expect((await requestPage()).text).to.include('tog inte emot brevet')
    expect(await marked()).to.equal(true)
  })

  it('is not believed of an address that nothing was sent to', async () => {
    const page = await note('felstavad@myndighet.test')
    expect(page.status).to.equal(422)
    expect(page.errors).to.deep.equal(['Inget brev har skickats till adressen. Kontrollera hur den är skriven.'])
    expect((await note('inte en adress')).status).to.equal(422)
    expect((await requestPage()).text).not.to.include('tog inte emot brevet')
  })

  it('is noted from the letter itself, with its address filled in', async () => {
    const letter = await (await admin.get('/admin/drift?lage=skickade')).follow('Begäran om svar')
    const form = (await letter.follow('Ett brev har studsat')).form('Spara')
    expect(form.fields['address']).to.equal(now.contact.email)
  })
})
