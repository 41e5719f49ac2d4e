import { PARTIES, type Seat } from './group.entity.ts'
import { partiesWithoutSeat } from './seat.rules.ts'

/** So many of the latest held meetings tell who comes. */
export const RADAR_MEETINGS = 4
export const SIGHTINGS = ['present', 'substitute', 'absent', 'vacant', 'not_noted'] as const
export type Sighting = (typeof SIGHTINGS)[number]

/**
 * How a party was there: as it was noted; without a note, vacant where nobody held the seat that day. A seat that was noted
 * was there, whatever the register says now.
 */
export function sightingOf(noted: 'present' | 'substitute' | 'absent' | undefined, held: boolean): Sighting {
  if (noted !== undefined) return noted
  return held ? 'not_noted' : 'vacant'
}

/** At how many of the meetings somebody was there for the party. */
export const timesThere = (sightings: readonly Sighting[]): number =>
  sightings.filter(sighting => sighting === 'present' || sighting === 'substitute').length

export interface RadarRow {
  readonly party: Seat['party']
  readonly organisationName: string | null
  /** In the order of the meetings. */
  readonly sightings: readonly Sighting[]
}

/** Adds the required parties that have no seat, in the order of the parties. */
export const withMissing = (rows: readonly RadarRow[], meetings: number): RadarRow[] =>
  [
    ...rows,
    ...partiesWithoutSeat(rows).map(party => ({
      party,
      organisationName: null,
      sightings: Array.from({ length: meetings }, () => 'vacant' as const),
    })),
  ].sort((one, other) => PARTIES.indexOf(one.party) - PARTIES.indexOf(other.party))
