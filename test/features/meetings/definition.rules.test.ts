import { expect } from 'chai'
import { type Evidence, meetsDefinition } from '#src/features/meetings/definition.rules.ts'

/** Just meets it: three reports by two ombud over 60 days. */
const MET: Evidence = {
  level: 'local',
  reports: 3,
  bands: ['1', '1', '2-4'],
  ombud: 2,
  loneOmbud: false,
  firstMonth: '2026-03',
  lastMonth: '2026-04',
}
const ROWS: readonly [string, Partial<Evidence>, boolean | null][] = [
  ['three reports by two ombud over 61 days', {}, true],
  ['two reports of few clients', { reports: 2 }, false],
  ['one report of five clients or more', { reports: 1, bands: ['5-9'] }, true],
  ['one report of ten or more', { reports: 1, bands: ['10+'] }, true],
  ['one ombud among several', { ombud: 1 }, false],
  ['a lone ombud', { ombud: 1, loneOmbud: true }, true],
  ['February and March: 59 days', { firstMonth: '2026-02', lastMonth: '2026-03' }, false],
  ['February and March of a leap year: 60 days', { firstMonth: '2028-02', lastMonth: '2028-03' }, true],
  ['one month', { lastMonth: '2026-03' }, false],
  ['over a new year', { firstMonth: '2025-12', lastMonth: '2026-01' }, true],
  ['central level is not tried', { level: 'central' }, null],
  ['imported without reports is not tried', { reports: 0 }, null],
  ['without months it is not tried', { firstMonth: null, lastMonth: null }, null],
]

describe('The national definition, by our thresholds', () => {
  for (const [what, evidence, met] of ROWS)
    it(`${what}: ${met}`, () => expect(meetsDefinition({ ...MET, ...evidence })).to.equal(met))
})
