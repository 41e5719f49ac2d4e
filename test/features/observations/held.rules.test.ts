import { expect } from 'chai'
import { isHeld, mayHoldUntil } from '#src/features/observations/held.rules.ts'
import type { ObservationState } from '#src/features/observations/observation.entity.ts'

const TODAY = '2026-11-21'

describe('A report that is set aside', () => {
  const CASES: readonly (readonly [ObservationState, heldUntil: string | null, held: boolean])[] = [
    ['sent', '2026-11-22', true],
    ['sent', '2026-11-21', false],
    ['sent', '2026-11-20', false],
    ['sent', null, false],
    ['returned', '2026-11-22', false],
    ['linked', '2026-11-22', false],
  ]
  for (const [state, heldUntil, held] of CASES)
    it(`${held ? 'rests' : 'does not rest'}: ${state} until ${heldUntil}`, () => {
      expect(isHeld({ state, heldUntil }, TODAY)).to.equal(held)
    })

  const DAYS: readonly (readonly [day: string, may: boolean])[] = [
    ['2026-11-20', false],
    ['2026-11-21', false],
    ['2026-11-22', true],
    ['2027-05-20', true],
    ['2027-05-21', false],
  ]
  for (const [day, may] of DAYS)
    it(`${may ? 'may' : 'may not'} rest until ${day}`, () => {
      expect(mayHoldUntil(day, TODAY)).to.equal(may)
    })
})
