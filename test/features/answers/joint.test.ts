import { expect } from 'chai'
import { type AnswerRequest, answerRequests, answers } from '#src/features/answers/answer.entity.ts'
import { jointParts } from '#src/features/answers/joint.entity.ts'
import { deficiencies, deficiencyOrganisations } from '#src/features/deficiencies/deficiency.entity.ts'
import type { AgencyContact, Organisation } from '#src/features/organisations/organisation.entity.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { expectEveryCharacterToCount } from '#test/support/mailed-link.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { answered, PLANNED, QUESTION, type Situation, situation } from './situation.ts'

const CANARY = 'Vi börjar redan på måndag med egna telefontider.'

describe('A question to several about a gap', () => {
  let world: World
  let now: Situation
  let other: Organisation
  let second: AgencyContact
  let coordinator: Browser
  const path = '/systemfel/SF-2026-0001/begar-svar'
  beforeEach(async () => {
    world = await World.open()
    const { given, organisation, ...made } = await situation(world)
    other = await given.organisation({ name: 'Arbetsförmedlingen' })
    second = await given.contact(other, { function: 'Sektionschef', email: 'sektion@af.test' })
    await world.given(async ctx => {
      await ctx.rows(deficiencies).change(made.deficiency.id, { gap: true })
      await ctx
        .rows(deficiencyOrganisations)
        .insert({ id: ctx.newId(), deficiencyId: made.deficiency.id, organisationId: other.id })
    })
    now = { ...made, given, organisation }
    coordinator = await given.as('coordinator', { officeId: now.office.id })
  })

  const ask = async (answering: string, fields: Record<string, string | string[]> = {}): Promise<Page> => {
    const form = (await coordinator.get(path)).form('Skicka frågan')
    const beside = { contactId: now.contact.id, alsoIds: [second.id], answering, question: QUESTION }
    return form.submit({ ...beside, ...fields })
  }
  const requestTo = ({ id }: AgencyContact): Promise<AnswerRequest> => world.row(answerRequests, { contactId: id })
  /** The page that a party's latest link opens. */
  const opened = async (address: string, browser = world.browser()): Promise<Page> => {
    await world.sendMails()
    return (await browser.get(world.lastLink(address))).form('Läs frågan').submit()
  }

  it('is offered for a gap between two that have contacts, and for nothing else', async () => {
    const form = (await coordinator.get(path)).form('Skicka frågan')
    expect(form.options('alsoIds').map(({ label }) => label)).to.have.members([
      'Sektionschef, Arbetsförmedlingen',
      'Enhetschef, försörjningsstöd, Socialförvaltningen',
    ])
    await world.given(ctx => ctx.rows(deficiencies).change(now.deficiency.id, { gap: false }))
    expect((await coordinator.get(path)).form('Skicka frågan').names).not.to.include('alsoIds')
    const forged = await form.send({
      question: QUESTION,
      contactId: now.contact.id,
      alsoIds: [second.id],
      answering: 'one',
    })
    expect(forged.status).to.equal(422)
    expect(await world.rows(answerRequests)).to.deep.equal([])
  })

  it('gives the form back where it is not clear who is asked or how they answer, with what was chosen', async () => {
    const again = await ask('')
    expect(again.errors).to.deep.equal(['Välj hur de svarar.'])
    expect(again.form('Skicka frågan').fields['alsoIds']).to.deep.equal(second.id)
    const twin = await now.given.contact(now.organisation, { function: 'Gruppchef' })
    expect((await ask('one', { alsoIds: [twin.id] })).errors).to.deep.equal([
      'Välj kontakter hos olika organisationer.',
    ])
    expect(await world.rows(answerRequests)).to.deep.equal([])
  })

  describe('with one answer for all', () => {
    beforeEach(async () => {
      await ask('one')
    })

    it('is two questions, each with its days: one to answer and one to read', async () => {
      const [lead, follower] = [await requestTo(now.contact), await requestTo(second)]
      for (const request of [lead, follower]) expect(request).to.include({ state: 'sent', dueDay: '2026-12-21' })
      expect(lead.question).to.match(
        /^Det här är en gemensam fråga till Socialförvaltningen och Arbetsförmedlingen\. Ni svarar/,
      )
      await world.sendMails()
      expect(world.lastLink(now.contact.email)).to.match(/^\/svar\//)
      expect(world.lastLink(second.email)).to.match(/^\/gemensam\//)
      const page = await opened(second.email)
      expect(page.path).to.equal('/gemensam')
      expect(page.text)
        .to.contain('Gemensam fråga till Socialförvaltningen och Arbetsförmedlingen')
        .and.contain('Socialförvaltningen svarar för alla.')
        .and.contain(QUESTION)
        .and.contain('Inget svar har kommit än')
      const list = await coordinator.get('/obesvarade')
      expect((await list.follow('Arbetsförmedlingen')).heading).to.equal('Gemensam fråga om SF-2026-0001')
      expect(list.text.match(/Gemensam fråga till Socialförvaltningen och Arbetsförmedlingen/g)).to.have.length(2)
      expect(await world.acts(now.deficiency.id)).to.include.members(['request.made', 'request.joint'])
    })

    it('is answered for all by the one who leads: nobody is waited for, the others read it, and it counts for both', async () => {
      await world.sendMails()
      await answered(world, world.lastLink(now.contact.email))
      expect((await requestTo(second)).state).to.equal('answered')
      expect(await world.rows(answers)).to.have.length(1)
      expect((await world.row(deficiencies, { id: now.deficiency.id })).waitingSince).to.equal(null)
      expect(await world.acts(now.deficiency.id)).to.include('request.settledJointly')
      const told = await world.mails({ template: 'joint.answered' })
      expect(told.map(({ toAddress }) => toAddress)).to.deep.equal([second.email])
      expect(JSON.stringify(told.map(({ facts }) => facts))).not.to.contain('telefontid')
      const page = await opened(second.email)
      expect(page.text).to.contain(PLANNED.text).and.contain('Besvarad av Socialförvaltningen')
      const list = await coordinator.get('/obesvarade')
      expect(list.text).to.contain('Inga frågor väntar på svar')
      const card = await (await coordinator.get('/inkomna-svar')).follow('Gemensam fråga till')
      expect(card.text).to.contain(PLANNED.text).and.contain('Samordnar svaret')
      const rates = list.$('table').last().text().replace(/\s+/g, ' ')
      expect(rates).to.match(/Arbetsförmedlingen 1 1 av 1 0 0 dagar Socialförvaltningen 1 1 av 1 0 0 dagar/)
    })

    it('takes an addition from the others, once, read by the guard, and shows it to all and to whoever asked', async () => {
      const browser = world.browser()
      const page = await opened(second.email, browser)
      const blank = await page.form('Skicka tillägget').submit({ text: CANARY })
      expect(blank.errors).to.deep.equal(['Kryssa i rutan innan du skickar.'])
      const guarded = await page.form('Skicka tillägget').submit({ text: 'Gäller 19121212-1212', checked: 'ja' })
      expect(guarded.status).to.equal(422)
      expect(await world.rows(jointParts, { addition: CANARY })).to.deep.equal([])
      const [again, late] = [await browser.get('/gemensam'), await browser.get('/gemensam')]
      const after = await again.form('Skicka tillägget').submit({ text: CANARY, checked: 'ja' })
      expect(after.notice).to.contain('Tillägget är mottaget')
      expect(after.postForms().some(({ action }) => action === '/gemensam')).to.equal(false)
      expect((await late.form('Skicka tillägget').submit({ text: 'En gång till', checked: 'ja' })).status).to.equal(409)
      const shown = await coordinator.get(`/obesvarade/${(await requestTo(second)).id}/gemensam`)
      expect(shown.text).to.contain(CANARY).and.contain('Tillägg')
      expect(JSON.stringify(await world.mails())).not.to.contain(CANARY)
      expect(await world.acts(now.deficiency.id)).to.include('request.added')
      expect((await requestTo(second)).state).to.equal('sent')
    })

    for (const order of ['before the answer', 'after it'] as const)
      it(`shows what is added ${order} under the answer, and search finds it`, async () => {
        await world.sendMails()
        const answer = () => answered(world, world.lastLink(now.contact.email))
        if (order === 'after it') await answer()
        await (await opened(second.email)).form('Skicka tillägget').submit({ text: CANARY, checked: 'ja' })
        if (order === 'before the answer') await answer()
        const page = await coordinator.get(`/systemfel/${now.deficiency.number}`)
        const panels = page.$('article.app-panel').toArray()
        const lead = panels.find(panel => page.$(panel).text().includes(PLANNED.text))
        const inserts = page.$(lead).find('.govuk-inset-text').toArray()
        expect(inserts.map(insert => page.$(insert).text().includes(CANARY))).to.deep.equal([false, true])
        expect(page.$(inserts[1]).text()).to.contain('Tillägg från Arbetsförmedlingen')
        expect(page.text.split(CANARY)).to.have.length(2)
        const hits = await coordinator.get('/sok?q=m%C3%A5ndag')
        expect(hits.$('main').text()).to.contain('egna telefontider').and.contain('Socialförvaltningen')
        const foreign = await now.given.as('coordinator', { officeId: (await now.given.office()).id })
        expect((await foreign.get('/sok?q=m%C3%A5ndag')).text).not.to.contain('egna telefontider')
      })

    it('is withdrawn with the question of the one who leads, and the others are told', async () => {
      await world.sendMails()
      const link = world.lastLink(second.email)
      const { id } = await requestTo(now.contact)
      await (await coordinator.get(`/obesvarade/${id}`)).form('Ta tillbaka frågan').submit()
      expect((await requestTo(second)).state).to.equal('revoked')
      expect((await world.browser().get(link)).status).to.equal(404)
      await world.sendMails()
      const letters = world.letters.filter(({ subject }) => subject.startsWith('Inget svar behövs'))
      expect(letters.map(({ to }) => to.address)).to.have.members([now.contact.email, second.email])
    })

    it('is withdrawn before any letter has left: then none leaves', async () => {
      const { id } = await requestTo(now.contact)
      await (await coordinator.get(`/obesvarade/${id}`)).form('Ta tillbaka frågan').submit()
      await world.sendMails()
      expect(world.letters).to.deep.equal([])
    })

    it('mails the link to read by again, and to whoever comes after a contact that has left', async () => {
      await world.sendMails()
      const old = world.lastLink(second.email)
      const { id } = await requestTo(second)
      await (await coordinator.get(`/obesvarade/${id}`)).form('Skicka länken igen').submit()
      await world.sendMails()
      expect(world.lastLink(second.email)).to.equal(old)
      const left = await coordinator.get(`/myndigheter/${other.slug}/kontakter/${second.id}/slutat`)
      await left.form('Stäng kontakten').submit({ function: 'Ny sektionschef', email: 'ny@af.test' })
      expect((await world.browser().get(old)).status).to.equal(404)
      expect((await opened('ny@af.test')).text).to.contain(QUESTION)
    })

    it('has links that open one thing each, to nobody else, and change nothing when they are read (S10)', async () => {
      await world.sendMails()
      const link = world.lastLink(second.email)
      await expectEveryCharacterToCount(world.browser(), link)
      const token = link.split('/').at(-1) as string
      expect((await world.browser().get(`/svar/${token}`)).status).to.equal(404)
      const lead = world.lastLink(now.contact.email).split('/').at(-1) as string
      expect((await world.browser().get(`/gemensam/${lead}`)).status).to.equal(404)
      expect((await world.browser().get('/gemensam')).status).to.equal(404)
      const first = await world.browser().get(link)
      expect(first.text).not.to.contain(QUESTION).and.not.contain(now.deficiency.title)
      world.clock.moveTo('2027-06-01T09:00:00Z')
      expect((await world.browser().get(link)).status).to.equal(404)
    })

    it('does not let what is added land on another question that is open beside it', async () => {
      const browser = world.browser()
      const page = await opened(second.email, browser)
      const { fields } = page.form('Skicka tillägget')
      const astray = await browser.post('/gemensam', {
        ...fields,
        request: now.contact.id,
        text: CANARY,
        checked: 'ja',
      })
      expect(astray.status).to.equal(404)
      expect(astray.text).to.contain(CANARY)
      expect(await world.rows(jointParts, { addition: CANARY })).to.deep.equal([])
    })
  })

  it('where each answers for itself: each sees the other’s answer once it is in, and is told of it once', async () => {
    await ask('each')
    await world.sendMails()
    const links = [now.contact.email, second.email].map(address => world.lastLink(address))
    for (const link of links) expect(link).to.match(/^\/svar\//)
    await answered(world, links[0] as string)
    expect((await requestTo(second)).state).to.equal('sent')
    expect((await world.row(deficiencies, { id: now.deficiency.id })).waitingSince).not.to.equal(null)
    const page = await opened(second.email)
    expect(page.path).to.equal('/gemensam')
    expect(page.text).to.contain(PLANNED.text).and.contain('Var och en svarar för sig')
    expect(page.postForms().some(({ action }) => action === '/gemensam')).to.equal(false)
    await answered(world, links[1] as string, { ...PLANNED, text: 'Vi öppnar en egen linje.' })
    expect((await opened(now.contact.email)).text)
      .to.contain('Vi öppnar en egen linje.')
      .and.contain(PLANNED.text)
    expect(await world.mails({ template: 'joint.answered' })).to.have.length(2)
    expect((await world.row(deficiencies, { id: now.deficiency.id })).waitingSince).to.equal(null)
    expect(await world.rows(accessLinks, { purpose: 'joint' })).to.have.length(2)
  })

  it('is read by the circle and by nobody else', async () => {
    await ask('one')
    const shown = `/obesvarade/${(await requestTo(now.contact)).id}/gemensam`
    expect((await (await now.given.as('ombud', { officeId: now.office.id })).get(shown)).status).to.equal(200)
    const foreign = await now.given.as('coordinator', { officeId: (await now.given.office()).id })
    expect((await foreign.get(shown)).status).to.equal(404)
    expect((await (await now.given.as('admin')).get(shown)).status).to.equal(403)
    expect((await world.browser().raw('get', shown)).status).to.equal(303)
  })
})
