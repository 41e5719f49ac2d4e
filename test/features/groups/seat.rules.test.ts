import { expect } from 'chai'
import { PARTIES } from '#src/features/groups/group.entity.ts'
import {
  holdsOn,
  isRequired,
  partiesWithoutSeat,
  requiredFilled,
  shareDay,
  stateWith,
} from '#src/features/groups/seat.rules.ts'

describe('The rules of a seat', () => {
  const spring = { fromDay: '2026-01-01', toDay: '2026-06-30' }
  const later = { fromDay: '2026-07-01', toDay: null }

  it('is held on its first and its last day, and not outside them', () => {
    const held = ['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'].map(day => holdsOn(spring, day))
    expect(held).to.deep.equal([false, true, true, false])
    expect(holdsOn(later, '2099-01-01')).to.equal(true)
  })
  it('knows when two would hold it on the same day', () => {
    const june = { fromDay: '2026-06-30', toDay: null }
    expect([shareDay(spring, later), shareDay(later, spring)]).to.deep.equal([false, false])
    expect([shareDay(spring, june), shareDay(june, spring)]).to.deep.equal([true, true])
    expect(shareDay(later, june)).to.equal(true)
  })
  it('is filled by an ordinary holder only', () => {
    const [ordinary, substitute] = [{ substitute: false }, { substitute: true }]
    expect(stateWith('vacant', [substitute, ordinary])).to.equal('filled')
    expect(stateWith('declined', [ordinary])).to.equal('filled')
    expect(stateWith('filled', [substitute])).to.equal('vacant')
    expect(stateWith('filled', [])).to.equal('vacant')
    expect(stateWith('declined', [])).to.equal('declined')
    expect(stateWith('vacant', [])).to.equal('vacant')
  })
  it('counts the five parties of SFS 2013:522, each once', () => {
    expect(PARTIES.filter(isRequired)).to.have.length(5)
    const seats = [
      { party: 'psychiatry', state: 'vacant' },
      { party: 'psychiatry', state: 'filled' },
      { party: 'psychiatry', state: 'filled' },
      { party: 'municipality', state: 'declined' },
      { party: 'other', state: 'filled' },
    ] as const
    expect(requiredFilled(seats)).to.equal(1)
    expect(partiesWithoutSeat(seats)).to.deep.equal(['primary_care', 'employment_service', 'insurance_agency'])
    expect(partiesWithoutSeat([])).to.have.length(5)
  })
})
