import { expect } from 'chai'
import { circulationAsks, circulationReplies, circulations } from '#src/features/decisions/circulation.entity.ts'
import { remindCirculations } from '#src/features/decisions/remind-circulations.job.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { type Seat, seatHolders } from '#src/features/groups/group.entity.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { tables } from '#src/features.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import { expectEveryCharacterToCount, still } from '#test/support/mailed-link.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'

const VERA = 'vera@fk.test'
const OLLE = 'olle@region.test'

describe('Being asked between meetings without an account', () => {
  let world: World
  let board: Board
  let deficiency: Deficiency
  let member: Person
  let agency: Seat
  let path: string
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    const { given, group } = board
    member = await given.person([{ role: 'member', groupId: group.id }])
    const held = await given.seat(group, { party: 'municipality' }, 'Maj Holm')
    agency = await given.seat(group, { party: 'insurance_agency', organisationId: board.agency.id }, 'Vera Lind')
    await given.seat(group, { party: 'psychiatry' }, 'Olle Berg')
    await world.given(async ctx => {
      await ctx.rows(seatHolders).changeAll({ seatId: held.id }, { personId: member.id })
      await ctx.rows(seatHolders).changeAll({ name: 'Vera Lind' }, { email: VERA })
      await ctx.rows(seatHolders).changeAll({ name: 'Olle Berg' }, { email: OLLE })
    })
    deficiency = await board.report(await board.deficiency())
    await board.plan('2027-01-20')
    path = (await propose()).path
    await world.sendMails()
  })
  async function propose(filled: Readonly<Record<string, string>> = {}): Promise<Page> {
    const page = await board.convener.get(`/systemfel/${deficiency.number}/mellan-moten?beslut=monitor`)
    return page.form('Fråga platserna').submit(filled)
  }
  const opened = async (address: string, browser: Browser = world.browser()) =>
    (await browser.get(world.lastLink(address))).form('Läs förslaget och svara').submit()
  const say = async (address: string, answer: string, reason = '') =>
    (await opened(address)).form('/mellan-moten').submit({ answer, reason, checked: 'ja' })
  const hers = async (answer: string) =>
    (await (await board.given.browserOf(member)).get(path)).form('/svar').submit({ answer })
  const seen = () => board.convener.get(path)
  const letters = (address: string) => world.letters.filter(({ to }) => to.address === address)
  const stored = async () => JSON.stringify(await Promise.all(tables.map(table => world.rows(table as never))))

  it('gives each seat a letter with facts only: a link to who has no account, the page to who has', async () => {
    await (await board.convener.get(path)).form('Ta tillbaka förslaget').submit()
    const form = await board.convener.get(`/systemfel/${deficiency.number}/mellan-moten?beslut=monitor`)
    expect(form.text).to.include('Vera Lind: får ett brev med en länk').and.include('Maj Holm: svarar på sidan')
    const [letter] = letters(VERA)
    expect(letter?.text).to.include(deficiency.number).and.include('5 december 2026').and.include('/mellan-moten/')
    for (const hidden of [deficiency.title, 'Gruppen noterar']) expect(letter?.text).not.to.include(hidden)
    expect(letters(member.email)[0]?.text).to.include('/beslut/mellan-moten/').and.include('5 december 2026')
  })

  it('S10: opens a page that tells nothing of the proposal, changes nothing by GET, and counts every character', async () => {
    const link = world.lastLink(VERA)
    const before = await stored()
    const scanner = world.browser()
    const page = await scanner.get(link)
    expect(page.heading).to.equal('Ledningsgruppen Granåsen frågar dig om ett beslut')
    expect(page.text).to.include('Försäkringskassan').and.include('5 december 2026')
    expect(page.text).not.to.include(deficiency.title).and.not.include(deficiency.number).and.not.include('bevaka')
    expect(page.headers['x-robots-tag']).to.equal('noindex')
    for (let round = 0; round < 10; round += 1) expect((await scanner.raw('get', link)).status).to.equal(200)
    expect((await scanner.raw('head', link)).status).to.equal(200)
    expect((await scanner.raw('get', '/mellan-moten')).status).to.equal(404)
    expect(await stored()).to.equal(before)
    await expectEveryCharacterToCount(scanner, link)
    const token = link.slice('/mellan-moten/'.length)
    for (const other of ['/svar/', '/kallelse/', '/justera/'])
      expect((await scanner.raw('get', other + token)).status, other).to.equal(404)
    expect(world.logLines.join() + before).not.to.include(token.slice(22))
  })

  it('shows what is proposed, and takes an answer with its tick, which the convener sees', async () => {
    const page = await opened(VERA)
    expect(page.path).to.equal('/mellan-moten')
    expect(page.text).to.include(deficiency.title).and.include('Gruppen noterar systemfelet och bevakar det.')
    expect(page.html).not.to.include('Maj Holm').and.not.include('Olle Berg')
    const form = page.form('/mellan-moten')
    expect((await form.submit({ answer: 'agree' })).errors).to.deep.equal(['Kryssa i att svaret gäller för platsen.'])
    expect((await form.submit({ answer: 'abstain', checked: 'ja' })).errors).to.deep.equal([
      'Skriv varför du invänder eller avstår.',
    ])
    expect(await world.rows(circulationReplies)).to.deep.equal([])
    const done = await form.submit({ answer: 'agree', checked: 'ja' })
    expect(done.notice).to.equal('Ditt svar är lämnat.')
    expect(done.text).to.include('Du har svarat: Jag är överens.')
    const table = (await seen()).text
    expect(table).to.include('Vera Lind Överens').and.include('Olle Berg Har inte svarat Brevet är skickat')
  })

  it('lets the answer be changed until it closes, also over what the convener noted, and never by a note', async () => {
    const note = { seat: agency.id, answer: 'agree', day: '2026-11-21', way: 'Telefon' }
    const before = (await seen()).form('notering')
    await before.submit(note)
    await say(VERA, 'abstain', 'Frågan är inte vår.')
    expect(await world.row(circulationReplies, { seatId: agency.id })).to.include({ answer: 'abstain', way: null })
    const again = await opened(VERA)
    expect(again.text).to.include('Du har svarat: Jag avstår.')
    const changed = await again.form('Ändra svaret').submit({ answer: 'agree', reason: '', checked: 'ja' })
    expect(changed.text).to.include('Du har svarat: Jag är överens.')
    expect(await world.rows(circulationReplies)).to.have.length(1)
    const noted = await board.convener.post(`${path}/notering`, { ...(await seen()).form('notering').fields, ...note })
    expect(noted.status).to.equal(409)
    await hers('agree')
    const her = (await (await board.given.browserOf(member)).get(path)).form('Ändra svaret')
    expect((await her.submit({ answer: 'object', reason: '' })).errors).to.deep.equal([
      'Skriv varför du invänder eller avstår.',
    ])
    expect((await her.submit({ answer: 'abstain', reason: 'Jag vet för lite.' })).status).to.equal(200)
    const said = (await world.rows(circulationReplies)).map(({ answer }) => answer).sort()
    expect(said).to.deep.equal(['abstain', 'agree'])
  })

  it('is decided when nobody objects and somebody agrees; who abstains stands in nobody’s way', async () => {
    await say(VERA, 'abstain', 'Frågan är inte vår.')
    await hers('abstain').then(page => expect(page.status).to.equal(422))
    await (await (await board.given.browserOf(member)).get(path))
      .form('/svar')
      .submit({ answer: 'abstain', reason: 'Vet ej.' })
    await say(OLLE, 'abstain', 'Vi var inte med.')
    expect((await seen()).html).not.to.include('Anteckna beslutet')
    await say(OLLE, 'agree')
    await (await seen()).form('Anteckna beslutet').submit()
    expect(await world.rows(decisions)).to.have.length(1)
    const page = await opened(VERA)
    expect(page.text).to.include('Ingen invände.').and.include('Du har svarat: Jag avstår.')
    expect(page.postForms().map(({ action }) => action)).not.to.include('/mellan-moten')
  })

  it('is closed by an objection: the others read so, and their answers are refused', async () => {
    const waiting = (await opened(OLLE)).form('/mellan-moten')
    const done = await say(VERA, 'object', 'Vi behöver tala om det.')
    expect(done.text).to.include('Någon invände.')
    const refused = await waiting.submit({ answer: 'agree', checked: 'ja' })
    expect(refused.status).to.equal(409)
    expect(refused.text).to.include('Någon invände.').and.not.include('Vi behöver tala om det.')
    expect(await world.rows(circulationReplies)).to.have.length(1)
  })

  it('refuses what comes after the last day, by link and by page, and says so', async () => {
    const page = await opened(VERA)
    world.clock.moveTo('2026-12-05T22:30:00Z')
    expect(
      (await (await opened(VERA)).form('/mellan-moten').submit({ answer: 'agree', checked: 'ja' })).status,
    ).to.equal(200)
    world.clock.moveTo('2026-12-05T23:30:00Z')
    const late = await page.form('/mellan-moten').submit({ answer: 'object', reason: 'Nej.', checked: 'ja' })
    expect(late.status).to.equal(409)
    expect(late.text).to.include('Tiden att svara gick ut 5 december 2026.')
    const browser = await board.given.browserOf(member)
    const closed = await browser.get(path)
    expect(closed.text).to.include('Tiden att svara gick ut 5 december 2026. Platser utan svar: 2.')
    expect(closed.postForms().map(({ action }) => action)).not.to.include(`${path}/svar`)
    expect((await world.rows(circulationReplies)).map(({ answer }) => answer)).to.deep.equal(['agree'])
    await board.later('2026-12-06T09:00:00Z')
    const noted = { answer: 'agree', day: '2026-12-04', way: 'Telefon' }
    const seat = (await seen())
      .form('notering')
      .options('seat')
      .find(({ value }) => value !== '')
    expect((await (await seen()).form('notering').submit({ ...noted, seat: seat?.value ?? '' })).status).to.equal(200)
  })

  it('reminds the silent once, two days before the last one, and nobody else', async () => {
    await say(VERA, 'agree')
    const remind = async (at: string): Promise<string[]> => {
      world.clock.moveTo(at)
      const before = world.letters.length
      await remindCirculations(world.works)
      await world.sendMails()
      return world.letters.slice(before).map(({ to }) => to.address)
    }
    expect(await remind('2026-12-02T09:00:00Z')).to.deep.equal([])
    expect(await remind('2026-12-03T09:00:00Z')).to.have.members([OLLE, member.email])
    expect(letters(OLLE).at(-1)?.subject).to.equal(`Påminnelse: svara om ${deficiency.number} senast 5 december 2026`)
    expect(await remind('2026-12-03T10:00:00Z')).to.deep.equal([])
    expect(await remind('2026-12-04T09:00:00Z')).to.deep.equal([])
    expect((await say(OLLE, 'agree')).status).to.equal(200)
    expect(await world.acts(deficiency.id)).to.include('decision.remindedBetween')
  })

  it('shows the convener which letters did not arrive, and writes again to an address that has been corrected', async () => {
    const link = world.lastLink(VERA)
    const ask = await world.row(circulationAsks, { seatId: agency.id })
    await world.given(ctx => ctx.rows(outboxMails).changeAll({ subjectId: ask.id }, { state: 'failed' }))
    expect((await seen()).text).to.include('Vera Lind Har inte svarat Brevet kom inte fram')
    expect((await (await board.given.browserOf(member)).get(path)).text).not.to.include('Brevet kom inte fram')
    await world.given(ctx => ctx.rows(seatHolders).changeAll({ name: 'Vera Lind' }, { email: 'ny@fk.test' }))
    expect((await world.browser().raw('get', link)).status).to.equal(404)
    expect((await (await seen()).form('Skicka igen till 1').submit()).notice).to.equal('Breven är på väg igen.')
    await world.sendMails()
    expect((await seen()).text).to.include('Vera Lind Har inte svarat Brevet är skickat')
    expect((await say('ny@fk.test', 'agree')).text).to.include('Du har svarat')
    expect((await world.browser().raw('get', link)).status).to.equal(404)
    const rest = (await seen()).form('Ta tillbaka förslaget').fields
    expect((await board.convener.post(`${path}/fraga-igen`, rest)).status).to.equal(409)
  })

  it('is dead for who has left the seat, exactly as one that never was', async () => {
    const unknown = await world.browser().get(`/mellan-moten/${'x'.repeat(64)}`)
    const link = world.lastLink(VERA)
    const form = (await opened(VERA)).form('/mellan-moten')
    await world.given(ctx => ctx.rows(seatHolders).changeAll({ name: 'Vera Lind' }, { toDay: '2026-11-20' }))
    const gone = await world.browser().get(link)
    expect(gone.status).to.equal(404)
    expect(still(gone.html)).to.equal(still(unknown.html))
    const typed = await form.submit({ answer: 'object', reason: 'Det här vill jag ha sagt.', checked: 'ja' })
    expect(typed.status).to.equal(404)
    expect(typed.text).to.include('Det här vill jag ha sagt.')
    expect(await world.rows(circulationReplies)).to.deep.equal([])
  })

  it('does not land on another question that is open in the same browser', async () => {
    const browser = world.browser()
    const first = (await opened(VERA, browser)).form('/mellan-moten')
    await opened(OLLE, browser)
    expect((await first.submit({ answer: 'agree', checked: 'ja' })).status).to.equal(404)
    expect(await world.rows(circulationReplies)).to.deep.equal([])
  })

  it('asks for a last day that is to come, within 60 days', async () => {
    await (await seen()).form('Ta tillbaka förslaget').submit()
    for (const [lastDay, error] of [
      ['', 'Välj den sista dagen att svara.'],
      ['2026-11-21', 'Välj en dag inom 60 dagar, tidigast i morgon.'],
      ['2027-01-21', 'Välj en dag inom 60 dagar, tidigast i morgon.'],
    ] as const)
      expect((await propose({ lastDay })).errors, lastDay).to.deep.equal([error])
    await propose({ lastDay: '2027-01-20' })
    expect(await world.row(circulations, { state: 'asking' })).to.include({ lastDay: '2027-01-20' })
  })

  it('takes the last of two answers that one seat gives at once, and keeps one', async () => {
    const forms = await Promise.all([opened(VERA), opened(VERA), opened(VERA)])
    const done = await Promise.all(
      forms.map(page => page.form('/mellan-moten').submit({ answer: 'agree', checked: 'ja' })),
    )
    expect(done.map(({ status }) => status)).to.deep.equal([200, 200, 200])
    expect(await world.rows(circulationReplies)).to.have.length(1)
  })
})
