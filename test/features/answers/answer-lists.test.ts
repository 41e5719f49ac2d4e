import { expect } from 'chai'
import { answers } from '#src/features/answers/answer.entity.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { areaMunicipalities, areas } from '#src/features/organisations/municipality.entity.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { answered, asked, mailedLink, QUESTION, requestOf, type Situation, situation } from './situation.ts'

/** Everybody whose role lets them read in the circle. */
async function readersOf({ given, office, group, municipality, world }: Situation): Promise<Record<string, Browser>> {
  const areaId = await areaWith(world, municipality.id)
  return {
    ombud: await given.as('ombud', { officeId: office.id }),
    coordinator: await given.as('coordinator', { officeId: office.id }),
    convener: await given.as('convener', { groupId: group.id }),
    member: await given.as('member', { groupId: group.id }),
    analyst: await given.as('analyst', { areaId }),
  }
}
async function areaWith(world: World, municipalityId: string): Promise<string> {
  return world.given(async ctx => {
    const area = await ctx.rows(areas).insert({ id: ctx.newId(), name: 'Länet' })
    await ctx.rows(areaMunicipalities).insert({ id: ctx.newId(), areaId: area.id, municipalityId })
    return area.id
  })
}

/** The words of one of a page's tables. */
const textOf = ({ $ }: Page, at: number): string => $($('table').toArray()[at]).text().replace(/\s+/g, ' ')

describe('Unanswered questions', () => {
  let world: World
  let now: Situation
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
  })
  const again = async (): Promise<Situation> => ({
    ...now,
    deficiency: await world.row(deficiencies, { id: now.deficiency.id }),
  })

  it('are listed by how long they have waited, with days without answer and days over, and may be narrowed', async () => {
    const late = await asked(now, { termDays: 7 })
    const other = await now.given.organisation({ name: 'Arbetsförmedlingen' })
    const contact = await now.given.contact(other, { function: 'Sektionschef' })
    world.clock.moveTo('2026-12-01T09:00:00Z')
    await asked({ ...(await again()), contact })
    const reader = await now.given.as('ombud', { officeId: now.office.id })
    const page = await reader.get('/obesvarade')
    const questions = textOf(page, 0)
    expect(questions).to.match(/Socialförvaltningen.*10 dagar utan svar.*3 dagar över.*Arbetsförmedlingen/)
    const chosen = await reader.get(`/obesvarade?organisation=${other.id}`)
    expect(chosen.text).to.contain('Sektionschef').and.not.contain('Enhetschef, försörjningsstöd')
    expect(chosen.$('.app-printed').text()).to.contain('Organisation: Arbetsförmedlingen')
    expect((await chosen.follow('Visa alla obesvarade frågor')).path).to.equal('/obesvarade')
    expect((await reader.get(`/obesvarade/${late.id}`)).text).to.contain(QUESTION)
  })

  it('may be narrowed to a group and an office, and say so where nothing is left', async () => {
    await asked(now, { byGroup: true })
    const reader = await now.given.as('ombud', { officeId: now.office.id })
    const { group, office } = now
    for (const query of [
      `grupp=${group.slug}`,
      `verksamhet=${office.slug}`,
      `grupp=${group.slug}&verksamhet=${office.slug}`,
    ])
      expect((await reader.get(`/obesvarade?${query}`)).text, query).to.contain('Ledningsgruppen Tyresö: 0 dagar')
    const form = (await reader.get('/obesvarade')).$('form.app-filters select')
    expect(form.toArray().length).to.equal(4)
    const none = await reader.get('/obesvarade?grupp=finns-inte')
    expect(none.text).to.contain('Ingen obesvarad fråga passar')
  })

  it('leave the list when they are answered', async () => {
    await asked(now)
    await answered(world, await mailedLink(now))
    const reader = await now.given.as('convener', { groupId: now.group.id })
    expect((await reader.get('/obesvarade')).text).to.contain('Inga frågor väntar på svar')
  })

  it('are seen by their circle and by nobody else, in the list and one by one', async () => {
    const { id } = await asked(now)
    const elsewhere = await now.given.office()
    for (const [role, reader] of Object.entries(await readersOf(now))) {
      expect((await reader.get('/obesvarade')).text, role).to.contain('SF-2026-0001')
      expect((await reader.get(`/obesvarade/${id}`)).status, role).to.equal(200)
    }
    const foreign = await now.given.as('coordinator', { officeId: elsewhere.id })
    expect((await foreign.get('/obesvarade')).text)
      .not.to.contain('SF-2026-0001')
      .and.not.contain('Socialförvaltningen')
    const [hidden, missing] = [
      await foreign.get(`/obesvarade/${id}`),
      await foreign.get(`/obesvarade/${now.contact.id}`),
    ]
    expect([hidden.status, missing.status]).to.deep.equal([404, 404])
    expect(hidden.text.replace(/Referens: \S+/, '')).to.equal(missing.text.replace(/Referens: \S+/, ''))
    expect((await (await now.given.as('admin')).get('/obesvarade')).status).to.equal(403)
    expect((await world.browser().raw('get', '/obesvarade')).status).to.equal(303)
  })

  it('run over pages of fifty, there and back, each question once', async () => {
    for (let count = 0; count < 120; count += 1) await asked(await again(), { termDays: 20 + (count % 7) })
    const reader = await now.given.as('ombud', { officeId: now.office.id })
    const hrefs = ({ $ }: Page) =>
      $('a[href^="/obesvarade/"]')
        .toArray()
        .map(link => $(link).attr('href') as string)
    const first = await reader.get('/obesvarade')
    const second = await first.follow('Nästa')
    const third = await second.follow('Nästa')
    expect([first, second, third].map(page => hrefs(page).length)).to.deep.equal([50, 50, 20])
    expect(new Set([first, second, third].flatMap(hrefs)).size).to.equal(120)
    expect(hrefs(await third.follow('Föregående'))).to.deep.equal(hrefs(second))
    expect(hrefs(await (await third.follow('Föregående')).follow('Föregående'))).to.deep.equal(hrefs(first))
    expect(third.$('a[rel="next"]')).to.have.length(0)
    expect(first.$('a[rel="prev"]')).to.have.length(0)
  }).timeout(60_000)

  for (const nonsense of ['efter=x', 'efter=2026-99-99_1', 'fore=', 'organisation=%27%20OR%201=1'])
    it(`answers ?${nonsense} without a fault`, async () => {
      await asked(now)
      const reader = await now.given.as('ombud', { officeId: now.office.id })
      expect((await reader.get(`/obesvarade?${nonsense}`)).status).to.equal(200)
    })
})

