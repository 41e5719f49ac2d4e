import { expect } from 'chai'
import { effectWords } from '#src/features/effects/effect.entity.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { tables } from '#src/features.ts'
import { expectAlike, expectEveryCharacterToCount, other } from '#test/support/mailed-link.ts'
import { World } from '#test/support/world.ts'
import { FIRST, Followed } from './followed.ts'

async function stored(world: World): Promise<string> {
  return JSON.stringify(await Promise.all(tables.map(table => world.rows(table as never))))
}

describe('The mailed link of a question about effect (S10)', function () {
  this.timeout(60_000)
  let world: World
  let now: Followed
  let link: string
  beforeEach(async () => {
    world = await World.open()
    now = await Followed.of(world)
    await now.on(FIRST)
    link = await now.link(now.one)
  })

  it('opens a page that tells nothing of the matter, and changes nothing by GET and HEAD', async () => {
    const before = await stored(world)
    const scanner = world.browser()
    const page = await scanner.get(link)
    expect(page.heading).to.equal('Har det blivit bättre för klienterna?')
    expect(page.text).to.contain('PO Granåsen').and.not.contain('Svårt att nå handläggare')
    expect(page.headers['x-robots-tag']).to.equal('noindex')
    for (let round = 0; round < 20; round += 1) expect((await scanner.raw('get', link)).status).to.equal(200)
    expect((await scanner.raw('head', link)).status).to.equal(200)
    expect(await stored(world)).to.equal(before)
  })

  it('answers an expired, a revoked, a forged and an unknown link with one and the same page', async () => {
    const token = link.slice('/effekt/'.length)
    const unknown = await world.browser().get(`/effekt/${'x'.repeat(64)}`)
    const pages = [
      await world.browser().get(`/effekt/${token.slice(0, 63)}${other(token.at(-1) as string)}`),
      await world.browser().get('/effekt/kort'),
      await world.browser().get('/effekt/svara'),
    ]
    world.clock.moveTo('2027-06-01T09:00:00Z')
    pages.push(await world.browser().get(link))
    world.clock.moveTo(`${FIRST}T09:00:00Z`)
    const [row] = await world.rows(accessLinks, { contact: now.one.email, purpose: 'effect' })
    await world.given(ctx => ctx.rows(accessLinks).change(row?.id as string, { revokedAt: ctx.now }))
    pages.push(await world.browser().get(link))
    expectAlike(unknown, pages)
  })

  it('is dead when any one of its characters is another, and elsewhere', async () => {
    const browser = world.browser()
    await expectEveryCharacterToCount(browser, link)
    for (const path of ['/svar/', '/kallelse/', '/justera/'])
      expect((await browser.raw('get', link.replace('/effekt/', path))).status).to.equal(404)
    expect((await browser.raw('get', link)).status).to.equal(200)
  })

  it('does not open by a form when it is forged, and a question lands on no other', async () => {
    const page = await world.browser().get(link)
    const forged = link.slice(0, -1) + other(link.at(-1) as string)
    const { fields } = page.form('Öppna frågan')
    const refused = await world.browser().raw('post', forged, fields)
    expect(refused.status).to.be.oneOf([403, 404])
    expect([refused.headers['set-cookie'] ?? []].flat().join()).not.to.contain('effect=')
    const { browser, page: form } = await now.opened(now.one)
    const [theirs] = await world.rows(effectWords, { personId: now.other.id })
    const sent = { ...form.form('Skicka svaret').fields, answer: 'yes', line: 'Min rad', word: theirs?.id ?? '' }
    const gone = await browser.post('/effekt/svara', sent)
    expect(gone.status).to.equal(404)
    expect(gone.text).to.contain('Min rad')
    expect((await now.words()).every(({ answer }) => answer === null)).to.equal(true)
  })

  it('is nowhere but in the letter', async () => {
    const token = link.slice('/effekt/'.length)
    const { page } = await now.opened(now.one)
    expect(page.path).to.equal('/effekt/svara')
    expect(page.html).not.to.contain(token.slice(22))
    await page.form('Skicka svaret').submit({ answer: 'yes' })
    await world.sendMails()
    expect(world.logLines.join('\n')).to.contain('/effekt/:token')
    for (const text of [await stored(world), world.logLines.join('\n')])
      expect(text.includes(token.slice(22)), 'the link is stored').to.equal(false)
  })

  it('C6: takes one answer of ten that are sent at once; the others get the receipt', async () => {
    const { browser, page } = await now.opened(now.one)
    const form = page.form('Skicka svaret')
    const answers = await Promise.all(
      ['yes', 'no', 'partly', 'not_met', 'yes', 'no', 'partly', 'not_met', 'yes', 'no'].map(answer =>
        browser.raw('post', '/effekt/svara', { ...form.fields, answer }),
      ),
    )
    for (const { status } of answers) expect(status).to.be.oneOf([303, 409])
    const said = (await world.acts(now.deficiency.id)).filter(act => act === 'effect.said')
    expect(said).to.have.length(1)
    const receipt = await browser.get(link)
    expect(receipt.status).to.equal(200)
    expect((await browser.get('/effekt/svara')).heading).to.equal('Tack för ditt svar')
    expect(
      (await browser.get('/effekt/svara')).postForms().filter(({ action }) => action.startsWith('/effekt')),
    ).to.have.length(0)
  })
})
