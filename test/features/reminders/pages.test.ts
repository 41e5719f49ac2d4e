import { expect } from 'chai'
import type { AnswerRequest } from '#src/features/answers/answer.entity.ts'
import { groups } from '#src/features/groups/group.entity.ts'
import { remindersOf } from '#src/features/reminders/ladder.queries.ts'
import { reminderHolds } from '#src/features/reminders/reminder.entity.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { instantAt } from '#src/kernel/days.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { type Situation, situation } from '../answers/situation.ts'
import { askedOn, climbed, remindOn } from './climbing.ts'

const SENT = '2027-01-11'
const FORM = 'Låt vila'

describe('The reminders of a question, as people see them', () => {
  let world: World
  let now: Situation
  let request: AnswerRequest
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
    request = await askedOn(now, SENT)
  })
  const as = (role: 'coordinator' | 'ombud' | 'convener'): Promise<Browser> =>
    role === 'convener'
      ? now.given.as(role, { groupId: now.group.id })
      : now.given.as(role, { officeId: now.office.id })
  const look = async (browser: Browser): Promise<Page> => browser.get(`/obesvarade/${request.id}`)
  const at = (day: string): void => world.clock.moveTo(instantAt(day, '10:00'))
  const rest = async (untilDay: string, reason = 'Enheten byter chef och har bett oss vänta.'): Promise<Page> => {
    const page = await (await as('coordinator')).get(`/obesvarade/${request.id}/paminnelser/vila`)
    return page.form(FORM).submit({ untilDay, reason })
  }

  it('tells before the first what comes next, and to which function', async () => {
    const page = await look(await as('ombud'))
    expect(page.text).to.contain('Nästa påminnelse 3 februari 2027 till Enhetschef, försörjningsstöd.')
    expect(page.text).to.contain('Ingen påminnelse har gått än.')
    expect(page.text, 'an ombud keeps no question').not.to.contain('Låt påminnelserna vila')
  })

  it('tells which have gone, when, to whom, and the next; on the systemfel and in its history too', async () => {
    await remindOn(world, '2027-02-03')
    await remindOn(world, '2027-02-11')
    await remindOn(world, '2027-02-24')
    const browser = await as('coordinator')
    const page = await look(browser)
    for (const line of [
      'Påminnelse före svarsdagen 3 februari 2027 · Enhetschef, försörjningsstöd',
      'Påminnelse efter svarsdagen 11 februari 2027 · Enhetschef, försörjningsstöd',
      'Påminnelse till myndighetens ledamot 24 februari 2027 Det fanns ingen mottagare med e-postadress.',
      'Påminnelse till chefen 24 februari 2027 · Avdelningschef',
      'Frågan är åter på dagordningen som obesvarad 12 mars 2027.',
    ])
      expect(page.text).to.contain(line)
    const deficiency = await browser.get(`/systemfel/${now.deficiency.number}`)
    expect(deficiency.text).to.contain('Senaste påminnelsen gick 24 februari 2027 till Avdelningschef.')
    expect(deficiency.text).to.contain('Påminnelse före svarsdagen skickades. Svarsdag 10 februari 2027')
  })

  it('rests until a day, for a reason, and goes on by itself', async () => {
    at('2027-02-01')
    const held = await rest('2027-02-15')
    expect(held.notice).to.equal('Påminnelserna vilar.')
    expect(held.text).to.contain('Påminnelserna vilar till 15 februari 2027.').and.contain('Enheten byter chef')
    expect(held.text).to.contain('Nästa påminnelse 15 februari 2027')
    for (const day of ['2027-02-03', '2027-02-11', '2027-02-12']) await remindOn(world, day)
    expect(await climbed(world, request.id)).to.deep.equal([])
    await remindOn(world, '2027-02-15')
    expect(await climbed(world, request.id)).to.deep.equal(['after 2027-02-15', 'before 2027-02-15 passed_over'])
    const after = await look(await as('convener'))
    expect(after.text).not.to.contain('Påminnelserna vilar till')
    expect(after.text).to.contain('1 februari 2027–15 februari 2027').and.contain('Enheten byter chef')
    const history = await (await as('ombud')).get(`/systemfel/${now.deficiency.number}/historik`)
    expect(history.text).to.contain('Påminnelserna vilar till 15 februari 2027')
  })

  it('goes on sooner when somebody says so, and rests otherwise when somebody changes it', async () => {
    at('2027-02-01')
    await rest('2027-03-15')
    await rest('2027-03-20', 'De har bett om några dagar till.')
    expect((await look(await as('convener'))).text).to.contain('Påminnelserna vilar till 20 mars 2027.')
    const page = await look(await as('convener'))
    const resumed = await page.form('Låt påminnelserna gå igen').submit()
    expect(resumed.notice).to.equal('Påminnelserna går igen.')
    expect(resumed.text).to.contain('Nästa påminnelse 3 februari 2027')
    expect(await world.rows(reminderHolds)).to.have.length(2)
    expect(await world.acts(now.deficiency.id)).to.include.members(['reminder.held', 'reminder.resumed'])
  })

  const REFUSED: readonly [string, string, string, string][] = [
    ['today', '2027-02-01', 'Ett skäl.', 'Välj en dag som kommer.'],
    ['too far', '2027-04-03', 'Ett skäl.', 'Påminnelser kan vila i högst 60 dagar.'],
    ['no reason', '2027-02-15', '', 'Skriv varför påminnelserna ska vila.'],
    ['words about somebody', '2027-02-15', 'Klienten 19121212-1212 ringer.', 'personnummer'],
  ]
  for (const [what, untilDay, reason, message] of REFUSED)
    it(`does not rest with ${what}, and keeps what was typed`, async () => {
      at('2027-02-01')
      const page = await rest(untilDay, reason)
      expect(page.status).to.equal(422)
      expect(page.text).to.contain(message)
      expect(page.form(FORM).fields).to.include({ untilDay })
      expect(await world.rows(reminderHolds)).to.deep.equal([])
    })

  it('rests sixty days at most, and not for those who do not keep the question', async () => {
    at('2027-02-01')
    expect((await rest('2027-04-02')).notice).to.equal('Påminnelserna vilar.')
    const path = `/obesvarade/${request.id}/paminnelser/vila`
    expect((await (await as('ombud')).get(path)).status).to.equal(403)
    const other = await now.given.office()
    expect((await (await now.given.as('coordinator', { officeId: other.id })).get(path)).status).to.equal(404)
  })

  it('tells a list of questions the last and the next of each', async () => {
    const fresh = await askedOn(now, '2027-01-20')
    await remindOn(world, '2027-02-03')
    const found = await world.works.read(SYSTEM, ctx => remindersOf(ctx, [request.id, fresh.id, 'finns-inte']))
    expect([...found.keys()]).to.have.members([request.id, fresh.id])
    expect(found.get(request.id)).to.deep.include({ next: { step: 'after', day: '2027-02-11' }, heldUntil: null })
    expect(found.get(request.id)?.last).to.include({ step: 'before', toFunction: 'Enhetschef, försörjningsstöd' })
    expect(found.get(fresh.id)).to.deep.equal({
      last: null,
      next: { step: 'before', day: '2027-02-12' },
      heldUntil: null,
    })
  })
})

