import { expect } from 'chai'
import {
  DEFINITION_PARTS,
  type DefinitionRules,
  definitionOf,
  type Evidence,
  PROPOSED,
  unitsNamed,
} from '#src/features/deficiencies/definition.rules.ts'

const evidence = (other: Partial<Evidence> = {}): Evidence => ({
  level: 'local',
  reports: 3,
  clients: 2,
  ombud: 2,
  loneOmbud: false,
  units: 0,
  firstMonth: '2026-01',
  lastMonth: '2026-03',
  ...other,
})
/** What is missing; null where it is not tried. */
function missingIn(other: Partial<Evidence>, rules: DefinitionRules = PROPOSED): string[] | null {
  const { status, reached } = definitionOf(evidence(other), rules)
  const missing = reached === null ? null : DEFINITION_PARTS.filter(part => !reached[part])
  expect(status).to.equal(missing === null ? 'untried' : missing.length === 0 ? 'met' : 'unmet')
  return missing
}

describe('The national definition', () => {
  const cases: readonly (readonly [string, Partial<Evidence>, readonly string[] | null])[] = [
    ['holds for three reports by two ombud over three months', {}, []],
    ['asks for three reports', { reports: 2 }, ['recurring']],
    ['is content with one report about five clients or more', { reports: 1, clients: 5 }, []],
    ['is content with one about ten or more', { reports: 1, clients: 10 }, []],
    ['is not content with one about two to four', { reports: 1, clients: 2 }, ['recurring']],
    ['asks for two ombud', { ombud: 1 }, ['shared']],
    ['lets a lone ombud be enough', { ombud: 1, loneOmbud: true }, []],
    ['is content with two units of one body in place of two ombud', { ombud: 1, units: 2 }, []],
    ['is not content with one unit', { ombud: 1, units: 1 }, ['shared']],
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
      expect(missingIn(other)).to.deep.equal(missing)
    })

  const strict: DefinitionRules = { leastReports: 4, leastClients: 10, leastOmbud: 3, leastUnits: 4, leastDays: 91 }
  const changed: readonly (readonly [Partial<Evidence>, readonly string[]])[] = [
    [{}, ['recurring', 'shared', 'lasting']],
    [{ reports: 4, ombud: 3, lastMonth: '2026-04' }, []],
    [{ clients: 10, units: 4, lastMonth: '2026-04' }, []],
    [{ clients: 5, units: 3, lastMonth: '2026-04' }, ['recurring', 'shared']],
  ]
  for (const [other, missing] of changed)
    it(`asks for what the installation has set: ${JSON.stringify(other)}`, () => {
      expect(missingIn(other, strict)).to.deep.equal(missing)
    })
})

describe('The units that reports name', () => {
  const named = (...pairs: readonly string[]) =>
    pairs.map(pair => {
      const [reportId = '', unitId = ''] = pair.split(' ')
      return { reportId, unitId, bodyId: unitId.slice(0, 1) }
    })
  const cases: readonly (readonly [string, readonly string[], number])[] = [
    ['are none where none is named', [], 0],
    ['are two of one body by two reports', ['1 a1', '2 a2'], 2],
    ['are one where two reports name the same', ['1 a1', '2 a1'], 1],
    ['are one where a single report names two: that is one event', ['1 a1', '1 a2'], 1],
    ['are one of each of two bodies', ['1 a1', '2 b1'], 1],
    ['are two where a third report names one of them again', ['1 a1', '1 a2', '2 a1'], 2],
    ['are those of the body with the most', ['1 a1', '2 b1', '3 b2', '4 b3'], 3],
  ]
  for (const [claim, pairs, count] of cases)
    it(claim, () => {
      expect(unitsNamed(named(...pairs))).to.equal(count)
    })
})
