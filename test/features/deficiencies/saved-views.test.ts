import { expect } from 'chai'
import { MOST_VIEWS } from '#src/features/deficiencies/save-view.ts'
import { type SavedView, savedViews } from '#src/features/deficiencies/saved-view.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { deficiencyOf } from './made.ts'

describe('Saved views of the list', () => {
  let world: World
  let given: Given
  let office: Office
  let eva: Person
  let browser: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    eva = await given.person([{ role: 'coordinator', officeId: office.id }])
    browser = await given.browserOf(eva)
    await deficiencyOf(world, office, { title: 'Lokalt' })
    world.clock.moveTo('2026-11-21T09:01:00Z')
    await deficiencyOf(world, office, { title: 'Centralt', level: 'central' })
  })
  const views = (page: Page): string[] =>
    page
      .$('.app-views__link')
      .toArray()
      .map(link => `${page.$(link).text().trim()}${page.$(link).is('[aria-current]') ? ' *' : ''}`)
  const save = async (query: string, name: string, more = {}): Promise<Page> =>
    (await (await browser.get(`/systemfel?${query}`)).follow('Spara urvalet')).form('Spara').submit({ name, ...more })
  const titles = (page: Page): string[] =>
    page
      .$('tbody tr th a')
      .toArray()
      .map(link => page.$(link).text().trim())
  const stored = async (name: string): Promise<SavedView> => world.row(savedViews, { personId: eva.id, name })

  it('are given a name, stand above the list and show what was chosen', async () => {
    const page = await save('niva=central&efter=SF-2026-0009&okand=x&sortering=dagar', 'Centralt, äldst först')
    expect(page.notice).to.contain('Urvalet är sparat')
    expect(page.path).to.equal('/systemfel?niva=central&sortering=dagar')
    expect(titles(page)).to.deep.equal(['Centralt'])
    expect(views(page)).to.deep.equal(['Alla öppna', 'Centralt, äldst först *'])
    expect(page.text, 'saved already').to.not.contain('Spara urvalet')
    const all = await page.follow('Alla öppna')
    expect(titles(all)).to.deep.equal(['Centralt', 'Lokalt'])
    expect(views(all)).to.deep.equal(['Alla öppna *', 'Centralt, äldst först'])
    expect(titles(await all.follow('Centralt, äldst först'))).to.deep.equal(['Centralt'])
    expect(await stored('Centralt, äldst först')).to.include({ query: 'niva=central&sortering=dagar', opens: false })
    expect(await world.acts(eva.id)).to.deep.equal(['view.saved'])
  })

  it('are not there before one is saved, and nothing chosen cannot be', async () => {
    const page = await browser.get('/systemfel')
    expect(views(page)).to.deep.equal([])
    expect(page.text).to.not.contain('Spara urvalet')
    expect((await browser.get('/systemfel/vyer')).text).to.contain('Du har inga sparade urval')
  })

  it('open the list, if one is chosen to, with a way to all open ones', async () => {
    await save('niva=central', 'Centralt', { opens: 'ja' })
    const opened = await browser.get('/systemfel')
    expect(opened.path).to.equal('/systemfel?niva=central')
    const all = await opened.follow('Rensa')
    expect(all.path).to.equal('/systemfel?lage=oppna')
    expect(titles(all)).to.have.length(2)
    await save('niva=lokal', 'Lokalt', { opens: 'ja' })
    expect((await browser.get('/systemfel')).path, 'one at most').to.equal('/systemfel?niva=lokal')
    const change = await (await (await browser.get('/systemfel/vyer')).follow('Ändra urvalet Lokalt'))
      .form('alla öppna')
      .submit()
    expect(change.notice).to.contain('alla öppna')
    expect((await browser.get('/systemfel')).path).to.equal('/systemfel')
    const again = await (await (await browser.get('/systemfel/vyer')).follow('Ändra urvalet Centralt'))
      .form('Öppna listan med det')
      .submit()
    expect(again.text).to.contain('Listan öppnas med det här urvalet.')
    expect((await browser.get('/systemfel')).path).to.equal('/systemfel?niva=central')
  })

  it('are renamed and removed', async () => {
    await save('niva=central', 'Ett')
    await save('niva=lokal', 'Två')
    const change = await (await browser.get('/systemfel/vyer')).follow('Ändra urvalet Ett')
    expect(change.text).to.contain('Nivå: Central nivå')
    const taken = await change.form('Byt namn').submit({ name: 'Två' })
    expect([taken.status, taken.errors.join()]).to.deep.equal([422, 'Du har redan ett urval med det namnet.'])
    const renamed = await change.form('Byt namn').submit({ name: 'Första' })
    expect(renamed.text).to.contain('Första').and.not.contain('Ett')
    const removed = await (await renamed.follow('Ändra urvalet Första')).form('Ta bort').submit()
    expect(removed.notice).to.contain('borttaget')
    expect((await world.rows(savedViews)).map(({ name }) => name)).to.deep.equal(['Två'])
    expect(await world.acts(eva.id)).to.deep.equal(['view.saved', 'view.saved', 'view.renamed', 'view.removed'])
  })

  it('are changed in one window at a time (C4)', async () => {
    await save('niva=central', 'Ett')
    const change = await (await browser.get('/systemfel/vyer')).follow('Ändra urvalet Ett')
    await change.form('Byt namn').submit({ name: 'Två' })
    for (const button of ['Byt namn', 'Öppna listan med det', 'Ta bort'])
      expect((await change.form(button).submit()).status, button).to.equal(409)
    expect((await world.rows(savedViews)).map(({ name }) => name)).to.deep.equal(['Två'])
  })

  it('are thirty at most', async () => {
    await world.given(async ctx => {
      const row = { personId: eva.id, opens: false, createdAt: ctx.now, version: 1 }
      await ctx.rows(savedViews).insertAll(
        Array.from({ length: MOST_VIEWS }, (_, nr) => ({
          ...row,
          id: ctx.newId(),
          name: `Nr ${nr}`,
          query: `ord=${nr}`,
        })),
      )
    })
    const page = await save('niva=central', 'En till')
    expect([page.status, page.errors.join()]).to.deep.equal([422, 'Du har redan 30 urval. Ta bort ett först.'])
    expect(page.form('Spara').fields).to.include({ name: 'En till', query: 'niva=central' })
    expect(await world.rows(savedViews)).to.have.length(MOST_VIEWS)
  })

  it('keep only what the list knows, whatever is sent', async () => {
    const form = (await browser.get('/systemfel/vyer/ny?niva=central')).form('Spara')
    await form.send({ name: 'Ett', query: 'niva=central&efter=SF-2026-0001&__proto__=x&retur=https://evil.test' })
    expect((await stored('Ett')).query).to.equal('niva=central')
    const none = await (await browser.get('/systemfel/vyer/ny')).form('Spara').submit({ name: '' })
    expect([none.status, none.errors.join()]).to.deep.equal([422, 'Ge urvalet ett namn.'])
  })

  it('are one’s own: nobody else sees, changes or opens with them', async () => {
    await save('niva=central', 'Hemligt', { opens: 'ja' })
    const { id } = await stored('Hemligt')
    const other = await given.as('coordinator', { officeId: office.id })
    expect((await other.get('/systemfel')).path).to.equal('/systemfel')
    expect((await other.get('/systemfel/vyer')).text).to.not.contain('Hemligt')
    expect((await other.get(`/systemfel/vyer/${id}`)).status).to.equal(404)
    const token = String((await other.get('/min-sida')).postForms()[0]?.fields['_csrf'])
    for (const act of ['', '/forst', '/borttagning']) {
      const fields = { _csrf: token, formKey: `nyckel${act.slice(1)}`.padEnd(30, 'x'), version: '1', name: 'Taget' }
      expect((await other.raw('post', `/systemfel/vyer/${id}${act}`, fields)).status, act).to.equal(404)
    }
    expect(await stored('Hemligt')).to.include({ name: 'Hemligt', version: 1 })
  })

  it('go with the account that is closed', async () => {
    await save('niva=central', 'Ett')
    const admin = await given.as('admin')
    await (await admin.get(`/admin/anvandare/${eva.id}`)).form('/avslut').submit()
    expect(await world.rows(savedViews)).to.deep.equal([])
  })
})
