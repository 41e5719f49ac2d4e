import { expect } from 'chai'
import type { ClientBand } from '#src/features/deficiencies/words.ts'
import { restsOnOneClient } from '#src/features/meetings/pack.rules.ts'

const CASES: readonly (readonly [readonly (ClientBand | null)[], boolean, string])[] = [
  [[], false, 'no report: it comes from a public document'],
  [['1'], true, 'a lone report about one client'],
  [[null], true, 'a lone report that does not say about how many'],
  [['2-4'], false, 'a lone report about several'],
  [['10+'], false, 'a lone report about many'],
  [['1', '1'], false, 'two reports'],
  [['1', '5-9'], false, 'two reports, one about several'],
]

describe('A systemfel that rests on a report about a single client', () => {
  for (const [bands, rests, about] of CASES)
    it(`${about}: ${rests ? 'yes' : 'no'}`, () => {
      expect(restsOnOneClient(bands)).to.equal(rests)
    })
})
