import { expect } from 'chai'
import { agendaLocks } from '#src/features/meetings/agenda.entity.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import { World } from '#test/support/world.ts'
import { Board } from './board.ts'

describe('The lock of an agenda', () => {
  let world: World
  let board: Board
  let meeting: Meeting
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    for (const title of ['Ett', 'Två']) await board.deficiency({ title })
    meeting = await board.plan('2026-12-01')
  })
  const page = () => board.convener.get(`/moten/${meeting.id}/dagordning`)
  const titles = async () => (await board.items(meeting)).map(({ title }) => title)
  const lock = async () => (await page()).form('Lås dagordningen').submit()

  it('lets nothing come, go or move, whoever asks, until it is unlocked', async () => {
    const before = await page()
    const stale = {
      free: before.form('Lägg till punkten'),
      number: before.form('Lägg till systemfelet'),
      move: before.form('Flytta upp: Två'),
      remove: before.form('Ta bort: Ett'),
      minutes: before.form('Spara tiderna'),
      proposal: (await board.convener.get(`/moten/${meeting.id}/punkter/1/forslag?beslut=monitor`)).form('Spara'),
    }
    expect((await lock()).notice).to.equal('Dagordningen är låst.')
    const { number } = await board.deficiency({ title: 'Tre' })
    const shown = await page()
    for (const gone of ['Flytta', 'Ta bort', 'Lägg till punkten', 'Lägg till allt som väntar', 'Spara tiderna'])
      expect(shown.text).not.to.include(gone)
    const sent = [
      await stale.free.submit({ title: 'Fri' }),
      await stale.number.submit({ number }),
      await stale.move.send({ direction: 'up' }),
      await stale.remove.submit(),
      await stale.minutes.submit(),
      await stale.proposal.submit(),
    ]
    for (const { status, text } of sent) {
      expect(status).to.equal(409)
      expect(text).to.include('Dagordningen är låst.')
    }
    expect(await titles()).to.deep.equal(['Ett', 'Två'])
    const coordinator = await board.given.as('coordinator', { officeId: board.office.id })
    expect((await coordinator.get(`/systemfel/${number}`)).html).not.to.include(meeting.id)
  })

  it('is told on the pages, with who, when and why, and in the log', async () => {
    await lock()
    expect((await board.convener.get(`/moten/${meeting.id}`)).text).to.include(
      'Dagordningen är låst sedan 21 november 2026 kl. 10.00.',
    )
    const faulty = await (await page()).form('Lås upp dagordningen').submit()
    expect(faulty.errors).to.deep.equal(['Välj varför dagordningen låses upp.'])
    const other = await faulty.form('Lås upp dagordningen').submit({ reason: 'other' })
    expect(other.errors).to.deep.equal(['Skriv varför dagordningen låses upp.'])
    const opened = await other.form('Lås upp dagordningen').submit({ reason: 'mistake', words: 'Fel ordning.' })
    expect(opened.notice).to.equal('Dagordningen är upplåst och kan ändras.')
    const { name } = board.person
    expect(opened.text).to.include(`Låstes upp 21 november 2026 kl. 10.00 · ${name} Något blev fel. Fel ordning.`)
    expect((await world.rows(agendaLocks)).map(({ act }) => act).sort()).to.deep.equal(['lock', 'unlock'])
    expect(await world.acts(meeting.id)).to.include.members(['meeting.agendaLocked', 'meeting.agendaUnlocked'])
    expect(await board.meeting('2026-12-01')).to.include({ lockedAt: null, lockedById: null })
    await opened.form('Lägg till punkten').submit({ title: 'Fri', section: 'other' })
    expect(await titles()).to.include('Fri')
  })

  it('sends what is postponed on to the next agenda that is open', async () => {
    await lock()
    const later = await board.plan('2027-01-12')
    await board.deficiency({ title: 'Tre' })
    const { meeting: now } = await board.open('2026-11-21')
    const decided = await board.form(now, 1, 'postpone')
    expect(decided.form('Spara och nästa').fields['text']).to.equal('Punkten bordläggs till mötet 12 januari 2027.')
    await decided.form('Spara och nästa').submit()
    expect(await titles()).to.deep.equal(['Ett', 'Två'])
    expect((await board.items(later)).map(({ title }) => title)).to.deep.equal(['Tre'])
  })

  it('holds when two press it at once, and against a form of before (C4)', async () => {
    const [one, two] = [await page(), await page()]
    await one.form('Lås dagordningen').submit()
    expect((await two.form('Lås dagordningen').submit()).status).to.equal(409)
    expect(await world.rows(agendaLocks)).to.have.length(1)
  })
})

describe('Minutes on the agenda', () => {
  it('are summed against the time of the meeting', async () => {
    const world = await World.open()
    const board = await Board.of(world)
    for (const title of ['Ett', 'Två']) await board.deficiency({ title })
    const { id } = await board.plan('2026-12-01')
    await (await board.convener.get(`/moten/${id}/andra`)).form('Spara ändringen').submit({ endTime: '14.00' })
    const [one, two] = await board.items({ id })
    const page = () => board.convener.get(`/moten/${id}/dagordning`)
    expect((await page()).text).to.include('Ingen punkt har fått någon tid än.')
    const first = await (await page()).form('Spara tiderna').submit({ [`minuter-${one?.id}`]: '20' })
    expect(first.text).to.include('Planerat: 20 av 60 minuter. Kvar: 40 minuter. Punkter utan tid: 1.')
    const stale = await page()
    const second = await (await page()).form('Spara tiderna').submit({ [`minuter-${two?.id}`]: '55' })
    expect(second.text).to.include('Planerat: 75 av 60 minuter. Det är 15 minuter för mycket.')
    expect((await stale.form('Spara tiderna').submit({ [`minuter-${two?.id}`]: '5' })).status).to.equal(409)
    const faulty = await (await page()).form('Spara tiderna').submit({ [`minuter-${two?.id}`]: 'lång' })
    expect(faulty.status).to.equal(422)
    expect((await board.items({ id })).map(({ minutes }) => minutes)).to.deep.equal([20, 55])
    expect((await board.convener.get(`/moten/${id}`)).text).to.include('Planerat: 75 av 60 minuter.')
  })
})
