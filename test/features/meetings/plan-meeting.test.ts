import { expect } from 'chai'
import { assignAction } from '#src/features/actions/assign-action.ts'
import { answerRequests, answers, BY_LINK } from '#src/features/answers/answer.entity.ts'
import { askAgency } from '#src/features/answers/ask-agency.ts'
import { changeState } from '#src/features/deficiencies/change-state.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { effectChecks } from '#src/features/meetings/decision.entity.ts'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import { nextMeetingOf } from '#src/features/meetings/meeting.queries.ts'
import { World } from '#test/support/world.ts'
import { Board } from './board.ts'

describe('Planning a meeting', () => {
  let world: World
  let board: Board
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
  })
  const filled = (values: Record<string, string> = {}) => ({
    ...{ groupId: board.group.id, day: '2026-12-01', time: '13.00', place: 'Kommunhuset' },
    ...values,
  })
  const submit = async (values: Record<string, string>) =>
    (await board.convener.get('/moten/nytt')).form('Skapa mötet').submit(filled(values))

  it('says what to do when there is none, to each who may see meetings', async () => {
    expect((await board.convener.get('/moten')).text).to.include('Planera gruppens nästa möte.')
    const member = await board.given.as('member', { groupId: board.group.id })
    expect((await member.get('/moten')).text).to.include('När mötesansvarig har planerat ett möte finns det här')
    const analyst = await board.given.as('analyst')
    expect((await analyst.get('/moten')).text).to.include('Be administratören om en roll.')
  })

  it('makes it with its group, day, time and place, and lists it for all its people', async () => {
    const page = await submit({})
    expect(page.notice).to.include('Mötet är skapat.')
    expect(page.heading).to.equal('Ledningsgruppen Granåsen, 1 december 2026 kl. 13.00')
    const meeting = await board.meeting('2026-12-01')
    expect(meeting).to.include({ groupId: board.group.id, time: '13:00', place: 'Kommunhuset', state: 'planned' })
    expect(await world.acts(meeting.id)).to.deep.equal(['meeting.planned', 'meeting.agendaProposed'])
    const coordinator = await board.given.as('coordinator', { officeId: board.office.id })
    const list = await coordinator.get('/moten')
    expect(list.text).to.match(/Kommande möten.*1 december 2026 kl. 13.00.*Ledningsgruppen Granåsen.*Planerat/)
    const next = await world.given(ctx => nextMeetingOf(ctx, board.group.id))
    expect(next?.id).to.equal(meeting.id)
  })

  for (const [what, values, error] of [
    ['no group', { groupId: '' }, 'Välj ett alternativ.'],
    ['no day', { day: '' }, 'Skriv ett datum som finns, till exempel 2026-03-12.'],
    ['a day that does not exist', { day: '2026-02-30' }, 'Skriv ett datum som finns, till exempel 2026-03-12.'],
    ['a year typed wrong', { day: '2062-12-01' }, 'Välj en dag högst ett år tillbaka och högst tre år framåt.'],
    ['a time that does not exist', { time: '24.00' }, 'Skriv ett klockslag, till exempel 13.00.'],
    ['no place', { place: ' ' }, 'Fyll i det här fältet.'],
  ] as const)
    it(`keeps what was typed and makes nothing with ${what}`, async () => {
      const page = await submit(values)
      expect(page.status).to.equal(422)
      expect(page.errors).to.deep.equal([error])
      expect(page.form('Skapa mötet').fields).to.include(filled(values))
      expect(await world.rows(meetings)).to.deep.equal([])
    })

  it('lets nobody plan for a group of others', async () => {
    const other = await board.given.group([])
    const page = await (await board.convener.get('/moten/nytt')).form('Skapa mötet').send(filled({ groupId: other.id }))
    expect(page.status).to.equal(404)
    for (const role of ['member', 'ombud', 'admin'] as const) {
      const browser = await board.given.as(role, { groupId: board.group.id, officeId: board.office.id })
      expect((await browser.get('/moten/nytt')).status, role).to.equal(403)
    }
    expect(await world.rows(meetings)).to.deep.equal([])
  })

  it('changes its day until it is opened, and loses nothing between two editors (C4)', async () => {
    const { id } = await board.plan('2026-12-01')
    const [mine, theirs] = [
      await board.convener.get(`/moten/${id}/andra`),
      await board.convener.get(`/moten/${id}/andra`),
    ]
    const changed = await mine.form('Spara ändringen').submit({ place: 'Biblioteket' })
    expect(changed.notice).to.equal('Mötets tid och plats är sparade.')
    const conflict = await theirs.form('Spara ändringen').submit({ place: 'Skolan' })
    expect(conflict.status).to.equal(409)
    expect(conflict.text).to.include('Biblioteket').and.include('Skolan')
    expect(await board.meeting('2026-12-01')).to.include({ place: 'Biblioteket', version: 2 })
  })
})

