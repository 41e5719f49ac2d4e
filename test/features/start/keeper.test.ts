import { expect } from 'chai'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { Undertaking } from '../actions/undertaking.ts'
import { asked, mailedLink, openedForm, type Situation, situation } from '../answers/situation.ts'
import { Called, VERA } from '../calls/called.ts'

/** What the start page says waits, by where it leads. */
const waiting = (page: Page): Record<string, string> =>
  Object.fromEntries(
    page
      .$('.govuk-task-list__item')
      .toArray()
      .map(item => [
        page.$(item).find('a').attr('href') ?? '',
        page.$(item).find('.govuk-task-list__status').text().replace(/\s+/g, ' ').trim(),
      ]),
  )
const QUESTION = '/obesvarade?vantar=fraga'
const TIME = '/obesvarade?vantar=mer-tid'
const LETTER = '/obesvarade?vantar=brev'
const DUE = '/atgarder?vantar=slutdatum'
const DECLINED = '/atgarder?lage=avbojda&vantar=beslut'
const LINES = [QUESTION, TIME, LETTER, DUE, DECLINED]

describe('What waits for whoever asked', function () {
  this.timeout(60_000)
  let world: World
  beforeEach(async () => {
    world = await World.open()
  })
  const start = async (browser: Browser) => waiting(await browser.get('/'))

  describe('a question to an agency', () => {
    let now: Situation
    let coordinator: Browser
    let contact: Browser
    let id: string
    beforeEach(async () => {
      now = await situation(world)
      ;({ id } = await asked(now))
      ;({ browser: contact } = await openedForm(world, await mailedLink(now)))
      coordinator = await now.given.as('coordinator', { officeId: now.office.id })
    })
    const asks = async () =>
      (await contact.get('/svar/fraga')).form('Skicka frågan').submit({ question: 'Gäller det bara telefonen?' })
    const wants = async () =>
      (await contact.get('/svar/mer-tid'))
        .form('Be om mer tid')
        .submit({ newDay: '2027-01-31', reason: 'Nämnden sammanträder först i januari.' })

    it('is not on the start page while the contact waits for nothing', async () => {
      expect(await start(coordinator)).not.to.have.any.keys(...LINES)
      expect((await coordinator.get('/obesvarade')).$('table').text()).not.to.contain('Har en fråga')
      expect((await coordinator.get(QUESTION)).text).to.contain('Ingen obesvarad fråga passar')
    })

    it('says that the contact has a question until it has its reply', async () => {
      await asks()
      expect(await start(coordinator))
        .to.include({ [QUESTION]: 'Att svara på: 1' })
        .and.not.have.any.keys(TIME, LETTER)
      const list = await coordinator.get(QUESTION)
      expect(list.$('table').text()).to.contain('Har en fråga').and.not.contain('Väntar på besked om mer tid')
      expect(list.$('.app-printed').text()).to.contain('Väntar på dig: Mottagaren har en fråga')
      const page = await coordinator.get(`/obesvarade/${id}`)
      await page.form('Skicka svaret till mottagaren').submit({ reply: 'Bara telefonen.' })
      expect(await start(coordinator)).not.to.have.any.keys(...LINES)
      expect((await coordinator.get('/obesvarade')).$('table').text()).not.to.contain('Har en fråga')
    })

    it('says that the contact wants more time until it is told yes or no', async () => {
      await wants()
      expect(await start(coordinator))
        .to.include({ [TIME]: 'Att avgöra: 1' })
        .and.not.have.any.keys(QUESTION, LETTER)
      expect((await coordinator.get(TIME)).$('table').text())
        .to.contain('Väntar på besked om mer tid')
        .and.not.contain('Har en fråga')
      await (await coordinator.get(`/obesvarade/${id}`)).form('Bevilja mer tid').submit()
      expect(await start(coordinator)).not.to.have.any.keys(...LINES)
      expect((await coordinator.get('/obesvarade')).$('table').text()).not.to.contain('Väntar på besked')
    })

    it('says that the letter did not arrive', async () => {
      await world.given(ctx => ctx.rows(outboxMails).changeAll({ subjectId: id, template: 'answers.request' }, FAILED))
      expect(await start(coordinator))
        .to.include({ [LETTER]: 'Brev: 1' })
        .and.not.have.any.keys(QUESTION, TIME)
      expect((await coordinator.get(LETTER)).text).to.contain('Brevet kom inte fram')
    })

    it('waits for whoever asked only: the others in the circle see the marks', async () => {
      await asks()
      await wants()
      const convener = await now.given.as('convener', { groupId: now.group.id })
      const ombud = await now.given.as('ombud', { officeId: now.office.id })
      for (const browser of [convener, ombud]) {
        expect(await start(browser)).not.to.have.any.keys(...LINES)
        expect((await browser.get('/obesvarade')).$('table').text())
          .to.contain('Har en fråga')
          .and.contain('Väntar på besked om mer tid')
        expect((await browser.get(QUESTION)).text).to.contain('Ingen obesvarad fråga passar')
      }
      const outside = await now.given.as('coordinator', { officeId: (await now.given.office()).id })
      expect(await start(outside)).not.to.have.any.keys(...LINES)
    })
  })

  it('waits for the convener where the group asked', async () => {
    const now = await situation(world)
    await asked(now, { byGroup: true })
    const { browser } = await openedForm(world, await mailedLink(now))
    await (await browser.get('/svar/fraga')).form('Skicka frågan').submit({ question: 'Gäller det bara telefonen?' })
    expect(await start(await now.given.as('convener', { groupId: now.group.id }))).to.include({
      [QUESTION]: 'Att svara på: 1',
    })
  })

  it('is another due day that is wished for, until it is settled', async () => {
    const now = await Undertaking.decided(world)
    const { convener } = now.board
    expect(await start(convener)).not.to.have.any.keys(...LINES)
    await now.act('ny-dag', { wishedDay: '2027-03-01', reason: 'Nämnden sammanträder i februari.' })
    expect(await start(convener))
      .to.include({ [DUE]: 'Att avgöra: 1' })
      .and.not.have.any.keys(DECLINED)
    const list = await convener.get(DUE)
    expect(list.text).to.contain('Ge besked inom fem dagar.').and.contain('Annat slutdatum önskas')
    await now.act('nej', { proof: 'Reglerna är nationella.' })
    // Nobody needs another day for what nobody does.
    expect(await start(convener)).not.to.have.any.keys(DUE)
  })

  it('is an undertaking that was declined, until the group finds another way', async () => {
    const now = await Undertaking.decided(world)
    const { convener } = now.board
    await now.act('nej', { proof: 'Reglerna är nationella.' })
    expect(await start(convener))
      .to.include({ [DECLINED]: 'Utan ny väg: 1' })
      .and.not.have.any.keys(DUE)
    expect((await convener.get(DECLINED)).text).to.contain('Ge besked inom fem dagar.')
    await now.board.later('2026-12-01T09:00:00Z')
    expect(await start(now.board.convener)).to.include.keys(DECLINED)
    const { meeting } = await now.board.open('2026-12-01')
    await now.board.decide(meeting, await itemOf(now, meeting), 'monitor')
    expect(await start(now.board.convener)).not.to.have.any.keys(...LINES)
    expect((await now.board.convener.get(DECLINED)).$('table')).to.have.length(0)
  })

  it('is a call that did not arrive', async () => {
    const now = await Called.of(world)
    await now.call()
    const { id } = now.meeting
    const href = `/moten/${id}/kallelse`
    expect(await start(now.board.convener)).not.to.have.any.keys(href)
    const mail = await world.row(outboxMails, { toAddress: VERA })
    await world.given(ctx => ctx.rows(outboxMails).change(mail.id, FAILED))
    expect(await start(now.board.convener)).to.include({ [href]: 'Brev: 1' })
  })
})

const FAILED = { state: 'failed', failure: '550' } as const
async function itemOf({ board, deficiency }: Undertaking, meeting: { readonly id: string }): Promise<number> {
  return (await board.items(meeting)).findIndex(({ deficiencyId }) => deficiencyId === deficiency.id) + 1
}
