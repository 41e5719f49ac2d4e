import { existsSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { Sql } from '#src/db/sql.ts'
import { Invitation, invitePerson } from '#src/features/people/invite-person.ts'
import { type Person, people } from '#src/features/people/person.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { asked, mailedLink, openedForm, situation } from '../features/answers/situation.ts'

const SID = '__Host-sid'
const [PASSWORD, NEXT, THIRD] = ['en gul cykel i november', 'tre röda hus vid ån', 'fyra blå fåglar'] as const

describe('A session', () => {
  let world: World
  let given: Given
  let admin: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    admin = await given.as('admin')
  })

  const sidOf = (browser: Browser): string => browser.cookies.get(SID) as string
  /** Whether a stolen cookie still opens its owner's page. */
  async function opens(sid: string): Promise<boolean> {
    const thief = world.browser()
    thief.cookies.set(SID, sid)
    return (await thief.get('/min-sida')).path === '/min-sida'
  }
  async function invited(email = 'anna@kommun.test'): Promise<{ browser: Browser; person: Person }> {
    await world.given(ctx => invitePerson(ctx, Invitation.parse({ name: 'Anna', email, role: 'admin' })))
    await world.sendMails()
    const browser = world.browser()
    await setPassword(await browser.get(world.lastLink(email)), PASSWORD)
    return { browser, person: await world.row(people, { email }) }
  }
  const setPassword = (page: Page, password: string) =>
    page.form('Spara lösenordet').submit({ password, again: password })
  /** The administrator presses a button on the person's page. */
  const onPage = async ({ id }: Person, button: string, fields: Record<string, string> = {}) =>
    (await admin.get(`/admin/anvandare/${id}`)).form(button).submit(fields)

  it('gets a new id at every change of who is signed in, and the old one opens nothing (S1)', async () => {
    const { browser } = await invited()
    const used = [sidOf(browser)]
    const step = async (what: string, act: () => Promise<unknown>): Promise<void> => {
      await act()
      expect(used, what).not.to.include(sidOf(browser))
      for (const old of used) expect(await opens(old), `an old id after ${what}`).to.equal(false)
      used.push(sidOf(browser))
    }
    await step('signing out', async () => (await browser.get('/min-sida')).form('/logga-ut').submit())
    await step('signing in', () => browser.signIn('anna@kommun.test', PASSWORD))
    await step('changing the password', async () =>
      (await browser.get('/min-sida'))
        .form('Spara lösenordet')
        .submit({ current: PASSWORD, password: NEXT, again: NEXT }),
    )
    await step('setting a forgotten password', async () => {
      await (await world.browser().get('/glomt-losenord')).form('Skicka länk').submit({ email: 'anna@kommun.test' })
      await world.sendMails()
      await setPassword(await browser.get(world.lastLink('anna@kommun.test')), THIRD)
    })
    await step('signing out beside another browser', async () => {
      const other = world.browser()
      await other.signIn('anna@kommun.test', THIRD)
      await (await browser.get('/min-sida')).form('/logga-ut').submit()
      expect(await opens(sidOf(other)), 'another browser stays signed in').to.equal(true)
    })
    expect(new Set(used).size).to.equal(6)
  })

  it('that is not signed in is never made into one that is: an id planted beforehand opens nothing (S1)', async () => {
    await invited()
    const planted = 'x'.repeat(43)
    const browser = world.browser()
    browser.cookies.set(SID, planted)
    await browser.signIn('anna@kommun.test', PASSWORD)
    expect(sidOf(browser)).not.to.equal(planted)
    expect(await opens(planted)).to.equal(false)
    expect(await opens(sidOf(browser))).to.equal(true)
  })

  it('loses a role at its next request, in every browser, also for a form that is open (S1, Z7)', async () => {
    const { browser, person } = await invited()
    const other = world.browser()
    await other.signIn('anna@kommun.test', PASSWORD)
    const open = (await browser.get('/admin/anvandare/ny')).form('Skicka inbjudan')
    await onPage(person, 'borttagning')
    for (const each of [browser, other]) expect((await each.get('/admin/anvandare')).status).to.equal(403)
    const sent = await open.submit({ name: 'Bo', email: 'bo@kommun.test', role: 'admin' })
    expect(sent.status).to.equal(403)
    expect(await world.rows(people, { email: 'bo@kommun.test' })).to.have.length(0)
    expect((await browser.get('/min-sida')).path).to.equal('/min-sida')
    await onPage(person, 'Lägg till rollen', { role: 'admin' })
    for (const each of [browser, other]) expect((await each.get('/admin/anvandare')).status).to.equal(200)
  })

  it('ends in every browser when the account is closed, and does not come back when it is opened (S1, Z7)', async () => {
    const { browser, person } = await invited()
    const other = world.browser()
    await other.signIn('anna@kommun.test', PASSWORD)
    const open = (await browser.get('/admin/anvandare/ny')).form('Skicka inbjudan')
    await onPage(person, '/avslut')
    for (const each of [browser, other]) expect(await opens(sidOf(each))).to.equal(false)
    expect((await open.submit({ name: 'Bo', email: 'bo@kommun.test', role: 'admin' })).status).to.equal(401)
    expect((await world.browser().signIn('anna@kommun.test', PASSWORD)).status).to.equal(422)
    await onPage(person, '/oppning')
    for (const each of [browser, other]) expect(await opens(sidOf(each))).to.equal(false)
    expect((await world.browser().signIn('anna@kommun.test', PASSWORD)).status).to.equal(200)
  })

  it('is nowhere in the database or the log, and no mailed link is either: only hashes and ids are (S2, S10)', async () => {
    const { browser } = await invited()
    const now = await situation(world)
    await asked(now)
    const link = await mailedLink(now)
    const opened = await openedForm(world, link)
    await (await world.browser().get('/glomt-losenord')).form('Skicka länk').submit({ email: 'anna@kommun.test' })
    await world.sendMails()
    const cookies = [browser, admin, opened.browser].flatMap(each => [...each.cookies.values()])
    const links = [link, world.lastLink('anna@kommun.test')].map(path => path.split('/').at(-1) as string)
    expect(cookies).to.have.length(4)
    expect(links.every(token => /^[\w-]{64}$/.test(token))).to.equal(true)
    const stored = [...(await everything(world)), Buffer.from(world.logLines.join('\n'))]
    // The search finds what is there: the hash of a live session.
    expect(stored.some(part => part.includes('anna@kommun.test'))).to.equal(true)
    for (const secret of [...cookies, ...links])
      for (const form of [secret, Buffer.from(secret, 'base64url'), Buffer.from(secret, 'base64url').toString('hex')])
        for (const part of stored) expect(part.includes(form), secret).to.equal(false)
  })
})

/** The bytes of all that is stored: every row of every table there is, and on SQLite the files themselves. */
async function everything({ db }: World): Promise<Buffer[]> {
  const rows = await db.read(async em => {
    const sql = new Sql(em, db.dialect)
    const names = await sql.select<{ name: string }>({
      sqlite: `SELECT name FROM sqlite_master WHERE type = 'table'`,
      postgres: `SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public'`,
    })
    expect(names.length).to.be.greaterThan(40)
    const all = []
    for (const { name } of names) all.push(JSON.stringify(await sql.select(`SELECT * FROM "${name}"`)))
    return all
  })
  const { place } = db
  const files = place.kind === 'sqlite' ? [place.file, `${place.file}-wal`].filter(file => existsSync(file)) : []
  return [Buffer.from(rows.join('\n')), ...files.map(file => readFileSync(file))]
}
