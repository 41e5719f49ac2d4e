import { expect } from 'chai'
import { requestDueChanges } from '#src/features/answers/exchange.entity.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { answered, asked, mailedLink, openedForm, requestOf, type Situation, situation } from './situation.ts'

const ASKED = { newDay: '2027-01-31', reason: 'Nämnden sammanträder först i januari.' }

describe('More time to answer', () => {
  let world: World
  let now: Situation
  let link: string
  let id: string
  let browser: Browser
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
    ;({ id } = await asked(now))
    link = await mailedLink(now)
    ;({ browser } = await openedForm(world, link))
  })
  const ask = async (values: Partial<typeof ASKED> = {}): Promise<Page> =>
    (await browser.get('/svar/mer-tid')).form('Be om mer tid').submit({ ...ASKED, ...values })
  const page = async (): Promise<Page> =>
    (await now.given.as('coordinator', { officeId: now.office.id })).get(`/obesvarade/${id}`)

  it('is asked for with a day and a reason; the old day holds until whoever asked has said so', async () => {
    const done = await ask()
    expect(done.status).to.equal(200)
    expect(done.path).to.equal('/svar')
    expect(done.text).to.contain('från 21 december 2026 till 31 januari 2027').and.contain(ASKED.reason)
    expect((await requestOf(world, { id })).dueDay).to.equal('2026-12-21')
    const [mail] = await world.mails({ template: 'answers.moreTime' })
    expect(mail?.toAddress).to.equal(now.office.email)
    expect(JSON.stringify(mail)).not.to.contain('Nämnden')
  })

  it('is granted in one act: the day moves, and the old one is kept with the reason', async () => {
    await ask()
    const granted = await (await page()).form('Bevilja mer tid').submit()
    expect(granted.text).to.contain('31 januari 2027').and.contain(ASKED.reason)
    expect((await requestOf(world, { id })).dueDay).to.equal('2027-01-31')
    expect(await world.row(requestDueChanges, { requestId: id })).to.include({
      ...{ fromDay: '2026-12-21', toDay: '2027-01-31', reason: ASKED.reason, outcome: 'granted' },
    })
    expect(granted.text).to.contain('Mer tid beviljad: svar senast 31 januari 2027 i stället för 21 december 2026')
    const coordinator = await now.given.as('coordinator', { officeId: now.office.id })
    expect((await coordinator.get(`/systemfel/${now.deficiency.number}/historik`)).text).to.contain(
      'Mer tid beviljades',
    )
    expect((await coordinator.get('/obesvarade')).text).to.contain('31 januari 2027')
  })

  it('gives the contact a link that lasts until the new day', async () => {
    await ask()
    await (await page()).form('Bevilja mer tid').submit()
    await world.sendMails()
    world.clock.moveTo('2027-01-30T09:00:00Z')
    expect((await world.browser().get(link)).status).to.equal(404)
    const fresh = world.lastLink(now.contact.email)
    const opened = await openedForm(world, fresh)
    expect(opened.page.text).to.contain('31 januari 2027')
    const answer = { kind: 'investigating', text: 'Vi vet mer i vår.' }
    expect((await answered(world, fresh, answer)).heading).to.equal('Tack, svaret är mottaget')
  })

  it('is refused in one act: the day stays, and the contact is told', async () => {
    await ask()
    const refused = await (await page()).form('Behåll svarsdagen').submit()
    expect(refused.text).to.contain('Mer tid beviljades inte: svar senast 21 december 2026')
    expect((await requestOf(world, { id })).dueDay).to.equal('2026-12-21')
    const [mail] = await world.mails({ template: 'answers.timeRefused' })
    expect(mail?.toAddress).to.equal(now.contact.email)
    expect((await ask({ newDay: '2026-12-30' })).text).to.contain('30 december 2026')
  })

  it('is asked for once at a time, and decided once', async () => {
    const first = await browser.get('/svar/mer-tid')
    const before = await page()
    expect(before.text).not.to.contain('Bevilja mer tid')
    await ask()
    expect((await browser.get('/svar/mer-tid')).text).to.contain('Ni har redan bett om mer tid')
    await first.form('Be om mer tid').submit(ASKED)
    expect(await world.rows(requestDueChanges)).to.have.length(1)
    const [one, other] = [await page(), await page()]
    await one.form('Bevilja mer tid').submit()
    expect((await other.form('Behåll svarsdagen').submit()).status).to.equal(409)
    expect((await requestOf(world, { id })).dueDay).to.equal('2027-01-31')
  })

  it('is no longer asked about when the answer has come', async () => {
    await ask()
    await answered(world, link)
    const after = await page()
    expect(after.text).to.contain(ASKED.reason).and.not.contain('Bevilja mer tid')
  })

  it('is not for others to grant', async () => {
    await ask()
    const { form } = { form: (await page()).form('Bevilja mer tid') }
    const member = await now.given.as('ombud', { officeId: now.office.id })
    const seen = await member.get(`/obesvarade/${id}`)
    expect(seen.status).to.equal(200)
    expect(seen.text).to.contain(ASKED.reason).and.not.contain('Bevilja mer tid')
    const { _csrf } = seen.postForms()[0]?.fields ?? {}
    const tried = await member.post(`/obesvarade/${id}/mer-tid`, { ...form.fields, _csrf: String(_csrf) })
    expect(tried.status).to.equal(403)
    expect((await requestOf(world, { id })).dueDay).to.equal('2026-12-21')
  })

  const wrong: readonly [string, Partial<typeof ASKED>, string][] = [
    ['no reason', { reason: '' }, 'Skriv varför ni behöver mer tid.'],
    ['the day that is set', { newDay: '2026-12-21' }, 'Välj en dag som är senare än svarsdagen och inte har varit.'],
    ['a day too far on', { newDay: '2027-02-20' }, 'Välj en tidigare dag. Svarsdagen kan flyttas högst 60 dagar.'],
    ['a personal number', { reason: 'Gäller 19121212-1212.' }, 'personnummer'],
  ]
  for (const [what, values, error] of wrong)
    it(`is not asked for with ${what}; what was typed is given back`, async () => {
      const again = await ask(values)
      expect(again.status).to.equal(422)
      expect(again.errors.join(' ')).to.contain(error)
      const { fields } = again.form('Be om mer tid')
      expect(fields).to.include({ ...ASKED, ...values })
      expect(await world.rows(requestDueChanges)).to.have.length(0)
    })
})
