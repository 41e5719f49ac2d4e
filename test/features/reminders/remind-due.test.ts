import { expect } from 'chai'
import type { AnswerRequest } from '#src/features/answers/answer.entity.ts'
import { closeRequests } from '#src/features/answers/withdraw-request.ts'
import { changeState } from '#src/features/deficiencies/change-state.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { groups, REMINDER_TONES, seatHolders } from '#src/features/groups/group.entity.ts'
import { agendaItems } from '#src/features/meetings/meeting.entity.ts'
import { whyLine } from '#src/features/meetings/why-line.ts'
import { agencyContacts, organisations } from '#src/features/organisations/organisation.entity.ts'
import { remindDue } from '#src/features/reminders/remind-due.job.ts'
import { reminders } from '#src/features/reminders/reminder.entity.ts'
import type { FindManager } from '#src/features/reminders/take-step.ts'
import { addDays, dayOf, instantAt } from '#src/kernel/days.ts'
import type { Letter } from '#src/mail/transport.ts'
import { World } from '#test/support/world.ts'
import { answered, mailedLink, PLANNED, type Situation, situation } from '../answers/situation.ts'
import { Two } from '../links/two.ts'
import { Board } from '../meetings/board.ts'
import { another, askedOn, climbed, MANAGER, remindOn, setDueDay } from './climbing.ts'

const SENT = '2027-01-11'
/** Thirty days later: the ladder of the rules' test. */
const DUE = '2027-02-10'