describe('Keeping a question', () => {
  let world: World
  let now: Situation
  let coordinator: Browser
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
    coordinator = await now.given.as('coordinator', { officeId: now.office.id })
  })

  it('mails the same link again, with the same due day', async () => {
    const request = await asked(now)
    const link = await mailedLink(now)
    world.clock.moveTo('2026-12-10T09:00:00Z')
    coordinator = await now.given.as('coordinator', { officeId: now.office.id })
    const page = await (await coordinatorOn(request.id)).form('Skicka länken igen').submit()
    expect(page.notice).to.contain('Länken är skickad igen')
    await world.sendMails()
    expect(world.letters.at(-1)?.subject).to.contain('länken igen')
    expect(world.letters.at(-1)?.text).to.contain('21 december 2026')
    expect(world.lastLink(now.contact.email)).to.equal(link)
  })

  it('mails a new link where the old one has run out or the address is another, and the old one is dead', async () => {
    const request = await asked(now)
    const link = await mailedLink(now)
    await world.given(ctx => ctx.rows(agencyContacts).change(now.contact.id, { email: 'ratt@myndighet.test' }))
    await (await coordinatorOn(request.id)).form('Skicka länken igen').submit()
    await world.sendMails()
    const fresh = world.lastLink('ratt@myndighet.test')
    expect(fresh).not.to.equal(link)
    expect((await world.browser().get(link)).status).to.equal(404)
    expect((await world.browser().get(fresh)).status).to.equal(200)
    world.clock.moveTo('2027-03-01T09:00:00Z')
    expect((await world.browser().get(fresh)).status).to.equal(404)
    coordinator = await now.given.as('coordinator', { officeId: now.office.id })
    await (await coordinatorOn(request.id)).form('Skicka länken igen').submit()
    await world.sendMails()
    expect((await world.browser().get(world.lastLink('ratt@myndighet.test'))).status).to.equal(200)
  })

  it('takes it back: the link is dead, the days are no longer counted, and the contact is told', async () => {
    const request = await asked(now)
    const link = await mailedLink(now)
    const page = await (await coordinatorOn(request.id)).form('Ta tillbaka frågan').submit()
    expect(page.text).to.contain('Återkallad')
    expect(page.postForms().filter(({ action }) => action.startsWith('/obesvarade'))).to.have.length(0)
    expect((await world.browser().get(link)).status).to.equal(404)
    expect((await world.row(deficiencies, { id: now.deficiency.id })).waitingSince).to.equal(null)
    await world.sendMails()
    expect(world.letters.at(-1)?.subject).to.equal('Inget svar behövs: SF-2026-0001')
    expect(await world.acts(now.deficiency.id)).to.include('request.revoked')
  })

  it('takes it back before the letter has left, and then no letter leaves at all', async () => {
    const request = await asked(now)
    await (await coordinatorOn(request.id)).form('Ta tillbaka frågan').submit()
    await world.sendMails()
    expect(world.letters).to.have.length(0)
  })

  it('cannot take back what has been answered meanwhile', async () => {
    const request = await asked(now)
    const page = await coordinatorOn(request.id)
    await answered(world, await mailedLink(now))
    const refused = await page.form('Ta tillbaka frågan').submit()
    expect(refused.status).to.equal(409)
    expect((await requestOf(world, request)).state).to.equal('answered')
  })

  it('shows that the letter did not arrive', async () => {
    const request = await asked(now)
    await world.given(ctx =>
      ctx.rows(outboxMails).changeAll({ subjectId: request.id }, { state: 'failed', failure: '550' }),
    )
    expect((await coordinator.get('/obesvarade')).text).to.contain('Brevet kom inte fram')
    expect((await coordinatorOn(request.id)).text).to.contain('tog inte emot brevet')
  })

  it('is for whoever asked: others in the circle read, and are refused', async () => {
    const request = await asked(now, { byGroup: true })
    const convener = await now.given.as('convener', { groupId: now.group.id })
    expect((await convener.get(`/obesvarade/${request.id}`)).text).to.contain('Ta tillbaka frågan')
    const { fields } = (await convener.get(`/obesvarade/${request.id}`)).form('Ta tillbaka frågan')
    const others: Record<string, Browser> = await readersOf(now)
    const { coordinator: _asker, convener: _chair, ...refused } = others
    const second = await now.given.group([now.office])
    refused['another group’s convener'] = await now.given.as('convener', { groupId: second.id })
    for (const [who, browser] of Object.entries(refused)) {
      const page = await browser.get(`/obesvarade/${request.id}`)
      expect(page.text, who).not.to.contain('Ta tillbaka frågan')
      const own = (await browser.get('/')).form('Logga ut').fields
      for (const act of ['aterkallelse', 'ny-lank']) {
        const answer = await browser.raw('post', `/obesvarade/${request.id}/${act}`, { ...fields, ...own })
        expect(answer.status, `${who} ${act}`).to.be.oneOf([403, 404])
      }
    }
    expect((await requestOf(world, request)).state).to.equal('sent')
  })

  async function coordinatorOn(id: string) {
    return coordinator.get(`/obesvarade/${id}`)
  }
})

