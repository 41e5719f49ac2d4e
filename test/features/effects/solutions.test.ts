import { expect } from 'chai'
import { solutions } from '#src/features/effects/effect.entity.ts'
import { World } from '#test/support/world.ts'
import { asked, mailedLink, openedForm, situation } from '../answers/situation.ts'
import { Followed, LAST } from './followed.ts'

const SENTENCES = {
  wrong: 'Den som ringde fick inget svar på flera veckor.',
  done: 'Telefontiden flyttades till förmiddagen och bemannas av två.',
  changed: 'Den som ringer får svar samma dag.',
}

describe('The lösningsbank', function () {
  this.timeout(60_000)
  let world: World
  let now: Followed
  beforeEach(async () => {
    world = await World.open()
    now = await Followed.of(world, 1)
    await now.on(LAST)
  })
  const confirm = () => now.says(now.one, 'yes')
  const number = () => now.deficiency.number
  /** Somebody in another office, who stands outside the circle. */
  const outsider = async () => {
    const office = await now.board.given.office({ name: 'PO Fjärran' })
    return now.board.given.as('ombud', { officeId: office.id })
  }
  async function tell() {
    const browser = await now.board.given.browserOf(now.coordinator)
    const page = await browser.get(`/losningar/${number()}/beskriv`)
    return page.form('Spara beskrivningen').submit(SENTENCES)
  }

  it('has nothing until an ombud has confirmed it, and says what to do', async () => {
    const browser = await outsider()
    const page = await browser.get('/losningar')
    expect(page.text).to.contain('Inget är bekräftat löst än').and.contain('Svara på frågorna om effekt')
    expect((await browser.get(`/losningar/${number()}`)).status).to.equal(404)
    await confirm()
    expect((await browser.get('/losningar')).text).to.contain('Svårt att nå handläggare')
  })

  it('shows those outside the circle no text and no theme before the sentences are written, and whom to ask', async () => {
    await confirm()
    const browser = await outsider()
    const page = await browser.get(`/losningar/${number()}`)
    expect(page.text).to.contain('Försäkringskassan').and.contain('Lokal nivå').and.contain('PO Granåsen')
    expect(page.text).to.contain('po-').and.contain('08-123 45 67')
    for (const hidden of ['Den som ringer får inget svar', 'Tillgänglighet', 'Beskriv lösningen'])
      expect(page.text).not.to.contain(hidden)
    expect((await browser.get('/losningar?tema=tillganglighet')).text).to.contain('Inget passar urvalet')
    expect((await browser.raw('get', `/losningar/${number()}/beskriv`)).status).to.equal(403)
    await tell()
    const told = await browser.get(`/losningar/${number()}`)
    for (const sentence of Object.values(SENTENCES)) expect(told.text).to.contain(sentence)
    expect(told.text).to.contain('Tillgänglighet')
    expect((await browser.get('/losningar?tema=tillganglighet')).text).to.contain(SENTENCES.done)
    expect(told.text).not.to.contain('Siv Samordnare')
  })

  it('takes three sentences from its coordinator or convener, each of them needed, through the guard', async () => {
    await confirm()
    const browser = await now.board.given.browserOf(now.coordinator)
    const page = await browser.get(`/losningar/${number()}/beskriv`)
    const empty = await page.form('Spara beskrivningen').submit({ ...SENTENCES, changed: '' })
    expect(empty.status).to.equal(422)
    expect(empty.text).to.contain('Skriv vad det ändrade.')
    const named = await empty.form('Spara beskrivningen').submit({ changed: 'Handläggare Anna Berg svarar nu.' })
    expect(named.status).to.equal(422)
    expect(await world.rows(solutions)).to.deep.equal([])
    await tell()
    const stale = await browser.post(`/losningar/${number()}/beskriv`, {
      ...page.form('Spara beskrivningen').fields,
      ...SENTENCES,
    })
    expect(stale.status).to.equal(409)
    await now.board.later('2027-09-01T09:00:00Z')
    const again = await now.board.convener.get(`/losningar/${number()}/beskriv`)
    await again.form('Spara beskrivningen').submit({ done: 'Telefontiden blev längre.' })
    const [kept, ...others] = await world.rows(solutions)
    expect(others).to.deep.equal([])
    expect(kept).to.include({ done: 'Telefontiden blev längre.', wrong: SENTENCES.wrong, groupId: now.board.group.id })
    expect((await world.acts(now.deficiency.id)).filter(act => act === 'solution.told')).to.have.length(2)
  })

  it('is filtered in its address, and keeps what is chosen', async () => {
    await confirm()
    await tell()
    const browser = await outsider()
    const TABLE: readonly (readonly [string, boolean])[] = [
      ['?ord=telefontiden', true],
      ['?ord=handl%C3%A4ggare%20telefontiden', true],
      ['?ord=%25', false],
      ['?ord=_', false],
      ['?ord=bostad', false],
      ['?slag=state', true],
      ['?slag=region', false],
      ['?niva=lokal', true],
      ['?niva=central', false],
      ['?niva=toString', true],
      ['?slag=state&niva=lokal&tema=tillganglighet&ord=samma', true],
    ]
    for (const [query, found] of TABLE) {
      const page = await browser.get(`/losningar${query}`)
      expect(page.text.includes(SENTENCES.done), query).to.equal(found)
    }
    expect((await browser.get('/losningar?niva=lokal')).$('select[name=niva] option[selected]').attr('value')).to.equal(
      'lokal',
    )
  })

  it('leaves out what a new report has opened again', async () => {
    await confirm()
    await tell()
    await now.board.report(now.deficiency)
    const browser = await outsider()
    expect((await browser.get('/losningar')).text).not.to.contain(SENTENCES.done)
    expect((await browser.get(`/losningar/${number()}`)).status).to.equal(404)
  })

  it('is shown where something like it is met: filing, the agenda’s item, the agency’s page', async () => {
    await confirm()
    await tell()
    await now.board.later('2027-09-01T09:00:00Z')
    const ombud = await now.board.given.browserOf(now.one)
    const start = await ombud.get('/rapportera')
    const likeness = await start
      .form('Spara och fortsätt')
      .submit({ whatHappened: 'Det är svårt att nå handläggare, den som ringer får inget svar.' })
    expect(likeness.text).to.contain(`Löst så här: ${SENTENCES.done}`)
    const like = await now.board.deficiency({ title: 'Svårt att nå handläggare på kontoret' })
    await now.board.report(like)
    const { meeting } = await now.board.open('2027-09-01')
    const nr = (await now.board.items(meeting)).findIndex(({ deficiencyId }) => deficiencyId === like.id) + 1
    const item = await now.board.convener.get(`/moten/${meeting.id}/punkter/${nr}`)
    expect(item.text).to.contain('Så har andra löst något liknande').and.contain(SENTENCES.done)
    const there = await situation(world, {
      title: 'Svårt att nå handläggare',
      description: 'Den som ringer får inget svar på flera veckor.',
    })
    await asked(there)
    const { page } = await openedForm(world, await mailedLink(there))
    expect(page.text).to.contain('Så har andra löst något liknande').and.contain(SENTENCES.done)
    expect(page.$('a[href^="/losningar"]').length).to.equal(0)
  })
})
