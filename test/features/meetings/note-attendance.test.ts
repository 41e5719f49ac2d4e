import { expect } from 'chai'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import { World } from '#test/support/world.ts'
import { Board } from './board.ts'

describe('Attendance', () => {
  let board: Board
  let meeting: Meeting
  beforeEach(async () => {
    const world = await World.open()
    board = await Board.of(world)
    await board.given.seat(board.group, { party: 'insurance_agency', organisationId: board.agency.id }, 'Vera Lind')
    await board.given.seat(board.group, { party: 'municipality' }, 'Olle Berg')
    await board.given.seat(board.group, { party: 'psychiatry', state: 'vacant' })
    meeting = await board.plan()
  })
  const page = () => board.convener.get(`/moten/${meeting.id}/narvaro`)
  const names = async () => (await page()).form('Spara närvaron').names.filter(name => name.includes('-'))

  it('asks for each filled seat, and notes holders, substitutes, absent and guests', async () => {
    const shown = await page()
    expect(shown.text).to.match(/Kommun.*Innehavare: Olle Berg.*Försäkringskassan.*Innehavare: Vera Lind/)
    expect(shown.text).not.to.include('psykiatri')
    const [first = '', , second = '', name = ''] = await names()
    const saved = await shown
      .form('Spara närvaron')
      .submit({ [first]: 'absent', [second]: 'substitute', [name]: 'Siv Ek', guests: 'Bo Alm\r\n\r\n Eva Dal ' })
    expect(saved.notice).to.equal('Närvaron är sparad.')
    expect(saved.text).to.include('Närvarande: 3.')
    const again = (await page()).form('Spara närvaron').fields
    expect(again).to.include({ [first]: 'absent', [second]: 'substitute', [name]: 'Siv Ek', guests: 'Bo Alm\nEva Dal' })
  })

  it('asks for the name of a substitute, and keeps what was typed', async () => {
    const [first = ''] = await names()
    const faulty = await (await page()).form('Spara närvaron').submit({ [first]: 'substitute', guests: 'Bo Alm' })
    expect(faulty.status).to.equal(422)
    expect(faulty.errors).to.deep.equal(['Skriv ersättarens namn.'])
    expect(faulty.form('Spara närvaron').fields).to.include({ [first]: 'substitute', guests: 'Bo Alm' })
  })

  it('shows the second of two secretaries what is saved, and loses neither (C4)', async () => {
    const [first = ''] = await names()
    const [mine, theirs] = [await page(), await page()]
    await mine.form('Spara närvaron').submit({ [first]: 'present' })
    const late = await theirs.form('Spara närvaron').submit({ [first]: 'absent', guests: 'Bo Alm' })
    expect(late.status).to.equal(409)
    expect(late.text).to.include('Någon annan har ändrat mötet').and.include('Olle Berg: Närvarande')
    expect(late.form('Spara närvaron').fields).to.include({ [first]: 'absent', guests: 'Bo Alm' })
    expect((await late.form('Spara närvaron').submit()).notice).to.equal('Närvaron är sparad.')
  })
})