describe('Answers received', () => {
  let world: World
  let now: Situation
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
    await asked(now)
    await answered(world, await mailedLink(now))
  })

  it('stand first until whoever asked has taken note of them', async () => {
    const coordinator = await now.given.as('coordinator', { officeId: now.office.id })
    const page = await coordinator.get('/inkomna-svar')
    expect(page.text).to.contain('Vi planerar en ändring').and.contain('telefontid').and.contain('SF-2026-0001')
    const after = await page.form('Tagit del').submit()
    expect(after.notice).to.contain('Svaret är noterat')
    expect(after.text).to.contain('Alla svar är lästa').and.contain('telefontid')
    expect((await world.row(answers, {})).notedAt).to.deep.equal(new Date('2026-11-21T09:00:00Z'))
    expect(await world.acts(now.deficiency.id)).to.include('answer.noted')
  })

  it('are noted once, however often the button is pressed', async () => {
    const coordinator = await now.given.as('coordinator', { officeId: now.office.id })
    const forms = [await coordinator.get('/inkomna-svar'), await coordinator.get('/inkomna-svar')]
    for (const page of forms) expect((await page.form('Tagit del').submit()).status).to.equal(200)
    expect((await world.acts(now.deficiency.id)).filter(act => act === 'answer.noted')).to.have.length(1)
  })

  it('are read by the circle, noted by the asker, and unknown to everybody else', async () => {
    const { id } = await world.row(answers, {})
    for (const [role, reader] of Object.entries(await readersOf(now))) {
      const page = await reader.get('/inkomna-svar')
      expect(page.text, role).to.contain('telefontid')
      expect(page.text.includes('Tagit del'), role).to.equal(role === 'coordinator')
    }
    const foreign = await now.given.as('coordinator', { officeId: (await now.given.office()).id })
    expect((await foreign.get('/inkomna-svar')).text).not.to.contain('telefontid')
    const { fields } = (await foreign.get('/')).form('Logga ut')
    expect((await foreign.raw('post', `/inkomna-svar/${id}/tagit-del`, fields)).status).to.equal(404)
    expect((await world.row(answers, { id })).notedAt).to.equal(null)
  })
})
