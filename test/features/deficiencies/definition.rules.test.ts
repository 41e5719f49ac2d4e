import { expect } from 'chai'
import { definitionOf, type Evidence, meetsDefinition } from '#src/features/deficiencies/definition.rules.ts'

const evidence = (other: Partial<Evidence> = {}): Evidence => ({
  level: 'local',
  reports: 3,
  bands: ['1', '2-4', '1'],
  ombud: 2,
  loneOmbud: false,
  firstMonth: '2026-01',
  lastMonth: '2026-03',
  ...other,
})

describe('The national definition', () => {
  const cases: readonly (readonly [string, Partial<Evidence>, readonly string[] | null])[] = [
    ['holds for three reports by two ombud over three months', {}, []],
    ['asks for three reports', { reports: 2 }, ['recurring']],
    ['is content with one report about five clients or more', { reports: 1, bands: ['5-9'] }, []],
    ['is content with one about ten or more', { reports: 1, bands: ['10+'] }, []],
    ['is not content with one about two to four', { reports: 1, bands: ['2-4'] }, ['recurring']],
    ['asks for two ombud', { ombud: 1 }, ['shared']],
    ['lets a lone ombud be enough', { ombud: 1, loneOmbud: true }, []],
    ['asks for sixty days: January and February are 59', { lastMonth: '2026-02' }, ['lasting']],
    ['counts a leap year: January and February of 2028 are 60', { firstMonth: '2028-01', lastMonth: '2028-02' }, []],
    ['counts July and August as 62 days', { firstMonth: '2026-07', lastMonth: '2026-08' }, []],
    ['tells all that is missing', { reports: 1, ombud: 1, lastMonth: '2026-01' }, ['recurring', 'shared', 'lasting']],
    ['holds on handläggarnivå too', { level: 'caseworker' }, []],
    ['is not tried on the central level', { level: 'central' }, null],
    ['is not tried for what was imported without reports', { reports: 0, firstMonth: null, lastMonth: null }, null],
    ['is not tried where the months are unknown', { lastMonth: null }, null],
  ]
  for (const [claim, other, missing] of cases)
    it(claim, () => {
      const found = definitionOf(evidence(other))
      expect(found?.missing ?? null).to.deep.equal(missing)
      expect(meetsDefinition(evidence(other))).to.equal(missing === null ? null : missing.length === 0)
    })
})
