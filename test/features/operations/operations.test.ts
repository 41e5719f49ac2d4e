import { expect } from 'chai'
import { type JobRun, jobRuns } from '#src/jobs/job-run.entity.ts'
import { JobRunner } from '#src/jobs/job-runner.ts'
import { JOBS } from '#src/jobs/jobs.ts'
import { makeLog } from '#src/log.ts'
import { noTransport } from '#src/mail/transport.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { states, waiting } from '../../mail/letters.ts'

describe('The administrator’s page about letters and jobs', () => {
  let world: World
  let admin: Browser
  beforeEach(async () => {
    world = await World.open()
    admin = await new Given(world).as('admin')
  })
  const drift = (query = ''): Promise<Page> => admin.get(`/admin/drift${query}`)
  const failed = { state: 'failed', failure: '550', attempts: 1 } as const

  it('is reached from the start page and the log, and says so when nothing has failed', async () => {
    expect((await (await admin.get('/')).follow('Brev som inte gick fram')).heading).to.equal('Drift')
    const page = await (await admin.get('/admin/logg')).follow('Brev och jobb')
    expect(page.text).to.include('Inga brev här: misslyckade').and.include('Du behöver inte göra något.')
    expect(page.text).to.include('Inget brev väntar')
    expect(page.$('nav [aria-current]').text()).to.include('Logg')
  })

  it('counts what lies where, and says how long the oldest has waited', async () => {
    await waiting(world, 2)
    world.clock.moveTo('2026-11-21T09:05:00Z')
    await waiting(world, 1)
    await waiting(world, 3, failed)
    await waiting(world, 1, { state: 'held', heldByMeetingId: 'x'.repeat(36) })
    const page = await drift()
    const figures = page
      .$('.app-figure')
      .toArray()
      .map(one => page.$(one).text().trim())
    expect(figures).to.deep.equal([
      '3 Misslyckade',
      '0 Hålls efter återläsning',
      '3 Väntar',
      '1 I mötens utkorgar',
      '0 Skickade',
      '0 Lagda åt sidan',
    ])
    expect(page.text).to.include('21 november 2026 kl. 10.00')
  })

  it('tells whom a failed letter was for, what it is about and the code, and never what it says', async () => {
    await waiting(world, 1, {
      ...failed,
      toName: 'Kanarie Fågelsson',
      facts: { reference: 'SF-2026-7', group: 'Kanarie' },
    })
    const page = await drift()
    for (const said of ['Inget svar behövs', 'mottagare-0@myndighet.test', 'SF-2026-7', '(550)', 'Försök: 1'])
      expect(page.text).to.include(said)
    const letter = await page.follow('Inget svar behövs')
    expect(letter.text).to.include('mottagare-0@myndighet.test').and.include('(550)')
    for (const { html } of [page, letter]) expect(html).not.to.match(/kanarie/i)
  })

  it('shows a letter whose row cannot be read', async () => {
    const [mail] = await waiting(world, 1, { state: 'failed', failure: 'unreadable' })
    await world.db.write(em => em.query(`UPDATE "outbox_mail" SET "facts" = '{"ref' WHERE "id" = '${mail?.id}'`))
    const letter = await (await drift()).follow('Inget svar behövs')
    expect(letter.text).to.include('Raden i databasen går inte att läsa').and.include('Begäran om svar')
    await world.db.write(em => em.query(`UPDATE "outbox_mail" SET "facts" = '{}' WHERE "id" = '${mail?.id}'`))
  })

  it('keeps its choices in the address, and shows one page at a time', async () => {
    await waiting(world, 60, failed)
    await waiting(world, 1, { ...failed, template: 'people.invitation', toAddress: 'ny@kommun.test' })
    const first = await drift('?lage=misslyckade&mall=answers.withdrawn')
    expect(first.$('tbody').first().find('tr')).to.have.length(50)
    expect(first.text).not.to.include('ny@kommun.test')
    const next = await first.follow('Nästa')
    expect(next.$('tbody').first().find('tr')).to.have.length(10)
    const chosen = await first.form('Visa').submit({ mall: 'people.invitation' })
    expect(chosen.$('tbody').first().find('tr')).to.have.length(1)
    expect(chosen.path).to.include('mall=people.invitation')
    for (const odd of ['?lage=finns-inte', '?fore=inte-ett-id', '?mall=inget'])
      expect((await drift(odd)).status, odd).to.equal(200)
  })

  it('sends one letter again, and logs who did', async () => {
    const [mail] = await waiting(world, 1, failed)
    const page = await (await (await drift()).follow('Inget svar behövs')).form('Skicka igen').submit()
    expect(page.notice).to.include('Brevet är på väg.')
    await world.sendMails()
    expect(world.letters.map(({ messageId }) => messageId)).to.deep.equal([`<${mail?.id}@systemfel.test>`])
    expect(await world.acts(mail?.id as string)).to.deep.equal(['mail.sentAgain'])
    expect((await admin.get('/admin/logg')).text).to.include('Skickade ett brev igen')
  })

  it('sends all failed again, but for those that came back', async () => {
    await waiting(world, 3, failed)
    await waiting(world, 1, { ...failed, failure: 'bounce.unknown' })
    await waiting(world, 1, { state: 'discarded' })
    await (await drift()).form('Skicka alla igen').submit()
    expect(await states(world)).to.deep.equal({ waiting: 3, failed: 1, discarded: 1 })
  })

  it('sets one aside: it is never sent, and can be taken up again', async () => {
    await waiting(world, 1, failed)
    await (await (await drift()).follow('Inget svar behövs')).form('Lägg åt sidan').submit()
    world.clock.moveTo('2026-11-25T10:00:00Z')
    await world.sendMails()
    expect(world.letters).to.deep.equal([])
    admin = await new Given(world).as('admin')
    const letter = await (await drift('?lage=atsidan')).follow('Inget svar behövs')
    await letter.form('Skicka igen').submit()
    await world.sendMails()
    expect(world.letters).to.have.length(1)
  })

  it('refuses to send again what has been sent, waits, or lies in a tray', async () => {
    for (const values of [
      { state: 'sent' },
      { state: 'waiting' },
      { state: 'held', heldByMeetingId: 'x'.repeat(36) },
    ] as const) {
      const [mail] = await waiting(world, 1, values)
      await waiting(world, 1, failed)
      const letter = await admin.get(`/admin/drift/brev/${mail?.id}`)
      expect(letter.postForms().filter(({ action }) => action.includes('/brev/'))).to.deep.equal([])
      for (const act of ['utskick', 'undanlaggning']) {
        const token = (await drift()).form('Skicka alla igen').fields
        expect((await admin.post(`/admin/drift/brev/${mail?.id}/${act}`, token)).status).to.equal(409)
      }
    }
  })

  it('is nobody else’s', async () => {
    const given = new Given(world)
    const office = await given.office()
    const [mail] = await waiting(world, 1, failed)
    for (const role of ['ombud', 'coordinator'] as const) {
      const browser = await given.as(role, { officeId: office.id })
      for (const path of ['', `/brev/${mail?.id}`, '/studs'])
        expect((await browser.get(`/admin/drift${path}`)).status).to.equal(403)
    }
    expect((await admin.get('/admin/drift/brev/finns-inte')).status).to.equal(404)
  })

  describe('jobs', () => {
    const run = async (): Promise<void> => {
      const runner = new JobRunner({ works: world.works, transport: noTransport, log: makeLog('silent') }, JOBS)
      await runner.look()
      await runner.settled()
    }
    const row = (id: string): Promise<JobRun> => world.row(jobRuns, { id })

    it('stand there with their rhythm, their last run, the next and what went wrong', async () => {
      expect((await drift()).text)
        .to.include('Skicka brev')
        .and.include('Inte än')
      await run()
      await run()
      await world.given(ctx =>
        ctx.rows(jobRuns).change('clear-technical', { attempts: 2, failure: 'SQLITE_IOERR', lastDoneAt: null }),
      )
      const { text } = await drift()
      expect(text).to.include('Var 3:e sekund').and.include('Var 10:e minut').and.include('Varje dag kl. 03.20')
      expect(text).to.include('22 november 2026 kl. 03.20')
      expect(text).to.include('Misslyckades (SQLITE_IOERR)').and.include('Försök: 2')
    })

    it('can be run now', async () => {
      await run()
      expect((await row('clear-drafts')).lastDoneAt).to.equal(null)
      const form = (await drift()).form('Kör nu')
      expect(form.options('jobb').map(({ label }) => label)).not.to.include('Skicka brev')
      const page = await form.submit({ jobb: form.option('jobb', 'gamla utkast') })
      expect(page.notice).to.include('Jobbet körs så snart som möjligt.')
      await run()
      expect((await row('clear-drafts')).lastDoneAt).to.deep.equal(world.clock.now())
      expect((await row('clear-drafts')).nextAt.toISOString()).to.equal('2026-11-22T02:20:00.000Z')
      expect(await world.acts('clear-drafts')).to.deep.equal(['job.wanted'])
      const unchosen = await (await drift()).form('Kör nu').submit()
      expect(unchosen.status).to.equal(422)
    })
  })
})
