import { expect } from 'chai'
import { seatHolders } from '#src/features/groups/group.entity.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import type { Browser } from '#test/support/world.ts'
import { World } from '#test/support/world.ts'
import { Called, OLLE, VERA } from './called.ts'
import { readCalendar } from './icalendar.ts'

describe('The calendar of a seat’s holder, who has no account', () => {
  let world: World
  let now: Called
  beforeEach(async () => {
    world = await World.open()
    now = await Called.of(world)
    await now.call()
  })
  const make = async (browser?: Browser): Promise<string> => {
    const { page } = await now.opened(VERA, browser)
    const done = await page.form('/kallelse/kalender').submit()
    expect(done.status).to.equal(200)
    return new URL(done.$('a[href$=".ics"]').attr('href') ?? '').pathname
  }
  const read = async (path: string) => readCalendar((await world.browser().download(path)).toString('utf8')).events
  const status = async (path: string) => (await world.browser().raw('get', path)).status
  const seatPath = (rest: string) => `/grupper/${now.board.group.slug}/platser/${now.agencySeat.id}/${rest}`
  const vera = () => world.row(seatHolders, { name: 'Vera Lind' })

  it('is made by a form on the page of her call, and there is none before', async () => {
    const { page } = await now.opened(VERA)
    expect(page.text).to.include('Skapa en kalenderadress')
    expect(page.$('a[href$=".ics"]')).to.have.length(0)
    expect(await world.rows(accessLinks, { purpose: 'calendar' })).to.deep.equal([])
    const path = await make()
    expect(path).to.match(/^\/kalender\/[\w-]{64}\.ics$/)
    const { id } = await vera()
    expect(await world.rows(accessLinks, { purpose: 'calendar', subjectId: id })).to.have.length(1)
    expect(await world.acts(now.board.group.id)).to.include('seat.calendarRenewed')
  })

  it('tells of her group’s meetings, moved and cancelled, by the same UID, and of no other group’s', async () => {
    const { given, office, group, convener } = now.board
    const elsewhere = await given.group([office])
    const other = await given.as('convener', { groupId: elsewhere.id })
    await now.board.plan('2027-01-21', other, elsewhere)
    const later = await now.board.plan('2027-01-20')
    const agenda = await convener.get(`/moten/${now.meeting.id}/dagordning`)
    await agenda.form('Lägg till punkten').submit({ title: 'Nya lokaler' })
    const path = await make()
    await now.change({ day: '2026-12-15', time: '09.00' })
    const told = async () =>
      (await read(path)).map(({ uid, sequence, clock, status: state }) => [uid, sequence, clock, state])
    expect(await told()).to.deep.equal([
      [now.meeting.id, 1, '2026-12-15T09:00:00', 'CONFIRMED'],
      [later.id, 0, '2027-01-20T13:00:00', 'CONFIRMED'],
    ])
    await now.cancel()
    expect((await told())[0]).to.deep.equal([now.meeting.id, 2, '2026-12-15T09:00:00', 'CANCELLED'])
    const text = (await world.browser().download(path)).toString('utf8')
    expect(text)
      .to.include(group.name)
      .and.not.include('Nya lokaler')
      .and.not.include('Vera')
      .and.not.include('/moten/')
  })

  it('tells of the days that she holds the seat, and is dead when they are over', async () => {
    await now.board.plan('2027-01-20')
    const path = await make()
    expect(await read(path)).to.have.length(2)
    const holder = await vera()
    const change = async (values: Record<string, string>) =>
      (await now.board.convener.get(seatPath(`innehavare/${holder.id}`))).form('Spara').submit(values)
    await change({ toDay: '2026-12-31' })
    expect(await read(path)).to.have.length(1)
    await now.board.later('2027-01-02T09:00:00Z')
    expect(await status(path)).to.equal(404)
  })

  for (const [what, rest, values] of [
    ['her last day is set', 'innehavare', { toDay: '2026-11-20' }],
    ['she has another address', 'innehavare', { email: 'ny@fk.test' }],
    ['somebody else has been given the seat', 'tillsatt', { name: 'Nils Ek', fromDay: '2026-11-21' }],
    ['the seat has been left vacant', 'vakans', { state: 'vacant', since: '2026-11-21', reason: 'Slutade.' }],
  ] as const)
    it(`is dead for good when ${what}`, async () => {
      const path = await make()
      expect(await status(path)).to.equal(200)
      const holder = await vera()
      const at = rest === 'innehavare' ? `${rest}/${holder.id}` : rest
      const done = await (await now.board.convener.get(seatPath(at))).form('Spara').submit(values)
      expect(done.status, done.text).to.equal(200)
      expect(await status(path)).to.equal(404)
      await world.given(ctx => ctx.rows(seatHolders).change(holder.id, { email: VERA, toDay: null }))
      expect(await status(path)).to.equal(404)
    })

  it('is not given to who reads the letter at an address that she has left', async () => {
    const { page } = await now.opened(VERA)
    const form = page.form('/kallelse/kalender')
    await world.given(ctx => ctx.rows(seatHolders).changeAll({ name: 'Vera Lind' }, { email: 'ny@fk.test' }))
    expect((await form.submit()).status).to.equal(404)
    expect(await world.rows(accessLinks, { purpose: 'calendar' })).to.deep.equal([])
    expect((await now.opened(VERA)).page.text).not.to.include('Skapa en kalenderadress')
  })

  it('has one address at a time, and is not made on another’s call that shares the browser', async () => {
    const [first, second] = [await make(), await make()]
    expect([await status(first), await status(second)]).to.deep.equal([404, 200])
    const browser = world.browser()
    const { page } = await now.opened(VERA, browser)
    const form = page.form('/kallelse/kalender')
    await now.opened(OLLE, browser)
    expect((await form.submit()).status).to.equal(404)
    expect(await world.rows(accessLinks, { purpose: 'calendar', contact: OLLE })).to.deep.equal([])
    expect(await status(second)).to.equal(200)
  })
})
