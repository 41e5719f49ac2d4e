import { expect } from 'chai'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { type Browser, World } from '#test/support/world.ts'
import { QUESTION, type Situation, situation } from './situation.ts'

describe('A coordinator who asks a unit between meetings', () => {
  let world: World
  let now: Situation
  let coordinator: Browser
  const path = '/systemfel/SF-2026-0001/begar-svar'
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
    coordinator = await now.given.as('coordinator', { officeId: now.office.id })
  })

  it('chooses among the contacts of the responsible organisations, and has thirty days to begin with', async () => {
    const elsewhere = await now.given.organisation({ name: 'Regionen' })
    await now.given.contact(elsewhere, { function: 'Verksamhetschef' })
    const form = (await coordinator.get(path)).form('Skicka frågan')
    expect(form.options('contactId').map(({ label }) => label)).to.deep.equal([
      'Välj',
      'Enhetschef, försörjningsstöd, Socialförvaltningen',
    ])
    expect(form.fields).to.include({ termDays: '30', contactId: now.contact.id })
  })

  it('sends the question in the name of the office, and the systemfel waits for its answer', async () => {
    const form = (await coordinator.get(path)).form('Skicka frågan')
    const sent = await coordinator.raw('post', path, { ...form.fields, question: QUESTION })
    expect(sent.headers['location']).to.equal('/systemfel/SF-2026-0001')
    expect(await world.row(answerRequests, {})).to.include({
      state: 'sent',
      question: QUESTION,
      dueDay: '2026-12-21',
      groupId: null,
      officeId: now.office.id,
      meetingId: null,
    })
    expect((await world.row(deficiencies, { id: now.deficiency.id })).state).to.equal('awaiting_answer')
    expect(await world.acts(now.deficiency.id)).to.include.members(['request.made', 'deficiency.askedDirectly'])
    await world.sendMails()
    expect(world.lastLink(now.contact.email)).to.match(/^\/svar\//)
  })

  const wrong: readonly [string, Record<string, string>, string][] = [
    ['no question', { question: '' }, 'Fyll i det här fältet.'],
    ['no contact', { question: QUESTION, contactId: '' }, 'Välj ett alternativ.'],
    ['too few days', { question: QUESTION, termDays: '3' }, 'Ge minst 7 dagar att svara på.'],
    ['days that are no number', { question: QUESTION, termDays: 'snart' }, 'Skriv ett helt tal.'],
    [
      'a personal number',
      { question: 'Gäller 19121212-1212?' },
      'Texten innehåller ett personnummer eller ett nummer av samma slag. Ta bort det. Ingenting är sparat.',
    ],
  ]
  for (const [what, fields, error] of wrong)
    it(`gives the form back with ${what}, and sends nothing`, async () => {
      const again = await (await coordinator.get(path)).form('Skicka frågan').submit(fields)
      expect(again.status).to.equal(422)
      expect(again.errors).to.deep.equal([error])
      expect(again.form('Skicka frågan').fields['question']).to.equal(fields['question'])
      expect(await world.rows(answerRequests)).to.have.length(0)
      expect(await world.mails()).to.have.length(0)
    })

  it('cannot slip in a contact of another organisation (Z3)', async () => {
    const elsewhere = await now.given.organisation()
    const foreign = await now.given.contact(elsewhere)
    const form = (await coordinator.get(path)).form('Skicka frågan')
    const again = await form.send({ question: QUESTION, contactId: foreign.id })
    expect(again.status).to.equal(422)
    expect(await world.rows(answerRequests)).to.have.length(0)
  })

  it('sends one question when the form is sent twice (C5)', async () => {
    const form = (await coordinator.get(path)).form('Skicka frågan')
    const fields = { ...form.fields, question: QUESTION }
    const ends = await Promise.all([coordinator.raw('post', path, fields), coordinator.raw('post', path, fields)])
    expect(ends.map(({ status }) => status)).to.deep.equal([303, 303])
    expect(await world.rows(answerRequests)).to.have.length(1)
    expect(await world.mails()).to.have.length(1)
  })

  it('goes by the group on the other levels', async () => {
    await world.given(ctx => ctx.rows(deficiencies).change(now.deficiency.id, { level: 'local' }))
    const page = await coordinator.get(path)
    expect(page.status).to.equal(409)
  })

  it('is told what to do where nobody can be asked', async () => {
    const without = await situation(world, { organisationIds: [] })
    const keeper = await without.given.as('coordinator', { officeId: without.office.id })
    const page = await keeper.get(`/systemfel/${without.deficiency.number}/begar-svar`)
    expect(page.text).to.contain('Be administratören')
    expect(page.postForms().filter(({ action }) => action.includes('begar-svar'))).to.have.length(0)
  })

  it('is nobody but a coordinator in the circle', async () => {
    const elsewhere = await now.given.office()
    const cells: readonly [Browser, number][] = [
      [await now.given.as('coordinator', { officeId: elsewhere.id }), 404],
      [await now.given.as('ombud', { officeId: now.office.id }), 403],
      [await now.given.as('convener', { groupId: now.group.id }), 403],
      [await now.given.as('admin'), 403],
    ]
    for (const [browser, status] of cells) expect((await browser.get(path)).status).to.equal(status)
    expect((await world.browser().raw('get', path)).headers['location']).to.match(/^\/logga-in/)
  })
})
