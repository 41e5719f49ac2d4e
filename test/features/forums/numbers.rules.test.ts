import { expect } from 'chai'
import { numbersIn } from '#src/features/forums/numbers.rules.ts'

describe('Numbers of systemfel in a box', () => {
  const TABLE: readonly [string | null, readonly string[]][] = [
    [null, []],
    ['  ', []],
    ['SF-2026-0004', ['SF-2026-0004']],
    ['sf-2026-0004, SF-2026-0012;SF-2026-0004\nSF-2025-0001 ', ['SF-2026-0004', 'SF-2026-0012', 'SF-2025-0001']],
  ]
  for (const [text, numbers] of TABLE)
    it(`are ${numbers.length} in ${JSON.stringify(text)}`, () => {
      expect(numbersIn(text)).to.deep.equal(numbers)
    })
})
