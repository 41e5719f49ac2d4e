import { expect } from 'chai'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import { Invitation, invitePerson } from '#src/features/people/invite-person.ts'
import { people } from '#src/features/people/person.entity.ts'
import { sha256 } from '#src/kernel/tokens.ts'
import { sessions } from '#src/web/session.entity.ts'
import { Given } from '#test/support/given.ts'
import { World } from '#test/support/world.ts'

const PASSWORD = 'en gul cykel i november'

describe('Signing in', () => {
  let world: World
  let given: Given
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
  })

  const invited = async (email = 'anna@kommun.test'): Promise<void> => {
    await world.given(ctx => invitePerson(ctx, Invitation.parse({ name: 'Anna', email, role: 'admin' })))
    await world.sendMails()
    const page = await world.browser().get(world.lastLink(email))
    expect(page.heading).to.equal('Välkommen till Systemfel')
    await page.form('Spara lösenordet').submit({ password: PASSWORD, again: PASSWORD })
  }

  it('goes by invitation: the mailed link, a password, and in; the link works once', async () => {
    await invited()
    const link = world.lastLink('anna@kommun.test')
    expect((await world.browser().get(link)).status).to.equal(404)
    const browser = world.browser()
    const start = await browser.signIn('Anna@Kommun.test', PASSWORD)
    expect(start.status).to.equal(200)
    expect(start.path).to.equal('/')
    expect(start.$('header').text()).to.contain('Anna')
  })

  it('gives a new session id each time; the old one is dead, and only hashes are stored (S1, S2)', async () => {
    await invited()
    const browser = world.browser()
    await browser.get('/logga-in')
    const before = browser.cookies.get('__Host-sid') as string
    await browser.signIn('anna@kommun.test', PASSWORD)
    const during = browser.cookies.get('__Host-sid') as string
    expect(during).not.to.equal(before)
    const stored = (await world.rows(sessions)).map(({ tokenHash }) => tokenHash)
    expect(stored).to.include(sha256(during)).and.not.include(during)
    const page = await browser.get('/min-sida')
    await page.form('/logga-ut').submit()
    const thief = world.browser()
    for (const dead of [before, during]) {
      thief.cookies.set('__Host-sid', dead)
      expect((await thief.get('/min-sida')).path).to.match(/^\/logga-in/)
    }
  })

  it('ends every session when the password is changed', async () => {
    await invited()
    const [here, there] = [world.browser(), world.browser()]
    await here.signIn('anna@kommun.test', PASSWORD)
    await there.signIn('anna@kommun.test', PASSWORD)
    const old = here.cookies.get('__Host-sid') as string
    const next = 'tre röda hus vid ån'
    const page = await here.get('/min-sida')
    const wrong = await page.form('Spara lösenordet').submit({ current: 'fel', password: next, again: next })
    expect(wrong.status).to.equal(422)
    expect(wrong.errors).to.deep.equal(['Det nuvarande lösenordet stämmer inte.'])
    const done = await wrong.form('Spara lösenordet').submit({ current: PASSWORD, password: next, again: next })
    expect(done.status).to.equal(200)
    expect(here.cookies.get('__Host-sid')).not.to.equal(old)
    expect((await there.get('/min-sida')).path).to.match(/^\/logga-in/)
  })

  it('ends after 30 idle minutes, and after ten hours whatever is done (S3)', async () => {
    const browser = await given.as('admin')
    for (let minutes = 0; minutes < 9 * 60; minutes += 25) {
      world.clock.moveTo(new Date(world.clock.now().getTime() + 25 * 60_000))
      expect((await browser.get('/min-sida')).path).to.equal('/min-sida')
    }
    world.clock.moveTo(new Date(world.clock.now().getTime() + 31 * 60_000))
    expect((await browser.get('/min-sida')).path).to.match(/^\/logga-in/)
  })

  it('answers a wrong password and an unknown address alike, and keeps the address typed (S5)', async () => {
    await invited()
    const answers = []
    for (const email of ['anna@kommun.test', 'okand@kommun.test']) {
      const page = await (await world.browser().get('/logga-in'))
        .form('Logga in')
        .submit({ email, password: 'fel fel fel fel' })
      answers.push({ status: page.status, errors: page.errors, email: page.$('#f-email').attr('value') === email })
    }
    expect(answers[0]).to.deep.equal({
      status: 422,
      errors: ['E-postadressen eller lösenordet stämmer inte.'],
      email: true,
    })
    expect(answers[1]).to.deep.equal(answers[0])
    const failures = (await world.rows(auditEvents)).filter(({ action }) => action === 'person.signInFailed')
    expect(failures).to.have.length(2)
  })

  it('takes as long for an unknown address as for a known one (S5)', async () => {
    await invited()
    const time = async (email: string): Promise<number> => {
      const form = (await world.browser().get('/logga-in')).form('Logga in')
      const started = performance.now()
      await form.submit({ email, password: 'fel fel fel fel' })
      return performance.now() - started
    }
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 9; round += 1) {
      known.push(await time('anna@kommun.test'))
      unknown.push(await time(`okand-${round}@kommun.test`))
    }
    const middle = (times: number[]): number => times.sort((a, b) => a - b)[4] as number
    expect(middle(known) / middle(unknown)).to.be.within(0.5, 2)
  })

  it('makes somebody who guesses wait after ten tries, but not their colleagues', async () => {
    await invited()
    await invited('bo@kommun.test')
    const guess = async () =>
      (await world.browser().get('/logga-in'))
        .form('Logga in')
        .submit({ email: 'anna@kommun.test', password: 'gissning nummer x' })
    for (let tries = 0; tries < 10; tries += 1) expect((await guess()).status).to.equal(422)
    expect((await guess()).status).to.equal(429)
    expect((await world.browser().signIn('bo@kommun.test', PASSWORD)).status).to.equal(200)
    world.clock.moveTo(new Date(world.clock.now().getTime() + 16 * 60_000))
    expect((await world.browser().signIn('anna@kommun.test', PASSWORD)).status).to.equal(200)
  })

  it('resets a forgotten password by mail, saying the same whether the account exists', async () => {
    await invited()
    const ask = async (email: string) =>
      (await (await world.browser().get('/glomt-losenord')).form('Skicka länk').submit({ email })).notice
    expect(await ask('anna@kommun.test')).to.equal(await ask('okand@kommun.test'))
    await world.sendMails()
    const page = await world.browser().get(world.lastLink('anna@kommun.test'))
    const short = await page.form('Spara lösenordet').submit({ password: 'kort', again: 'kort' })
    expect(short.errors).to.deep.equal(['Lösenordet behöver minst 12 tecken.'])
    await short.form('Spara lösenordet').submit({ password: 'fyra blå fåglar', again: 'fyra blå fåglar' })
    expect((await world.browser().signIn('anna@kommun.test', PASSWORD)).status).to.equal(422)
    expect((await world.browser().signIn('anna@kommun.test', 'fyra blå fåglar')).status).to.equal(200)
  })

  it('shuts a closed account out at its next request (Z7)', async () => {
    const person = await given.person([{ role: 'admin' }])
    const browser = await given.browserOf(person)
    expect((await browser.get('/min-sida')).status).to.equal(200)
    await world.given(ctx => ctx.rows(people).changeAll({ id: person.id }, { state: 'closed' }))
    expect((await browser.get('/min-sida')).path).to.match(/^\/logga-in/)
  })

  it('leads only to pages of our own afterwards', async () => {
    await invited()
    for (const evil of ['//evil.test', '/\\evil.test', 'https://evil.test', '/%5Cevil\r\n', 'javascript:alert(1)']) {
      const browser = world.browser()
      const page = await browser.get(`/logga-in?till=${encodeURIComponent(evil)}`)
      const form = page.form('Logga in')
      const answer = await browser.raw('post', '/logga-in', {
        ...form.fields,
        email: 'anna@kommun.test',
        password: PASSWORD,
      })
      expect(String(answer.headers['location'])).to.match(/^\/($|[^/\\])/)
    }
  })
})
