import { expect } from 'chai'
import { type RadarRow, sightingOf, timesThere, withMissing } from '#src/features/groups/radar.rules.ts'

describe('The radar of a group', () => {
  const TABLE = [
    ['present', true, 'present'],
    ['substitute', true, 'substitute'],
    ['absent', true, 'absent'],
    ['present', false, 'present'],
    [undefined, true, 'not_noted'],
    [undefined, false, 'vacant'],
  ] as const
  for (const [noted, held, sighting] of TABLE)
    it(`sees ${noted ?? 'nobody noted'} of a seat that is ${held ? 'held' : 'empty'} as ${sighting}`, () => {
      expect(sightingOf(noted, held)).to.equal(sighting)
    })
  it('counts a substitute as there, and an absent, empty or unnoted seat as not', () => {
    expect(timesThere(['present', 'substitute', 'absent', 'vacant', 'not_noted'])).to.equal(2)
  })
  it('has a row for each required party, in their order, also where it has no seat', () => {
    const row = (party: RadarRow['party']): RadarRow => ({ party, organisationName: null, sightings: ['present'] })
    const all = withMissing([row('other'), row('psychiatry')], 1)
    expect(all.map(({ party, sightings }) => `${party} ${sightings.join()}`)).to.deep.equal([
      'municipality vacant',
      'primary_care vacant',
      'psychiatry present',
      'employment_service vacant',
      'insurance_agency vacant',
      'other present',
    ])
  })
})
