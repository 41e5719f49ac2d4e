import { expect } from 'chai'
import { answers } from '#src/features/answers/answer.entity.ts'
import { requestPassings } from '#src/features/answers/exchange.entity.ts'
import { findRequest } from '#src/features/answers/find-request.ts'
import { receiveAnswer } from '#src/features/answers/receive-answer.ts'
import { revokeRequest } from '#src/features/answers/withdraw-request.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import {
  answered,
  asked,
  mailedLink,
  openedForm,
  PLANNED,
  QUESTION,
  requestOf,
  type Situation,
  situation,
} from './situation.ts'

const RIGHT = { function: 'Enhetschef, vuxenenheten', email: 'vuxen@myndighet.test', checked: 'ja' }

describe('A question that reached the wrong function', () => {
  let world: World
  let now: Situation
  let link: string
  let browser: Browser
  let asking: Page
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
    await asked(now)
    link = await mailedLink(now)
    ;({ browser } = await openedForm(world, link))
    asking = await browser.get('/svar/vidare')
  })
  const pass = (values: Partial<typeof RIGHT> = {}) => asking.form('Skicka vidare').submit({ ...RIGHT, ...values })
  /** Passes on by the newest link, `times` times, each time to another address. */
  async function passTimes(times: number): Promise<string> {
    let current = link
    for (let nr = 1; nr <= times; nr += 1) {
      const at = `enhet${nr}@myndighet.test`
      const { browser: own } = await openedForm(world, current)
      await (await own.get('/svar/vidare')).form('Skicka vidare').submit({ ...RIGHT, email: at })
      await world.sendMails()
      current = world.lastLink(at)
    }
    return current
  }

  it('is passed on: the new address gets a letter of its own, by which it is answered', async () => {
    const done = await pass()
    expect(done.heading).to.equal('Frågan är skickad vidare')
    expect(done.text).to.contain(RIGHT.function)
    await world.sendMails()
    const letter = world.letters.find(({ to }) => to.address === RIGHT.email)
    expect(letter?.text).to.contain('SF-2026-0001').and.contain('21 december 2026').and.contain('08-123 45 67')
    expect(letter?.text).to.contain('Så kontrollerar du att brevet är äkta')
    const thanks = await answered(world, world.lastLink(RIGHT.email))
    expect(thanks.heading).to.equal('Tack, svaret är mottaget')
    expect(await world.row(answers, {})).to.include({ kind: 'planned', text: PLANNED.text })
  })

  it('keeps its due day and its days without answer', async () => {
    const before = await requestOf(world, { id: await idOf() })
    await pass()
    const after = await requestOf(world, before)
    expect(after).to.include({ state: 'sent', dueDay: before.dueDay })
    expect(after.sentAt).to.deep.equal(before.sentAt)
    expect(after.linkId).not.to.equal(before.linkId)
  })
  const idOf = async (): Promise<string> => (await world.mails({ template: 'answers.request' }))[0]?.subjectId as string

  it('S10: leaves the old link with a receipt that tells nothing of the matter, and answers nothing', async () => {
    const form = (await browser.get('/svar')).form('Granska svaret')
    await pass()
    const page = await world.browser().get(link)
    expect(page.status).to.equal(200)
    expect(page.heading).to.equal('Frågan är skickad vidare')
    expect(page.text).not.to.contain(QUESTION).and.not.contain('Ingen svarar i telefon')
    expect(page.postForms().filter(({ action }) => action.startsWith('/svar'))).to.have.length(0)
    const late = await form.submit(PLANNED)
    expect(late.heading).to.equal('Frågan är skickad vidare')
    expect((await browser.get('/svar/vidare')).heading).to.equal('Frågan är skickad vidare')
    expect((await browser.raw('get', '/svar/fraga-och-svar.pdf')).status).to.equal(404)
    expect(await world.rows(answers)).to.have.length(0)
  })

  it('is gone for all when it is taken back, also for whoever passed it on', async () => {
    await pass()
    await world.sendMails()
    const fresh = world.lastLink(RIGHT.email)
    const coordinator = await now.given.person([{ role: 'coordinator', officeId: now.office.id }])
    const actor = await actorOf(coordinator.id)
    const { version, id } = await requestOf(world, { id: await idOf() })
    await world.works.write(actor, async ctx => revokeRequest(ctx, await findRequest(ctx, id), { version }))
    for (const path of [link, fresh]) expect((await world.browser().get(path)).status).to.equal(404)
    await world.sendMails()
    const [told] = await world.mails({ template: 'answers.withdrawn' })
    expect(told?.toAddress).to.equal(RIGHT.email)
  })
  const actorOf = async (id: string) =>
    ({
      kind: 'person',
      id,
      name: '',
      locale: 'sv',
      grants: [{ role: 'coordinator', officeId: now.office.id, groupId: null, areaId: null, organisationId: null }],
      municipalityIds: [],
    }) as const

  it('tells whoever asked and whoever passed it on, and names no words of hers in any letter', async () => {
    await pass({ function: 'Kanariefågelsenheten' })
    await world.sendMails()
    const templates = (await world.mails()).map(({ template }) => template)
    expect(templates).to.include.members(['answers.forwarded', 'answers.passed', 'answers.passedReceipt'])
    const [told] = await world.mails({ template: 'answers.passed' })
    expect(told?.toAddress).to.equal(now.office.email)
    for (const { text, subject, to } of world.letters)
      expect(`${subject} ${text} ${to.name}`).not.to.contain('Kanariefågel')
  })

  it('shows on its page, and in the history, that it was passed on', async () => {
    await pass()
    const coordinator = await now.given.as('coordinator', { officeId: now.office.id })
    const page = await coordinator.get(`/obesvarade/${await idOf()}`)
    expect(page.text).to.contain(`Skickad vidare från ${now.contact.function} till ${RIGHT.function}`)
    const history = await coordinator.get(`/systemfel/${now.deficiency.number}/historik`)
    expect(history.text).to.contain('Frågan skickades vidare till en annan funktion')
  })

  it('does not put the new function among those that others choose from, but uses one that is there', async () => {
    const known = await now.given.contact(now.organisation, { function: 'Registrator', email: 'reg@myndighet.test' })
    await passTimes(1)
    const [made] = await world.rows(agencyContacts, { email: 'enhet1@myndighet.test' })
    expect(made).to.include({ organisationId: now.organisation.id, active: false })
    const { browser: own } = await openedForm(world, world.lastLink('enhet1@myndighet.test'))
    await (await own.get('/svar/vidare')).form('Skicka vidare').submit({ ...RIGHT, email: known.email })
    expect((await requestOf(world, { id: await idOf() })).contactId).to.equal(known.id)
    expect(await world.rows(agencyContacts, { email: known.email })).to.have.length(1)
  })

  it('can be passed on three times and no more', async () => {
    const last = await passTimes(3)
    const { browser: own } = await openedForm(world, last)
    const page = await own.get('/svar/vidare')
    expect(page.text).to.contain('har skickats vidare tre gånger')
    const { fields } = (await own.get('/svar')).form('Granska svaret')
    const forced = await own.post('/svar/vidare', { ...fields, ...RIGHT, kind: [], formKey: crypto.randomUUID() })
    expect(forced.status).to.equal(422)
    expect(await world.rows(requestPassings)).to.have.length(3)
    expect((await answered(world, last)).heading).to.equal('Tack, svaret är mottaget')
  })

  const wrong: readonly [string, Partial<typeof RIGHT>, string][] = [
    ['no function', { function: '' }, 'Skriv vilken funktion det är.'],
    [
      'an address of another domain',
      { email: 'x@annan.test' },
      'Adressen ska höra till samma organisation: myndighet.test.',
    ],
    ['no tick', { checked: '' }, 'Kryssa i att du har kontrollerat adressen.'],
    ['a personal number', { function: 'Enhet 19121212-1212' }, 'personnummer'],
  ]
  for (const [what, values, error] of wrong)
    it(`sends back ${what}, and passes nothing on`, async () => {
      const { fields } = asking.form('Skicka vidare')
      const { checked, ...rest } = { ...RIGHT, ...values }
      const again = await browser.post('/svar/vidare', { ...fields, ...rest, ...(checked === '' ? {} : { checked }) })
      expect(again.status).to.equal(422)
      expect(again.errors.join(' ')).to.contain(error)
      expect(await world.rows(requestPassings)).to.have.length(0)
    })

  it('asks again when somebody writes a name instead of a function', async () => {
    const again = await pass({ function: 'Handläggare Anna Svensson' })
    expect(again.status).to.equal(422)
    expect(again.text).to.contain('Anna Svensson')
    expect(await world.rows(requestPassings)).to.have.length(0)
  })

  it('C6: takes no answer by the old link that was opened before it was passed on', async () => {
    const opened = await requestOf(world, { id: await idOf() })
    await pass()
    const words = { ...PLANNED, otherBody: null }
    expect(await world.given(ctx => receiveAnswer(ctx, opened, words))).to.equal(null)
    expect(await world.rows(answers)).to.have.length(0)
  })

  it('C6: is passed on once when two tabs do it at once', async () => {
    const { fields } = asking.form('Skicka vidare')
    const tab = (nr: number) =>
      browser.raw('post', '/svar/vidare', {
        ...fields,
        ...RIGHT,
        email: `tab${nr}@myndighet.test`,
        formKey: crypto.randomUUID(),
      })
    const ends = await Promise.all([1, 2, 3, 4].map(tab))
    expect(ends.map(({ status }) => status)).to.deep.equal([303, 303, 303, 303])
    expect(await world.rows(requestPassings)).to.have.length(1)
    expect(await world.mails({ template: 'answers.forwarded' })).to.have.length(1)
  })
})