describe('The agenda that builds itself (product §6)', () => {
  let world: World
  let board: Board
  beforeEach(async () => {
    world = await World.open()
    world.clock.moveTo('2026-02-02T09:00:00Z')
    board = await Board.of(world)
  })

  const ask = (deficiency: Deficiency, termDays: number, groupId: string | null) =>
    world.given(async ctx => {
      const all = { question: 'När blir det bättre?', contactId: board.contact.id, officeId: board.office.id }
      const asked = await askAgency(ctx, { ...all, deficiency, termDays, groupId })
      await changeState(ctx, await deficiencyById(ctx, deficiency.id), 'askDirectly')
      return asked
    })

  it('puts each systemfel that waits on it, once, in its section, with the line that says why', async () => {
    const overdue = await board.deficiency({ title: 'Obesvarat' })
    await ask(overdue, 38, board.group.id)
    const answered = await board.deficiency({ title: 'Besvarat' })
    const { id: requestId } = await ask(answered, 300, board.group.id)
    const direct = await board.deficiency({ title: 'Taget direkt' })
    await ask(direct, 300, null)
    const late = await board.deficiency({ title: 'Försenat' })
    await world.given(async ctx => {
      const owner = { organisationId: board.agency.id, dueDay: '2026-04-17' }
      const task = { kind: 'dialogue', description: 'Samtal', state: 'accepted' } as const
      await assignAction(ctx, { deficiencyId: late.id, ...owner, ...task })
      await changeState(ctx, await deficiencyById(ctx, late.id), 'commit')
    })
    await board.later('2026-04-18T09:00:00Z')
    await world.given(ctx =>
      ctx.rows(answers).insert({
        ...BY_LINK,
        ...{ id: ctx.newId(), requestId, deficiencyId: answered.id, kind: 'will_not', text: 'Nej.', changeDay: null },
        ...{ otherBody: null, receivedAt: ctx.now, notedAt: null },
      }),
    )
    await world.given(ctx => ctx.rows(answerRequests).changeAll({ id: requestId }, { state: 'answered' }))
    const often = await board.deficiency({ title: 'Ofta' })
    await board.report(often, { clientBand: '5-9', firstMonth: '2026-01', lastMonth: '2026-03' })
    await board.deficiency({ title: 'Nytt' })
    await board.later('2026-04-18T10:00:00Z')
    const meeting = await board.plan('2026-05-20')
    const page = await board.convener.get(`/moten/${meeting.id}`)
    const items = (await board.items(meeting)).map(({ title, why, section, position }) => [
      position,
      section,
      title,
      why,
    ])
    expect(items).to.deep.equal([
      [1, 'follow_up', 'Obesvarat', 'answer_overdue'],
      [2, 'follow_up', 'Försenat', 'action_overdue'],
      [3, 'new', 'Ofta', 'meets_definition'],
      [4, 'new', 'Nytt', 'new'],
      [5, 'answers', 'Besvarat', 'answer_in'],
      [6, 'information', 'Taget direkt', 'taken_directly'],
    ])
    for (const line of [
      'Uppföljning',
      'På dagordningen eftersom Försäkringskassan skulle ha svarat 12 mars 2026 (37 dagar sedan), och frågan är obesvarad.',
      'På dagordningen eftersom Försäkringskassan skulle ha varit klar med en åtgärd 17 april 2026 (1 dag sedan).',
      'Nya systemfel',
      'På dagordningen eftersom det uppfyller den nationella definitionen (rapporter: färre än 5, från januari 2026).',
      'På dagordningen eftersom det är nytt sedan förra mötet (registrerat 18 april 2026).',
      'På dagordningen eftersom Försäkringskassan svarade 18 april 2026.',
      'På dagordningen eftersom verksamheten tog upp det direkt med Försäkringskassan 2 februari 2026.',
    ])
      expect(page.text).to.include(line)
    expect(await board.now(often)).to.include({ state: 'on_agenda' })
    expect(await board.now(overdue)).to.include({ state: 'awaiting_answer' })
    expect(await world.acts(often.id)).to.include('deficiency.placed')
  })

  it('puts what came back, and what an ombud says did not help, on the next agenda', async () => {
    const [closed, accepted] = [
      await board.deficiency({ title: 'Stängt' }),
      await board.deficiency({ title: 'Godtaget' }),
    ]
    const { meeting } = await board.open('2026-02-02')
    await board.decide(meeting, 1, 'close', { reason: 'Klart.' })
    await board.decide(meeting, 2, 'accept')
    await board.end(meeting)
    await board.later('2026-05-10T09:00:00Z')
    await board.report(closed)
    const [check] = await world.rows(effectChecks, { deficiencyId: accepted.id, months: 3 })
    await world.given(ctx => ctx.rows(effectChecks).change(check?.id ?? '', { state: 'answered', answer: 'no' }))
    const next = await board.plan('2026-05-20')
    expect((await board.items(next)).map(({ title, why }) => [title, why])).to.deep.equal([
      ['Stängt', 'came_back'],
      ['Godtaget', 'effect_no'],
    ])
    const page = await board.convener.get(`/moten/${next.id}`)
    expect(page.text).to.include('eftersom det har kommit tillbaka: en ny rapport öppnade det i maj 2026.')
    expect(page.text).to.include('eftersom hindret finns kvar efter 3 månader, enligt ombud.')
  })

  it('leaves alone what waits for nobody, what others have, and what stands on an agenda already', async () => {
    const watched = await board.deficiency({ title: 'Bevakat' })
    const { meeting } = await board.open('2026-02-02')
    await board.decide(meeting, 1, 'monitor')
    await board.end(meeting)
    const elsewhere = await board.given.office()
    await board.deficiency({ title: 'Andras', officeId: elsewhere.id })
    const [first, second] = [await board.plan('2026-03-01'), await board.plan('2026-04-01')]
    await board.deficiency({ title: 'Nytt' })
    await (await board.convener.get(`/moten/${first.id}/dagordning`)).form('Lägg till allt som väntar').submit()
    const nothing = await board.convener.get(`/moten/${second.id}/dagordning`)
    expect(nothing.text).to.include('Allt som väntar på gruppen står på dagordningen.')
    expect((await board.items(first)).map(({ title }) => title)).to.deep.equal(['Nytt'])
    expect(await board.items(second)).to.deep.equal([])
    expect(await board.now(watched)).to.include({ state: 'monitored' })
  })
})
