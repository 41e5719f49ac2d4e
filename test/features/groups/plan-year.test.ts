import { expect } from 'chai'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import { World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'

describe('The meetings of a year', () => {
  let world: World
  let board: Board
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
  })
  const path = (year = ''): string => `/grupper/${board.group.slug}/arsplan${year}`
  const days = async () => (await world.rows(meetings)).map(({ day }) => day).sort()

  it('are proposed on the weekday of the latest meeting, and planned in one act', async () => {
    const deficiency = await board.report(await board.deficiency())
    await board.plan('2026-11-26')
    const shown = await (await board.convener.get(`/grupper/${board.group.slug}`)).follow('Planera årets möten')
    expect(shown.heading).to.equal('Mötesplan för 2027')
    const form = shown.form('Planera mötena')
    const proposed = { day1: '2027-02-18', day2: '2027-05-20', day3: '2027-08-19', day4: '2027-11-18' }
    expect(form.fields).to.include({ ...proposed, time: '13:00', place: 'Kommunhuset' })
    const listed = await form.submit({ day2: '2027-05-27', day3: '', time: '09.30' })
    expect([listed.path, listed.notice]).to.deep.equal(['/moten', 'Årets möten är planerade.'])
    expect(listed.text).to.contain('27 maj 2027 kl. 09.30')
    expect(await days()).to.deep.equal(['2026-11-26', '2027-02-18', '2027-05-27', '2027-11-18'])
    expect(await world.acts(board.group.id)).to.deep.equal(['group.yearPlanned'])
    const again = await board.convener.get(path())
    expect(again.text).to.contain('Redan planerade eller hållna 18 februari 2027')
    expect(again.form('Planera mötena').fields['day1']).to.equal('2027-08-19')
    expect(again.form('Planera mötena').names).not.to.include('day2')
    expect((await board.items(await board.meeting('2026-11-26'))).map(item => item.deficiencyId)).to.deep.equal([
      deficiency.id,
    ])
  })
  it('put what waits on the agenda of the soonest only', async () => {
    await board.report(await board.deficiency())
    await (await board.convener.get(path())).form('Planera mötena').submit({ time: '13.00', place: 'Kommunhuset' })
    const all = await world.rows(meetings)
    const counts = await Promise.all(all.map(async meeting => [meeting.day, (await board.items(meeting)).length]))
    expect(counts.sort().map(([, count]) => count)).to.deep.equal([1, 0, 0, 0])
  })
  it('are planned all or none, and what was typed stays', async () => {
    await board.plan('2027-05-19')
    const form = (await board.convener.get(path())).form('Planera mötena')
    expect(form.names.filter(name => name.startsWith('day'))).to.have.length(3)
    const same = await form.submit({ day1: '2027-03-03', day2: '2027-03-03', day3: '2027-05-19', time: '09.30' })
    expect([same.status, same.errors]).to.deep.equal([
      422,
      ['Möte 2: Gruppen har redan ett möte den dagen.', 'Möte 3: Gruppen har redan ett möte den dagen.'],
    ])
    expect(same.form('Planera mötena').fields).to.include({ day1: '2027-03-03', day3: '2027-05-19', time: '09.30' })
    const none = await form.submit({ day1: '', day2: '', day3: '' })
    expect([none.status, none.errors]).to.deep.equal([422, ['Möte 1: Fyll i minst en dag.']])
    expect(await days()).to.deep.equal(['2027-05-19'])
  })
  it('of this year are proposed from now on only', async () => {
    const shown = await board.convener.get(path('?ar=2026'))
    expect(shown.heading).to.equal('Mötesplan för 2026')
    expect(shown.text).to.contain('Det finns inga fler möten att föreslå för året.')
    expect((await shown.follow('Planera 2027 i stället')).heading).to.equal('Mötesplan för 2027')
    expect((await board.convener.get(path('?ar=1999'))).heading).to.equal('Mötesplan för 2027')
  })
  it('are planned once when the form is sent twice (C5)', async () => {
    const form = (await board.convener.get(path())).form('Planera mötena')
    const filled = { time: '13.00', place: 'Kommunhuset' }
    await Promise.all([form.submit(filled), form.submit(filled)])
    expect(await days()).to.have.length(4)
  })
  it('are planned by the convener of the group and nobody else', async () => {
    const { given, group, office } = board
    const elsewhere = await given.as('convener', { groupId: (await given.group([])).id })
    const visitors = [
      [await given.as('member', { groupId: group.id }), 403],
      [await given.as('coordinator', { officeId: office.id }), 403],
      [await given.as('admin'), 403],
      [elsewhere, 404],
    ] as const
    for (const [browser, status] of visitors) expect((await browser.raw('get', path())).status).to.equal(status)
  })
})