describe('An unanswered question', () => {
  let world: World
  let now: Situation
  let request: AnswerRequest
  const nobody = async () => null
  const mails = async () => (await world.mails()).filter(({ subjectType }) => subjectType === 'reminder')
  const addresses = async () => (await mails()).map(({ toAddress }) => toAddress)
  const holder = async (): Promise<string> => (await world.rows(seatHolders)).at(-1)?.email ?? ''

  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
    request = await askedOn(now, SENT)
  })

  it('is reminded of up the whole ladder: the contact twice, the holder of the seat, the manager, and then the group', async () => {
    await now.given.seat(now.group, { organisationId: now.organisation.id })
    for (let day = SENT; day < '2027-03-20'; day = addDays(day, 1)) await remindOn(world, day)
    expect(await climbed(world, request.id)).to.deep.equal([
      'before 2027-02-03',
      'after 2027-02-11',
      'seat 2027-02-24',
      'superior 2027-03-03',
      'agenda 2027-03-12',
    ])
    const { email } = now.contact
    expect(await addresses()).to.deep.equal([email, email, await holder(), MANAGER.email])
    expect(await world.acts(now.deficiency.id)).to.include.members(['reminder.sent', 'reminder.unanswered'])
  })

  it('goes to the manager at once where nobody holds the seat, and to nobody where the register names none', async () => {
    await now.given.seat(now.group, { organisationId: now.organisation.id, state: 'vacant' })
    await remindOn(world, '2027-02-24')
    expect(await climbed(world, request.id)).to.deep.equal([
      'seat 2027-02-24 nobody',
      'superior 2027-02-24',
      'before 2027-02-24 passed_over',
      'after 2027-02-24 passed_over',
    ])
    const other = await askedOn(now, '2027-03-01')
    await remindOn(world, '2027-04-01', '09:00', nobody)
    await remindOn(world, '2027-04-14', '09:00', nobody)
    expect(await climbed(world, other.id)).to.deep.equal([
      'after 2027-04-01',
      'before 2027-04-01 passed_over',
      'seat 2027-04-14 nobody',
      'superior 2027-04-14 nobody',
    ])
  })

  it('finds the seat of what the unit belongs to, the only one of its municipality, and a substitute', async () => {
    const { given, group, organisation } = now
    const parent = await given.organisation({ name: 'Region Norr', kind: 'region' })
    const setOrganisation = (values: Partial<typeof organisation>) =>
      world.given(ctx => ctx.rows(organisations).changeAll({ id: organisation.id }, values))
    await setOrganisation({ parentId: parent.id })
    const seat = await given.seat(group, { party: 'psychiatry', organisationId: parent.id })
    await world.given(ctx => ctx.rows(seatHolders).changeAll({ seatId: seat.id }, { substitute: true }))
    await remindOn(world, '2027-02-24')
    const region = await holder()
    await given.seat(group, { party: 'municipality' })
    await setOrganisation({ parentId: null, kind: 'municipality' })
    await askedOn(now, '2027-03-01', { byGroup: false })
    await remindOn(world, '2027-04-14')
    expect(await addresses()).to.deep.equal([region, await holder()])
  })

  it('is not reminded of once it is answered, taken back or closed, nor by a letter that has not left', async () => {
    const link = await mailedLink(now, request)
    await remindOn(world, '2027-02-03')
    expect(await mails()).to.have.length(1)
    await answered(world, link, { ...PLANNED, changeDay: '2028-01-03' })
    expect(await mails()).to.deep.equal([])
    const taken = await askedOn(now, '2027-02-04')
    await world.sendMails()
    await remindOn(world, '2027-03-01')
    await world.given(ctx => closeRequests(ctx, now.deficiency.id))
    expect(
      await world.mails({ template: 'answers.withdrawn', subjectId: taken.id }),
      'it had been asked',
    ).to.have.length(1)
    expect((await mails()).filter(({ state }) => state === 'waiting')).to.deep.equal([])
    for (let day = '2027-03-01'; day < '2027-05-01'; day = addDays(day, 1)) await remindOn(world, day)
    expect(await mails()).to.deep.equal([])
  })

  it('J6: is reminded of once, however the clock jumps, and a jump brings no heap of letters', async () => {
    await askedOn(now, '2027-01-12')
    const at = async (instant: string): Promise<number> => {
      world.clock.moveTo(instant)
      return remindDue(world.works)
    }
    for (const jump of ['2027-02-03T08:00Z', '2027-02-03T10:00Z', '2027-02-03T07:30Z', '2027-02-02T08:00Z'])
      await at(jump)
    expect(await mails()).to.have.length(1)
    expect(await at('2027-02-04T08:00Z'), 'tomorrow is the other one’s day').to.equal(1)
    for (const jump of ['2027-02-03T08:00Z', '2027-02-04T08:00Z', '2027-02-04T06:00Z', '2027-02-05T08:00Z'])
      await at(jump)
    expect(await mails()).to.have.length(2)
  })

  it('J10: with a fault stops none of the others, and is told of', async () => {
    const good = await askedOn(now, SENT)
    const contact = await now.given.contact(now.organisation)
    const { id: bad } = await askedOn({ ...now, contact }, SENT)
    const findManager: FindManager = async (_, asked) => {
      if (asked.id === contact.id) throw new Error('The row cannot be read.')
      return MANAGER
    }
    await remindOn(world, '2027-02-24', '09:00', findManager).catch(() => 0)
    const fault = await remindOn(world, '2027-03-03', '09:00', findManager).then(
      () => null,
      (error: AggregateError) => error,
    )
    expect(fault?.message).to.contain(bad)
    expect(fault?.errors).to.have.length(1)
    for (const { id } of [good, request]) expect((await climbed(world, id))[1]).to.equal('superior 2027-02-24')
    expect(await climbed(world, bad), 'nothing of it is kept').to.deep.equal([])
  })

  it('keeps the old due day’s reminders and counts on from the new one', async () => {
    await remindOn(world, '2027-02-03')
    await remindOn(world, '2027-02-11')
    await setDueDay(world, request.id, '2027-02-24')
    for (let day = '2027-02-11'; day < '2027-03-01'; day = addDays(day, 1)) await remindOn(world, day)
    expect(await climbed(world, request.id)).to.deep.equal([
      'before 2027-02-03',
      'after 2027-02-11',
      'before 2027-02-17',
      'after 2027-02-25',
    ])
    expect((await world.rows(reminders)).map(({ dueDay }) => dueDay)).to.deep.equal([
      DUE,
      DUE,
      '2027-02-24',
      '2027-02-24',
    ])
  })

  it('C10: is reminded of once when many processes do it at the same time', async () => {
    for (let count = 0; count < 10; count += 1) await askedOn(now, SENT)
    world.clock.moveTo(instantAt('2027-02-03', '08:00'))
    const works = [world.works, another(world), another(world), another(world)]
    await Promise.all(works.map(one => remindDue(one)))
    expect(await mails()).to.have.length(11)
    expect(await world.rows(reminders)).to.have.length(11)
  })

  it('carries a link that still lives, to where the contact is reached now', async () => {
    const first = await mailedLink(now, request)
    await remindOn(world, '2027-02-03')
    await world.sendMails()
    expect(world.lastLink(now.contact.email), 'the same, while it lasts').to.equal(first)
    await world.given(ctx => ctx.rows(agencyContacts).changeAll({ id: now.contact.id }, { email: 'ny@myndighet.test' }))
    await remindOn(world, '2027-02-11')
    await world.sendMails()
    const last = world.lastLink('ny@myndighet.test')
    expect((await world.browser().get(first)).status).to.equal(404)
    expect((await world.browser().get(last)).status).to.equal(200)
  })

  it('J7: is reminded of by fixed texts that say facts only, in each tone, step by step', async () => {
    await now.given.seat(now.group, { organisationId: now.organisation.id }, 'Kvastfening Namnsson')
    for (const reminderTone of REMINDER_TONES) {
      await world.given(ctx => ctx.rows(groups).changeAll({ id: now.group.id }, { reminderTone }))
      await askedOn(now, SENT)
      for (const day of ['2027-02-03', '2027-02-11', '2027-02-24', '2027-03-03']) await remindOn(world, day)
    }
    const all = await mails()
    expect(new Set(all.map(({ template }) => template)).size).to.equal(12)
    for (const mail of all) sayFactsOnly(await world.letter(mail))
  })
  function sayFactsOnly({ text, subject }: Letter): void {
    const { number } = now.deficiency
    for (const fact of [number, 'Ledningsgruppen Tyresö', 'Socialförvaltningen', 'Tillgänglighet', '10 februari 2027'])
      expect(text, subject).to.contain(fact)
    expect(subject).to.contain(number)
    expect(text).to.contain('Så kontrollerar du att brevet är äkta').and.contain('https://systemfel.test/svar/')
    expect(text).to.contain('08-123 45 67').and.contain(now.group.email)
    expect(text + subject).not.to.match(/\{\w+\}|undefined|null|Kvastfening|telefon|Den som söker stöd/)
    // Klarspråk: short sentences. The facts' own line is a list, and the link is no sentence.
    const prose = text.split('\n\n').filter(part => !part.startsWith('Referens:') && !part.includes('https:'))
    for (const sentence of prose.flatMap(part => part.split(/[.!?:]\s/)))
      expect(sentence.split(/\s+/).length, sentence).to.be.at.most(20)
  }
})

