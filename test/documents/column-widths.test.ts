import { expect } from 'chai'
import { atLeast } from '#src/documents/column-widths.ts'

describe('The widths of columns', () => {
  const CASES: readonly (readonly [string, number[], number[], number, number[]])[] = [
    ['are as wished where no column needs more', [10, 10], [30, 70], 100, [30, 70]],
    ['give a narrow one what its longest word needs', [40, 10], [10, 90], 100, [40, 60]],
    ['shrink together where not even the words have room', [100, 50], [50, 50], 75, [50, 25]],
    ['spread what is left where nobody wishes for it', [20, 20], [10, 10], 100, [50, 50]],
  ]
  for (const [name, least, wished, total, expected] of CASES)
    it(name, () => {
      const widths = atLeast(least, wished, total)
      expect(widths.reduce((sum, width) => sum + width, 0)).to.be.closeTo(total, 0.001)
      for (const [at, width] of widths.entries()) expect(width).to.be.closeTo(expected[at] ?? 0, 0.001)
    })
})
