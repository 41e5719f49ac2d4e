import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { hashPassword } from '#src/features/people/password.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { SECRET_FIELDS } from '#src/web/kept-form.ts'
import { contentOf } from '#test/support/dry-run.ts'
import { Given } from '#test/support/given.ts'
import type { Page, PageForm } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { fileReport, givenDeficiency, writeReport } from '../features/observations/filed.ts'

const PASSWORD = 'tre röda hus vid ån'
/** What somebody may have typed for half an hour, with all that a page must not trip on. */
const LONG = `Ingen svarar. ${'Kön är lång, och den som väntar mår sämre för varje vecka som går. '.repeat(12)}
Ny rad med "citat", <taggar> & tecken: å ä ö é 😀 'så', 100 %.`
const IDLE = 31
const ABSOLUTE = 10 * 60 + 1

describe('A session that ends while somebody writes (S3)', function () {
  this.timeout(120_000)
  let world: World
  let given: Given
  let office: Office
  let hash: string
  let browser: Browser
  before(async () => {
    hash = await hashPassword(PASSWORD)
  })
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    browser = await signedIn('anna@kommun.test')
  })

  async function signedIn(email: string): Promise<Browser> {
    const roles = ['ombud', 'coordinator'] as const
    const granted = roles.map(role => ({ role, officeId: office.id }))
    return given.browserOf(await given.person(granted, { email, passwordHash: hash }))
  }
  const later = (minutes: number): void => world.clock.moveTo(new Date(world.clock.now().getTime() + minutes * 60_000))
  const content = (): Promise<string> => world.works.snapshot(SYSTEM, ctx => contentOf(ctx.em))
  const boxesOf = (form: PageForm): string[] =>
    form.names.filter(name => form.typeOf(name) === 'textarea' || (form.typeOf(name) === 'text' && name !== 'number'))
  const signIn = (page: Page, email = 'anna@kommun.test'): Promise<Page> =>
    page.form('Logga in').submit({ email, password: PASSWORD })

  /** Every page of the filing and the triage that somebody writes on, and the button of its form. */
  async function places(): Promise<[string, string][]> {
    const deficiency = await givenDeficiency(world, office)
    await writeReport(browser)
    const [draft] = await world.rows(observations)
    const sent = await fileReport(world, browser)
    const likeness = await (await browser.get('/rapportera'))
      .form('Spara och fortsätt')
      .submit({ whatHappened: 'Det tar över ett år att få en god man.' })
    const same = await likeness.form('Samma här').submit({ choice: deficiency.number })
    const next = 'Spara och fortsätt'
    return [
      ['/rapportera', next],
      [`/rapportera/${draft?.id}`, next],
      [`/rapportera/${draft?.id}/omfattning`, next],
      [same.path, 'Skicka samma här'],
      [`/systemfel/${deficiency.number}/samma-har`, 'Skicka samma här'],
      [`/rapporter/${sent.number}`, 'Spara tillägget'],
      [`/inkorg/${sent.number}/nytt`, 'Skapa systemfelet'],
      [`/inkorg/${sent.number}/ater`, 'Skicka tillbaka'],
      [`/inkorg/${sent.number}/inte-systemfel`, 'Avsluta rapporten'],
    ]
  }

  const expectSame = (given: PageForm['fields'], typed: PageForm['fields'], where: string): void => {
    const { _csrf: _, ...rest } = typed
    for (const [name, value] of Object.entries(rest)) expect(given[name], `${where} ${name}`).to.deep.equal(value)
  }

  /** Sends the form when the session is over, signs in, and sends it from there. Gives how many characters were typed. */
  async function losesNothing(path: string, button: string, minutes: number): Promise<number> {
    const form = (await browser.get(path)).form(button)
    const boxes = boxesOf(form)
    const typed = { ...form.fields, ...Object.fromEntries(boxes.map(name => [name, LONG])) }
    later(minutes)
    const before = await content()
    const stopped = await form.send(typed)
    expect(stopped.status, path).to.equal(401)
    expect(stopped.text).to.contain('Det du skrev finns kvar.')
    expect(await content(), path).to.equal(before)
    const back = await signIn(stopped)
    expect(back.heading, `${path}: ${back.text.slice(0, 200)}`).to.equal('Här är det du skrev')
    expect(back.$('header').text()).to.contain('Logga ut')
    const again = back.form('Skicka det jag skrev')
    expect(again.action).to.equal(form.action)
    expectSame(again.fields, typed, path)
    expect(boxes.map(name => again.typeOf(name))).to.deep.equal(boxes.map(() => 'textarea'))
    const answer = await again.submit()
    expect(answer.status, `${path}: ${answer.text.slice(0, 300)}`).to.be.oneOf([200, 422])
    expect(answer.status === 200 || answer.postForms().some(holds(boxes)), path).to.equal(true)
    return boxes.length * LONG.length
  }
  const holds =
    (boxes: readonly string[]) =>
    ({ fields }: PageForm): boolean =>
      boxes.every(name => fields[name] === LONG)

  for (const [why, minutes] of [
    ['after 30 idle minutes', IDLE],
    ['after ten hours', ABSOLUTE],
  ] as const)
    it(`S3: loses no character of any form of the filing and the triage, ${why}`, async () => {
      let characters = 0
      for (const [path, button] of await places()) characters += await losesNothing(path, button, minutes)
      expect(characters).to.be.greaterThan(10_000)
    })

  const leftOn = (page: Page): unknown[] =>
    ['data-session-idle', 'data-session-last'].map(name => Number(page.$('body').attr(name)))

  it('says on each page how long it lasts, and lasts longer when it is asked to (S3)', async () => {
    expect(leftOn(await browser.get('/rapportera'))).to.deep.equal([1800, 36_000])
    later(0.5)
    expect(leftOn(await browser.get('/rapportera')), 'seen a moment ago').to.deep.equal([1770, 35_970])
    later(28)
    const answer = await browser.raw('get', '/min-sida/session')
    expect(answer.headers['content-type']).to.contain('application/json')
    expect(answer.body).to.deep.equal({ idle: 1800, last: 34_290 })
    later(28)
    expect((await browser.get('/rapportera')).path).to.equal('/rapportera')
    later(IDLE)
    expect((await browser.raw('get', '/min-sida/session')).status).to.equal(303)
    expect(leftOn(await browser.get('/rapportera'))).to.deep.equal([Number.NaN, Number.NaN])
  })

  it('does what was meant, once: also when the form had got through before', async () => {
    const form = (await browser.get('/rapportera')).form('Spara och fortsätt')
    await form.submit({ whatHappened: LONG })
    later(IDLE)
    const back = await signIn(await form.submit({ whatHappened: LONG }))
    const answer = await back.form('Skicka det jag skrev').submit()
    expect(answer.heading).to.equal('Är det samma sak som något av dessa?')
    const made = await world.rows(observations)
    expect(made.map(({ whatHappened }) => whatHappened)).to.deep.equal([LONG])
  })

  it('gives nothing to another person who signs in there, and sends nothing', async () => {
    await signedIn('bo@kommun.test')
    const form = (await browser.get('/rapportera')).form('Spara och fortsätt')
    later(IDLE)
    const stopped = await form.submit({ whatHappened: 'Kvastfening saknas överallt.' })
    expect(stopped.html).not.to.contain('Kvastfening')
    const start = await signIn(stopped, 'bo@kommun.test')
    expect([start.path, start.status]).to.deep.equal(['/', 200])
    expect(start.html).not.to.contain('Kvastfening')
    expect(await world.rows(observations)).to.deep.equal([])
  })

  it('cannot be made to send what somebody has not written: a changed or made-up parcel opens nothing', async () => {
    const form = (await browser.get('/rapportera')).form('Spara och fortsätt')
    later(IDLE)
    const stopped = await form.submit({ whatHappened: LONG })
    const kept = String(stopped.form('Logga in').fields['kept'])
    const at = Math.floor(kept.length / 2)
    const changed = `${kept.slice(0, at)}${kept[at] === 'A' ? 'B' : 'A'}${kept.slice(at + 1)}`
    for (const parcel of [changed, kept.slice(0, -4), 'x', '', Buffer.from(LONG).toString('base64url')]) {
      const visitor = world.browser()
      const page = await visitor.get('/logga-in')
      const fields = { ...page.form('Logga in').fields, email: 'anna@kommun.test', password: PASSWORD, kept: parcel }
      const start = await visitor.post('/logga-in', fields)
      expect([start.path, start.status], parcel.slice(0, 20)).to.deep.equal(['/', 200])
    }
  })

  it('keeps it through a wrong password', async () => {
    const form = (await browser.get('/rapportera')).form('Spara och fortsätt')
    later(IDLE)
    const stopped = await form.submit({ whatHappened: LONG })
    const wrong = await stopped.form('Logga in').submit({ email: 'anna@kommun.test', password: 'fel fel fel fel' })
    expect(wrong.status).to.equal(422)
    expect((await signIn(wrong)).form('Skicka det jag skrev').fields['whatHappened']).to.equal(LONG)
  })

  it('gives it back in a second tab too, after the first has signed in', async () => {
    const [first, second] = [await browser.get('/rapportera'), await browser.get('/rapportera')]
    later(IDLE)
    await signIn(await first.form('Spara och fortsätt').submit({ whatHappened: 'Den första texten.' }))
    const refused = await second.form('Spara och fortsätt').submit({ whatHappened: LONG })
    expect([refused.status, refused.heading]).to.deep.equal([403, 'Här är det du skrev'])
    const likeness = await refused.form('Skicka det jag skrev').submit()
    expect(likeness.heading).to.equal('Är det samma sak som något av dessa?')
    expect((await world.rows(observations)).map(({ whatHappened }) => whatHappened)).to.deep.equal([LONG])
  })

  it('refuses the form of another person’s page, whoever sends it', async () => {
    const other = await signedIn('bo@kommun.test')
    const { action, fields } = (await other.get('/rapportera')).form('Spara och fortsätt')
    const refused = await browser.post(action, { ...fields, whatHappened: LONG })
    expect([refused.status, refused.heading]).to.deep.equal([403, 'Du har inte rätt att göra detta'])
  })

  it('stores nothing of it, also where a personal number was typed (P5)', async () => {
    const form = (await browser.get('/rapportera')).form('Spara och fortsätt')
    later(IDLE)
    const typed = 'Hindret gäller 19121212-1212 varje månad'
    const stopped = await form.submit({ whatHappened: typed })
    const everything = () => world.works.snapshot(SYSTEM, ctx => contentOf(ctx.em, true))
    expect(await everything()).not.to.contain('1212-1212')
    const back = await signIn(stopped)
    const refused = await back.form('Skicka det jag skrev').submit()
    expect(refused.status).to.equal(422)
    expect(refused.form('Spara och fortsätt').fields['whatHappened']).to.equal(typed)
    expect(await everything()).not.to.contain('1212-1212')
    expect(world.logLines.join('\n')).not.to.contain('1212-1212')
  })

  it('leads back to the page where nothing was typed', async () => {
    const form = (await browser.get('/rapporter')).form('/logga-ut')
    later(IDLE)
    const stopped = await form.submit()
    expect(stopped.status).to.equal(401)
    expect(stopped.text).to.contain('Logga in, så kommer du tillbaka till sidan.')
    expect((await signIn(stopped)).path).to.equal('/rapporter')
  })

  it('never carries a password', async () => {
    const form = (await browser.get('/min-sida')).form('Spara lösenordet')
    later(IDLE)
    const stopped = await form.submit({ current: PASSWORD, password: 'fyra blå fåglar', again: 'fyra blå fåglar' })
    expect(stopped.form('Logga in').names).not.to.include('kept')
    const views = readdirSync('views', { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ejs'))
    const names = views.flatMap(view =>
      [...readFileSync(`views/${view}`, 'utf8').matchAll(/name: '(\w+)'[^}]*type: 'password'/g)].map(
        ([, name]) => name,
      ),
    )
    expect(new Set(names)).to.deep.equal(new Set(SECRET_FIELDS))
  })
})
