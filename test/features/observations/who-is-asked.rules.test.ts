import { expect } from 'chai'
import { type Carried, type OfficeStaff, whoIsAsked } from '#src/features/observations/who-is-asked.rules.ts'

const AT = new Date('2026-11-01T08:00:00Z')
const HERS: Carried = { ombudId: 'author', keeperId: null, handedAt: null }
const KEPT: Carried = { ombudId: 'author', keeperId: 'keeper', handedAt: AT }
const OFFICES: Carried = { ombudId: 'author', keeperId: null, handedAt: AT }
const staff = (ombudIds: readonly string[], coordinatorIds: readonly string[] = ['chief', 'second']): OfficeStaff => ({
  ombudIds,
  coordinatorIds,
})

describe('Who is told about a report, and asked whether it helped', () => {
  const CASES: readonly (readonly [string, Carried, OfficeStaff, asked: readonly string[]])[] = [
    ['its author, who works there', HERS, staff(['author', 'other']), ['author']],
    ['its author, who coordinates now', HERS, staff([], ['author', 'second']), ['author']],
    ['the coordinators, when its author has left', HERS, staff(['other']), ['chief', 'second']],
    [
      'the colleague that it was handed to, also while its author is there',
      KEPT,
      staff(['author', 'keeper']),
      ['keeper'],
    ],
    ['the colleague, when its author has left', KEPT, staff(['keeper']), ['keeper']],
    ['its author, when the colleague has left', KEPT, staff(['author']), ['author']],
    ['the coordinators, when both have left', KEPT, staff(['other']), ['chief', 'second']],
    [
      'the coordinators of what was handed to the office, also while its author is there',
      OFFICES,
      staff(['author']),
      ['chief', 'second'],
    ],
    ['nobody, when the office has nobody', HERS, staff([], []), []],
  ]
  for (const [who, carried, office, asked] of CASES)
    it(`is ${who}`, () => {
      expect(whoIsAsked(carried, office)).to.deep.equal(asked)
    })
})
