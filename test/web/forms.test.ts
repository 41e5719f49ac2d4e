import { expect } from 'chai'
import { people } from '#src/features/people/person.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Browser } from '#test/support/world.ts'
import { World } from '#test/support/world.ts'

describe('A form', () => {
  let world: World
  let browser: Browser
  const invitation = { name: 'Bo', email: 'bo@kommun.test', role: 'admin' }
  const blank = async () => (await browser.get('/admin/anvandare/ny')).form('Skicka inbjudan')
  const invited = async () => (await world.rows(people, { email: invitation.email })).length
  beforeEach(async () => {
    world = await World.open()
    browser = await new Given(world).as('admin')
  })

  it('sent twice, at once or again, has one effect and one answer (C5)', async () => {
    const form = await blank()
    const fields = { ...form.fields, ...invitation }
    const answers = await Promise.all([1, 2, 3].map(() => browser.raw('post', form.action, fields)))
    answers.push(await browser.raw('post', form.action, fields))
    expect(answers.map(({ status }) => status)).to.deep.equal([303, 303, 303, 303])
    expect(new Set(answers.map(({ headers }) => headers['location'])).size).to.equal(1)
    expect(await invited()).to.equal(1)
    expect(await world.mails()).to.have.length(1)
  })

  it('used already, with another content, is a conflict and changes nothing (C5)', async () => {
    const form = await blank()
    await form.submit(invitation)
    const again = await form.submit({ ...invitation, email: 'annan@kommun.test' })
    expect(again.status).to.equal(409)
    expect(await world.rows(people, { email: 'annan@kommun.test' })).to.have.length(0)
  })

  it('that was faulty can be mended and sent, and keeps what was typed', async () => {
    const form = await blank()
    const faulty = await form.submit({ ...invitation, email: 'inte en adress' })
    expect(faulty.status).to.equal(422)
    expect(faulty.$('#f-name').attr('value')).to.equal('Bo')
    expect(faulty.$('#f-email').attr('value')).to.equal('inte en adress')
    expect(faulty.$('.govuk-error-summary a').attr('href')).to.equal('#f-email')
    expect(faulty.$('title').text()).to.match(/^Fel/)
    expect(await invited()).to.equal(0)
    expect((await faulty.form('Skicka inbjudan').submit(invitation)).status).to.equal(200)
    expect(await invited()).to.equal(1)
  })

  it('without a token, with another session’s, or from another site is refused (S8)', async () => {
    const form = await blank()
    const fields = { ...form.fields, ...invitation }
    const other = await new Given(world).as('admin')
    const foreign = (await other.get('/admin/anvandare/ny')).form('Skicka inbjudan').fields['_csrf'] as string
    const { _csrf: _, ...bare } = fields as Record<string, string>
    const tries = [
      await browser.raw('post', form.action, bare),
      await browser.raw('post', form.action, { ...fields, _csrf: foreign }),
      await browser.raw('post', form.action, fields, { 'Sec-Fetch-Site': 'cross-site' }),
      await browser.raw('post', form.action, fields, { 'Sec-Fetch-Site': 'same-site' }),
      await browser.raw('post', form.action, fields, { Origin: 'null' }),
      await browser.raw('post', form.action, fields, { Origin: 'https://evil.test' }),
      await world.browser().raw('post', form.action, fields),
    ]
    expect(tries.map(({ status }) => status)).to.deep.equal([403, 403, 403, 403, 403, 403, 403])
    expect(await invited()).to.equal(0)
    // As Chromium sends our own form under `no-referrer`.
    const own = { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' }
    expect((await browser.raw('post', form.action, fields, own)).status).to.equal(303)
  })

  it('of another kind or size is refused in plain words (A4)', async () => {
    const form = await blank()
    const big = await browser.raw('post', form.action, { ...form.fields, name: 'x'.repeat(110_000) })
    expect(big.status).to.equal(413)
    expect(big.text).not.to.match(/Error|express|node_modules/)
    const many = await browser.raw(
      'post',
      form.action,
      Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`f${at}`, 'x'])),
    )
    expect(many.status).to.equal(413)
  })
})
