import { expect } from 'chai'
import { END_STATES, STATES, type State } from '#src/features/deficiencies/deficiency.entity.ts'
import { isOpen } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { OBSTACLES, obstacleTo } from '#src/features/links/merge.rules.ts'
import { sv } from '#src/i18n/sv.ts'

const TODAY = '2026-11-21'
const of = (id: string, state: State, closedOn = '2026-01-10') => ({
  id,
  state,
  closedAt: isOpen(state) ? null : new Date(`${closedOn}T11:00:00Z`),
})

function expectedFor(state: State, other: State): string | null {
  if (!isOpen(state)) return state === 'merged' ? 'merged' : 'ended'
  return other === 'merged' ? 'otherMerged' : null
}

describe('What stands in the way of a merge', () => {
  for (const state of STATES)
    for (const other of STATES)
      it(`from ${state} into ${other}`, () => {
        const expected = expectedFor(state, other)
        expect(obstacleTo(of('one', state), of('other', other), TODAY)).to.equal(expected)
      })

  it('is that it is the same one', () => {
    expect(obstacleTo(of('one', 'new'), of('one', 'new'), TODAY)).to.equal('self')
  })

  it('is that the other was closed so long ago that it does not come back', () => {
    for (const state of END_STATES.filter(each => each !== 'merged')) {
      expect(obstacleTo(of('one', 'new'), of('other', state, '2024-11-21'), TODAY)).to.equal(null)
      expect(obstacleTo(of('one', 'new'), of('other', state, '2024-11-20'), TODAY)).to.equal('forGood')
    }
  })

  it('has its words', () => {
    for (const obstacle of OBSTACLES) expect(sv).to.have.property(`links.cannot.${obstacle}`)
  })
})
