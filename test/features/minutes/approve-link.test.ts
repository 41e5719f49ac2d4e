import { expect } from 'chai'
import { askAgency } from '#src/features/answers/ask-agency.ts'
import { deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { minutesAdjusters, minutesApprovals, minutesObjections } from '#src/features/minutes/minutes.entity.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { tables } from '#src/features.ts'
import { expectEveryCharacterToCount, still } from '#test/support/mailed-link.ts'
import type { Page } from '#test/support/page.ts'
import { World } from '#test/support/world.ts'
import { Minuted, objectionForm, wrong } from './minuted.ts'

const ANNA = 'anna@kommun.test'
const BO = 'bo@region.test'

/** Everything that is stored, as text. */
const stored = async (world: World): Promise<string> =>
  JSON.stringify(await Promise.all(tables.map(table => world.rows(table as never))))

describe('The mailed link to minutes (S10)', () => {
  let world: World
  let minuted: Minuted
  let link: string
  let token: string
  beforeEach(async () => {
    world = await World.open()
    minuted = await Minuted.sent(world, ANNA, BO)
    link = await minuted.link(ANNA)
    token = link.slice('/justera/'.length)
  })

  it('opens a page that says who asks, and tells nothing of what the minutes say', async () => {
    const page = await world.browser().get(link)
    expect(page.status).to.equal(200)
    expect(page.heading).to.equal('Protokoll från Ledningsgruppen Granåsen')
    expect(page.html).not.to.match(/Långa köer|Primärvården/)
    expect(page.headers['x-robots-tag']).to.equal('noindex')
    expect(page.headers['referrer-policy']).to.equal('no-referrer')
  })

  it('changes nothing when it is fetched, twenty times and by HEAD', async () => {
    const before = await stored(world)
    const scanner = world.browser()
    for (let round = 0; round < 20; round += 1) expect((await scanner.raw('get', link)).status).to.equal(200)
    expect((await scanner.raw('head', link)).status).to.equal(200)
    expect((await scanner.raw('get', '/justera')).status).to.equal(404)
    expect(await stored(world)).to.equal(before)
  })

  it('is dead when any one of its characters is another, and opens nothing of another purpose', async () => {
    const browser = world.browser()
    await expectEveryCharacterToCount(browser, link)
    for (const path of ['/svar/', '/inbjudan/', '/nytt-losenord/'])
      expect((await browser.get(path + token)).status, path).to.equal(404)
  })

  it('answers an expired, a revoked, a forged and an unknown link with one and the same page', async () => {
    const unknown = await world.browser().get(`/justera/${'x'.repeat(64)}`)
    const pages: Page[] = [await world.browser().get('/justera/kort'), await world.browser().get('/justera')]
    world.clock.moveTo('2027-03-01T09:00:00Z')
    pages.push(await world.browser().get(link))
    world.clock.moveTo('2026-11-21T09:00:00Z')
    const form = (await minuted.page('/justering')).form('Ta tillbaka')
    await form.submit({ reason: 'Rättas.' })
    pages.push(await world.browser().get(link))
    for (const page of pages) {
      expect(page.status).to.equal(404)
      expect(still(page.html)).to.equal(still(unknown.html))
    }
  })

  it('lives beside a question that is open in the same browser, whichever was opened last', async () => {
    const { board, deficiency } = minuted
    await world.given(async ctx => {
      const asked = { question: 'När blir det bättre?', contactId: board.contact.id, officeId: board.office.id }
      const about = await deficiencyById(ctx, deficiency.id)
      await askAgency(ctx, { ...asked, deficiency: about, termDays: 30, groupId: board.group.id })
    })
    await world.sendMails()
    const browser = world.browser()
    const question = await browser.get(world.lastLink(board.contact.email))
    await question.form('Öppna svarsformuläret').submit()
    const minutes = await (await browser.get(link)).form('Läs protokollet').submit()
    expect((await browser.get('/svar')).text).to.include('När blir det bättre?')
    await (await browser.get(world.lastLink(board.contact.email))).form('Öppna svarsformuläret').submit()
    expect((await browser.get('/justera')).heading).to.equal(minutes.heading)
    expect(minutes.status).to.equal(200)
  })

  it('J7: gives a receipt to where it went when she has approved, with facts only, and none for a wrong code', async () => {
    const receipts = () => world.mails({ template: 'minutes.receipt' })
    const { page } = await minuted.coded(ANNA)
    const code = await minuted.code(ANNA)
    const refused = await page.form('/justera/godkann').submit({ code: wrong(code) })
    expect(refused.status).to.equal(422)
    expect(await receipts()).to.deep.equal([])
    await refused.form('/justera/godkann').submit({ code })
    const [mail, ...more] = await receipts()
    expect(more).to.deep.equal([])
    const letter = await world.letter(mail as never)
    expect(letter.to.address).to.equal(ANNA)
    expect(letter.subject).to.equal('Du har godkänt protokollet: Ledningsgruppen Granåsen, 21 november 2026')
    expect(letter.text).not.to.match(/Långa köer|Primärvården/)
  })

  it('is nowhere but in the letter, and so is the code', async () => {
    const { page } = await minuted.coded(ANNA)
    const code = await minuted.code(ANNA)
    const thanks = await page.form('/justera/godkann').submit({ code })
    for (const shown of [page, thanks]) {
      expect(shown.html).not.to.contain(token.slice(22))
      expect(shown.text).not.to.contain(code)
    }
    expect(world.logLines.join('\n')).to.contain('/justera/:token')
    for (const text of [await stored(world), world.logLines.join('\n')]) {
      expect(text.includes(token.slice(22)), 'the link is stored').to.equal(false)
      expect(new RegExp(`(?<![0-9a-f-])${code}(?![0-9a-f-])`).test(text), 'the code is stored').to.equal(false)
    }
  })

  it('never lets a form of one adjuster be sent with the cookie of another', async () => {
    const { page } = await minuted.coded(ANNA)
    const code = await minuted.code(ANNA)
    const { browser, page: his } = await minuted.open(BO)
    const { _csrf = '' } = his.form('/justera/kod').fields
    const refused = await browser.post('/justera/godkann', { ...page.form('/justera/godkann').fields, _csrf, code })
    expect(refused.status).to.equal(404)
    const text = { ...objectionForm(page, '§ 1').fields, _csrf, kind: 'change', text: 'Skrivet av fel person.' }
    const typed = await browser.post('/justera/synpunkt', text)
    expect(typed.status).to.equal(404)
    expect(typed.text, 'what was typed is given back').to.include('Skrivet av fel person.')
    expect(await world.rows(minutesApprovals)).to.have.length(0)
    expect(await world.rows(minutesObjections)).to.have.length(0)
  })

  it('lets nobody take back what another has said', async () => {
    const { page } = await minuted.open(ANNA)
    await objectionForm(page, '§ 1').submit({ kind: 'dissent', text: 'Jag är av annan mening.' })
    const [said] = await world.rows(minutesObjections)
    const { browser, page: bo } = await minuted.open(BO)
    const { fields } = bo.form('Skicka en kod till mig')
    const refused = await browser.post('/justera/aterta', { ...fields, objection: said?.id ?? '' })
    expect(refused.status).to.equal(404)
    expect((await world.rows(minutesObjections))[0]?.takenBackAt).to.equal(null)
  })

  it('reads what she writes by the guard, keeps it as typed, and takes it back', async () => {
    const { page } = await minuted.open(ANNA)
    const blocked = await objectionForm(page, '§ 2').submit({ kind: 'change', text: 'Gäller 19121212-1212.' })
    expect(blocked.status).to.equal(422)
    expect(blocked.errors[0]).to.include('personnummer')
    const empty = await objectionForm(page, '§ 2').submit({ text: '' })
    expect(empty.errors).to.deep.equal(['Välj vad du vill.', 'Skriv vad som är fel, eller din mening.'])
    const kept = await objectionForm(page, '§ 2').submit({ kind: 'change', text: 'Rubriken är fel.' })
    const back = await kept.form('Ta tillbaka').submit()
    expect(back.text).to.include('Återtagen').and.include('Du godkänner 3 delar')
    expect((await kept.form('Ta tillbaka').send({ formKey: 'k'.repeat(32) })).status).to.equal(409)
  })
})

describe('The code by which minutes are approved', () => {
  let world: World
  let minuted: Minuted
  beforeEach(async () => {
    world = await World.open()
    minuted = await Minuted.sent(world, ANNA, BO)
  })
  const approved = () => world.rows(minutesApprovals)

  it('is needed, and has six digits', async () => {
    const { page } = await minuted.coded(ANNA)
    for (const code of ['', '12345', '1234567', 'abcdef', '١٢٣٤٥٦'])
      expect((await page.form('/justera/godkann').submit({ code })).errors).to.deep.equal(['Skriv koden, sex siffror.'])
    const spaced = (await minuted.code(ANNA)).replace(/(...)/, '$1 ')
    expect((await page.form('/justera/godkann').submit({ code: spaced })).notice).to.include('Tack')
  })

  it('stops working after five wrong tries, the right one too', async () => {
    const { page } = await minuted.coded(ANNA)
    const code = await minuted.code(ANNA)
    const form = page.form('/justera/godkann')
    for (let by = 1; by <= 4; by += 1) {
      const refused = await form.submit({ code: wrong(code, by) })
      expect(refused.status).to.equal(422)
      expect(refused.errors).to.deep.equal(['Koden stämmer inte. Kontrollera den och försök igen.'])
    }
    expect((await form.submit({ code: wrong(code, 5) })).text).to.include('Koden gäller inte längre')
    const right = await form.submit({ code })
    expect(right.status).to.equal(422)
    expect(right.text).to.include('Koden gäller inte längre')
    expect(await approved()).to.have.length(0)
    expect((await world.acts(minuted.meeting.id)).filter(act => act === 'minutes.wrongCode')).to.have.length(5)
  })

  it('stops a search through all codes: after twenty wrong tries the link is locked until the convener sends a new one', async () => {
    const { browser, page } = await minuted.open(ANNA)
    let shown = page
    for (let round = 0; round < 4; round += 1) {
      shown = await shown.form('/justera/kod').submit()
      const code = await minuted.code(ANNA)
      for (let by = 1; by <= 5; by += 1)
        shown = await shown
          .form('/justera/godkann')
          .submit({ code: wrong(code, by) })
          .then(async next => (by === 5 ? next : browser.get('/justera')))
    }
    expect((await minuted.adjuster(ANNA)).wrongTries).to.equal(20)
    const locked = await browser.get('/justera')
    expect(locked.text).to.include('Länken är låst efter för många fel koder')
    expect(locked.postForms().map(({ action }) => action)).not.to.include('/justera/kod')
    const fields = { ...page.form('/justera/kod').fields, formKey: 'k'.repeat(32) }
    expect((await browser.post('/justera/kod', fields)).status).to.equal(429)
    await minuted.board.later('2026-11-22T09:00:00Z')
    const seen = await minuted.page('/justering')
    expect(seen.text).to.include('låst efter för många fel koder')
    const { id } = await minuted.adjuster(ANNA)
    await seen
      .postForms()
      .find(({ action, fields: sent }) => action.endsWith('/paminnelse') && sent['adjuster'] === id)
      ?.submit()
    expect((await browser.get('/justera')).status, 'the old link is dead').to.equal(404)
    expect((await minuted.approve(ANNA)).notice).to.include('Tack')
  })

  it('counts twenty wrong tries at once as well as one by one', async () => {
    const { browser, page } = await minuted.coded(ANNA)
    const code = await minuted.code(ANNA)
    const { fields } = page.form('/justera/godkann')
    const tries = Array.from({ length: 20 }, (_, at) => ({
      ...fields,
      code: wrong(code, at + 1),
      formKey: `t${at}`.padEnd(32, 'x'),
    }))
    await Promise.all(tries.map(each => browser.raw('post', '/justera/godkann', each)))
    expect(await minuted.adjuster(ANNA)).to.include({ codeTries: 5, wrongTries: 5, codeId: null })
  })

  it('works for fifteen minutes, once, and only while it is the last one', async () => {
    const { page } = await minuted.coded(ANNA)
    const first = await minuted.code(ANNA)
    const again = await page.form('Skicka en ny kod').submit()
    const second = await minuted.code(ANNA)
    const old = await again.form('/justera/godkann').submit({ code: first })
    expect(old.status, 'the old code is dead').to.equal(422)
    world.clock.moveTo('2026-11-21T09:15:00Z')
    const late = await again.form('/justera/godkann').submit({ code: second })
    expect(late.text).to.include('Koden gäller inte längre')
    expect(await approved()).to.have.length(0)
    const fresh = await late.form('/justera/kod').submit()
    const code = await minuted.code(ANNA)
    expect((await fresh.form('/justera/godkann').submit({ code })).notice).to.include('Tack')
    expect(await approved()).to.have.length(3)
    await minuted.write(1, 'Ny text.')
    const { browser, page: more } = await minuted.open(ANNA)
    const refused = await browser.post('/justera/godkann', { ...more.form('/justera/kod').fields, seen: 'x', code })
    expect(refused.status, 'not what she read').to.equal(409)
    const asked = await refused.form('/justera/kod').submit()
    expect((await asked.form('/justera/godkann').submit({ code })).status, 'used before').to.equal(422)
    expect(await approved()).to.have.length(3)
  })

  it('is of no use to another adjuster', async () => {
    await minuted.coded(ANNA)
    const { page } = await minuted.coded(BO)
    const hers = await minuted.code(ANNA)
    const his = await minuted.code(BO)
    expect(hers).not.to.equal(his)
    expect((await page.form('/justera/godkann').submit({ code: hers })).status).to.equal(422)
    expect(await approved()).to.have.length(0)
    expect((await page.form('/justera/godkann').submit({ code: his })).notice).to.include('Tack')
  })

  it('is no link: what it is derived from opens nothing', async () => {
    await minuted.coded(ANNA)
    const { linkToken } = await import('#src/kernel/tokens.ts')
    const { TEST_KEYS } = await import('#test/support/world.ts')
    const code = await world.row(accessLinks, { purpose: 'code' })
    for (const path of ['/justera/', '/svar/', '/inbjudan/', '/nytt-losenord/'])
      expect((await world.browser().get(path + linkToken(TEST_KEYS.link, code))).status, path).to.equal(404)
    const letter = world.letters.find(({ text }) => text.includes('Din kod'))
    expect(letter?.text).not.to.match(/https?:/)
  })

  it('is not mailed again and again', async () => {
    const { page } = await minuted.open(ANNA)
    let shown = page
    for (let nth = 0; nth < 10; nth += 1) shown = await shown.form('/justera/kod').submit()
    const refused = await shown.form('/justera/kod').submit()
    expect(refused.status).to.equal(429)
    expect(refused.text).to.include('Vänta en kvart')
    expect(await world.mails({ template: 'minutes.code' })).to.have.length(10)
  })
})

describe('Twenty last approvals at once', () => {
  it('empty the tray exactly once, whoever comes last', async function () {
    this.timeout(120_000)
    const world = await World.open()
    const emails = Array.from({ length: 20 }, (_, at) => `justerare-${at}@kommun.test`)
    const minuted = await Minuted.sent(world, ...emails)
    const ready = []
    for (const email of emails) {
      const { browser, page } = await minuted.coded(email)
      ready.push({ browser, fields: { ...page.form('/justera/godkann').fields, code: await minuted.code(email) } })
    }
    const held = await world.mails({ state: 'held' })
    expect(held.length).to.be.greaterThan(0)
    const ends = await Promise.all(ready.map(({ browser, fields }) => browser.raw('post', '/justera/godkann', fields)))
    expect(ends.map(({ status }) => status)).to.deep.equal(Array(20).fill(303))
    await expectOnce(minuted)
    expect(await world.rows(minutesAdjusters)).to.have.length(20)
    expect(await world.rows(minutesApprovals)).to.have.length(60)
  })

  it('of one and the same adjuster, in twenty tabs, are one', async function () {
    this.timeout(60_000)
    const world = await World.open()
    const minuted = await Minuted.sent(world, ANNA)
    const { browser, page } = await minuted.coded(ANNA)
    const fields = { ...page.form('/justera/godkann').fields, code: await minuted.code(ANNA) }
    const tabs = Array.from({ length: 20 }, (_, at) => ({ ...fields, formKey: `tab${at}`.padEnd(32, 'x') }))
    const ends = await Promise.all(tabs.map(tab => browser.raw('post', '/justera/godkann', tab)))
    expect(ends.map(({ status }) => status)).to.deep.equal(Array(20).fill(303))
    await expectOnce(minuted)
  })

  async function expectOnce({ world, board, meeting }: Minuted): Promise<void> {
    expect((await board.meeting()).state).to.equal('done')
    const acts = await world.acts(meeting.id)
    for (const act of ['minutes.locked', 'meeting.traySent'])
      expect(
        acts.filter(one => one === act),
        act,
      ).to.have.length(1)
    expect(await world.mails({ state: 'held' })).to.have.length(0)
    await world.sendMails()
    for (const { email } of [board.ombud, board.contact])
      expect(
        world.letters.filter(({ to }) => to.address === email),
        email,
      ).to.have.length(1)
    expect(await world.mails({ template: 'minutes.approved' })).to.have.length(1)
  }
})
