import { expect } from 'chai'
import { lastSuggestionDay, lengthOf, plannedTime, takesSuggestions } from '#src/features/meetings/agenda-time.rules.ts'

describe('The time of an agenda', () => {
  const times = [
    ['13:00', '15:30', 150],
    ['09:05', '09:50', 45],
    ['13:00', null, null],
  ] as const
  for (const [time, endTime, length] of times)
    it(`from ${time} to ${endTime ?? 'no end'}: ${length ?? 'unknown'}`, () =>
      expect(lengthOf({ time, endTime })).to.equal(length))

  it('sums what the items have been given, and counts those with none', () => {
    const items = [{ minutes: 10 }, { minutes: null }, { minutes: 35 }]
    expect(plannedTime(items, { time: '13:00', endTime: '13:40' })).to.deep.equal({
      planned: 45,
      without: 1,
      length: 40,
    })
    expect(plannedTime([], { time: '13:00', endTime: null })).to.deep.equal({ planned: 0, without: 0, length: null })
  })
})

describe('When members may suggest items', () => {
  it('is until ten days before, that day included, as long as the meeting is planned', () => {
    expect(lastSuggestionDay('2026-12-01')).to.equal('2026-11-21')
    const meeting = { state: 'planned', day: '2026-12-01' } as const
    expect(takesSuggestions(meeting, '2026-11-21')).to.equal(true)
    expect(takesSuggestions(meeting, '2026-11-22')).to.equal(false)
    for (const state of ['running', 'held', 'done'] as const)
      expect(takesSuggestions({ ...meeting, state }, '2026-11-01'), state).to.equal(false)
  })
})