describe('A question whose systemfel is merged into another', () => {
  it('is reminded of on, with nothing lost and nothing twice', async () => {
    const world = await World.open()
    const two = await Two.of(world)
    const { from, to, board } = two
    const request = await askedOn({ ...board, deficiency: await two.now(from) }, SENT)
    await remindOn(world, '2027-02-03')
    await two.on('2027-02-03')
    await two.merge()
    await remindOn(world, '2027-02-03', '14:00')
    await remindOn(world, '2027-02-11')
    await two.on('2027-02-11')
    const told = (await world.mails()).filter(({ subjectType }) => subjectType === 'reminder')
    expect(told.map(({ facts }) => facts['reference'])).to.deep.equal([from.number, to.number])
    expect(await climbed(world, request.id)).to.deep.equal(['before 2027-02-03', 'after 2027-02-11'])
    expect((await two.coordinator.get(`/systemfel/${to.number}`)).text).to.contain(
      'Senaste påminnelsen gick 11 februari 2027',
    )
  })
})

describe('A question that nobody has answered a month later', () => {
  let board: Board
  let world: World
  const why = async (day: string): Promise<string[]> => {
    const items = await board.items(await board.meeting(day))
    return items.map(item => whyLine(item, 'sv', dayOf(world.clock.now())))
  }
  const UNANSWERED =
    'På dagordningen eftersom Försäkringskassan skulle ha svarat 10 februari 2027 (30 dagar sedan), och frågan är obesvarad.'
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
  })
  const ask = async (byGroup = true) => {
    const deficiency = await board.deficiency()
    await askedOn({ ...board, deficiency }, SENT, { byGroup })
    return world.given(async ctx => changeState(ctx, await ctx.rows(deficiencies).get({ id: deficiency.id }), 'ask'))
  }
  const plan = async (day: string) => {
    await board.later(world.clock.now().toISOString())
    return board.plan(day)
  }

  it('is put on the agenda of the meeting that is planned already', async () => {
    await board.later('2027-01-05T10:00:00Z')
    await board.plan('2027-03-20')
    const deficiency = await ask()
    expect(await why('2027-03-20')).to.deep.equal([])
    await remindOn(world, '2027-03-12')
    expect(await why('2027-03-20')).to.deep.equal([UNANSWERED])
    expect(await board.now(deficiency)).to.include({ state: 'awaiting_answer' })
  })

  it('says so also where it stands already for having been postponed, and where an office asked', async () => {
    const deficiency = await ask(false)
    await world.given(ctx => changeState(ctx, deficiency, 'postpone'))
    world.clock.moveTo('2027-02-20T10:00:00Z')
    await plan('2027-03-20')
    await world.given(async ctx => {
      await ctx
        .rows(agendaItems)
        .changeAll({ deficiencyId: deficiency.id }, { why: 'postponed', whyFacts: { day: SENT } as never })
    })
    await remindOn(world, '2027-03-12')
    expect(await why('2027-03-20')).to.deep.equal([UNANSWERED])
  })

  it('comes up by the agenda’s own rule where no meeting was planned', async () => {
    await ask()
    await remindOn(world, '2027-03-12')
    await plan('2027-03-20')
    expect(await why('2027-03-20')).to.deep.equal([UNANSWERED])
  })
})
