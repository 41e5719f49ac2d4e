import { expect } from 'chai'
import { requestQuestions } from '#src/features/answers/exchange.entity.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { answered, asked, mailedLink, openedForm, requestOf, type Situation, situation } from './situation.ts'

const BACK = 'Gäller det bara telefonen, eller också besök utan tid?'
const REPLY = 'Bara telefonen. Besöken fungerar.'

describe('A question back', () => {
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
  const ask = async (question = BACK): Promise<Page> =>
    (await browser.get('/svar/fraga')).form('Skicka frågan').submit({ question })
  const page = async (): Promise<Page> =>
    (await now.given.as('coordinator', { officeId: now.office.id })).get(`/obesvarade/${id}`)

  it('is mailed without its words, read on the page, replied to there, and the reply is read behind the link', async () => {
    expect((await ask()).text).to.contain(BACK)
    const [mail] = await world.mails({ template: 'answers.askedBack' })
    expect(mail).to.include({ toAddress: now.office.email, path: `/obesvarade/${id}` })
    const before = await page()
    expect(before.text).to.contain(BACK).and.contain('Dagarna utan svar räknas vidare')
    const after = await before.form('Skicka svaret till mottagaren').submit({ reply: REPLY })
    expect(after.text).to.contain(REPLY)
    expect((await world.mails({ template: 'answers.replied' }))[0]?.toAddress).to.equal(now.contact.email)
    await world.sendMails()
    for (const { text } of world.letters) expect(text).not.to.contain(BACK).and.not.contain(REPLY)
    const opened = await openedForm(world, world.lastLink(now.contact.email))
    expect(opened.page.text).to.contain(BACK).and.contain(REPLY)
    expect((await answered(world, link)).heading).to.equal('Tack, svaret är mottaget')
  })

  it('changes neither the due day nor the days without answer', async () => {
    const before = await requestOf(world, { id })
    world.clock.moveTo('2026-12-01T09:00:00Z')
    ;({ browser } = await openedForm(world, link))
    await ask()
    expect(await requestOf(world, { id })).to.deep.equal(before)
    expect((await page()).text).to.contain('10 dagar')
  })

  it('waits for its reply before another is asked, and there are five at most', async () => {
    const second = await browser.get('/svar/fraga')
    await ask()
    expect((await browser.get('/svar/fraga')).text).to.contain('Det går inte att ställa fler frågor just nu')
    await second.form('Skicka frågan').submit({ question: 'En till?' })
    expect(await world.rows(requestQuestions)).to.have.length(1)
    for (let nr = 1; nr <= 4; nr += 1) {
      await (await page()).form('Skicka svaret till mottagaren').submit({ reply: REPLY })
      await ask(`Nummer ${nr}?`)
    }
    await (await page()).form('Skicka svaret till mottagaren').submit({ reply: REPLY })
    expect((await browser.get('/svar/fraga')).text).to.contain('Det går inte att ställa fler frågor just nu')
    expect(await world.rows(requestQuestions)).to.have.length(5)
  })

  it('is replied to once, and not when the answer has come', async () => {
    await ask()
    const [one, other] = [await page(), await page()]
    await one.form('Skicka svaret till mottagaren').submit({ reply: REPLY })
    expect((await other.form('Skicka svaret till mottagaren').submit({ reply: 'Annat.' })).status).to.equal(409)
    await ask('Och en fråga?')
    const third = await page()
    await answered(world, link)
    expect((await third.form('Skicka svaret till mottagaren').submit({ reply: REPLY })).status).to.equal(409)
    const [first] = await world.rows(requestQuestions)
    expect(first?.reply).to.equal(REPLY)
  })

  it('is not kept without words, or with a personal number; nor is a reply', async () => {
    for (const question of ['', 'Gäller det 19121212-1212?']) expect((await ask(question)).status).to.equal(422)
    await ask()
    for (const reply of ['', 'Det gäller 19121212-1212.']) {
      const again = await (await page()).form('Skicka svaret till mottagaren').submit({ reply })
      expect(again.status).to.equal(422)
      expect(again.errors).to.have.length(1)
    }
    expect((await world.row(requestQuestions, {})).reply).to.equal(null)
  })
})
