import { expect } from 'chai'
import { isApproved, type Mark, markOf, type Said, waitsFor } from '#src/features/minutes/standing.rules.ts'

const PART = { key: 'p1', hash: 'now' }
const approval = (adjusterId: string, textHash: string, part = 'p1') => ({ adjusterId, part, textHash })
const wish = (textHash: string, more: Partial<Said['objections'][number]> = {}) => ({
  ...{ adjusterId: 'anna', part: 'p1', textHash, kind: 'change' as const, takenBackAt: null },
  ...more,
})
const AT = new Date('2026-11-21T09:00:00Z')

/** What has been said of one part, and where it stands with Anna. */
const CASES: readonly [string, Said, Mark][] = [
  ['nothing', { approvals: [], objections: [] }, 'waiting'],
  ['approved as it reads', { approvals: [approval('anna', 'now')], objections: [] }, 'approved'],
  ['approved as it read', { approvals: [approval('anna', 'then')], objections: [] }, 'again'],
  [
    'approved then and now',
    { approvals: [approval('anna', 'then'), approval('anna', 'now')], objections: [] },
    'approved',
  ],
  ['approved by somebody else', { approvals: [approval('bo', 'now')], objections: [] }, 'waiting'],
  ['another part approved', { approvals: [approval('anna', 'now', 'p2')], objections: [] }, 'waiting'],
  ['a wish of this text', { approvals: [], objections: [wish('now')] }, 'objected'],
  [
    'a wish of this text after approval',
    { approvals: [approval('anna', 'now')], objections: [wish('now')] },
    'objected',
  ],
  ['a wish of an earlier text', { approvals: [], objections: [wish('then')] }, 'waiting'],
  ['a wish taken back', { approvals: [], objections: [wish('now', { takenBackAt: AT })] }, 'waiting'],
  ['a dissent', { approvals: [approval('anna', 'now')], objections: [wish('now', { kind: 'dissent' })] }, 'approved'],
  ['the wish of somebody else', { approvals: [], objections: [wish('now', { adjusterId: 'bo' })] }, 'waiting'],
]

describe('Where a part of the minutes stands', () => {
  for (const [what, said, mark] of CASES)
    it(`${what}: ${mark}`, () => {
      expect(markOf(PART, 'anna', said)).to.equal(mark)
      expect(waitsFor([PART], 'anna', said)).to.have.length(mark === 'waiting' || mark === 'again' ? 1 : 0)
      expect(isApproved([PART], [{ id: 'anna' }], said)).to.equal(mark === 'approved')
    })

  it('is approved by everybody or not at all, and never by nobody', () => {
    const said = { approvals: [approval('anna', 'now')], objections: [] }
    expect(isApproved([PART], [{ id: 'anna' }, { id: 'bo' }], said)).to.equal(false)
    expect(isApproved([PART], [], said)).to.equal(false)
  })
})