describe('The tone of a group’s reminders', () => {
  let world: World
  let now: Situation
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
  })

  it('is friendly until the convener chooses among the fixed texts, each shown as it reads', async () => {
    const convener = await now.given.as('convener', { groupId: now.group.id })
    const group = await convener.get(`/grupper/${now.group.slug}`)
    expect(group.text).to.contain('Påminnelsernas ton')
    const page = await convener.get(`/grupper/${now.group.slug}/paminnelser`)
    const form = page.form('Spara')
    expect(form.fields).to.include({ reminderTone: 'friendly' })
    expect(page.text).to.contain('Påminnelse om begäran om svar: SF-2026-0042')
    expect(page.text).to.contain('Hej! Ledningsgruppen Tyresö väntar på svar från Socialförvaltningen.')
    expect(page.text).not.to.match(/\{\w+\}/)
    const saved = await form.submit({ reminderTone: 'formal' })
    expect(saved.notice).to.equal('Tonen är vald.')
    expect(await world.row(groups, { id: now.group.id })).to.include({ reminderTone: 'formal' })
    await askedOn(now, '2027-01-11')
    await remindOn(world, '2027-02-03')
    expect((await world.mails()).at(-1)?.template).to.equal('reminders.beforeFormal')
  })

  it('asks for a choice, and is nobody else’s to choose', async () => {
    const convener = await now.given.as('convener', { groupId: now.group.id })
    const path = `/grupper/${now.group.slug}/paminnelser`
    const page = await (await convener.get(path)).form('Spara').submit({ reminderTone: 'arg' })
    expect([page.status, page.errors]).to.deep.equal([422, ['Välj en ton.']])
    const other = await now.given.group([now.office])
    expect((await (await now.given.as('convener', { groupId: other.id })).get(path)).status).to.be.oneOf([403, 404])
    expect((await (await now.given.as('coordinator', { officeId: now.office.id })).get(path)).status).to.equal(403)
  })
})
