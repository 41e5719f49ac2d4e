import type { Day } from '#src/kernel/days.ts'
import { OFFERED_PARTIES, REQUIRED_PARTIES, type Seat, type SeatHolder } from './group.entity.ts'

type Time = Pick<SeatHolder, 'fromDay' | 'toDay'>

/** Both days are included; a missing last day is open. */
export const holdsOn = ({ fromDay, toDay }: Time, day: Day): boolean =>
  fromDay <= day && (toDay === null || toDay >= day)

/** Whether a link that was mailed to an address is still its holder's: not when her time is over, or she is reached elsewhere. */
export const isReachedAt = (
  { email, toDay }: Pick<SeatHolder, 'email' | 'toDay'>,
  contact: string,
  today: Day,
): boolean => email === contact && (toDay === null || toDay >= today)

/** Who answer for a seat: its ordinary holders, or its substitutes while it has none. */
export function answerersOf<H extends Pick<SeatHolder, 'substitute'>>(holders: readonly H[]): readonly H[] {
  const ordinary = holders.filter(({ substitute }) => !substitute)
  return ordinary.length === 0 ? holders : ordinary
}

/** Whether two times share a day. */
export const shareDay = (one: Time, other: Time): boolean =>
  (other.toDay === null || one.fromDay <= other.toDay) && (one.toDay === null || other.fromDay <= one.toDay)

/** Whether two ordinary holders stand in each other's way: one at a time, unless they take turns. */
export const collide = (one: Time & Pick<SeatHolder, 'shared'>, other: Time & Pick<SeatHolder, 'shared'>): boolean =>
  one.shared !== true && other.shared !== true && shareDay(one, other)

/**
 * The state of a seat given who holds it on a day: filled only with an ordinary holder, whatever was stored, so that a
 * seat whose holder has left shows as vacant although nobody has said why.
 */
export function stateWith(stored: Seat['state'], holders: readonly Pick<SeatHolder, 'substitute'>[]): Seat['state'] {
  if (holders.some(({ substitute }) => !substitute)) return 'filled'
  return stored === 'filled' ? 'vacant' : stored
}

/** The parties that SFS 2013:522 says shall be in the group and that have no seat. */
export const partiesWithoutSeat = (seats: readonly Pick<Seat, 'party'>[]): Seat['party'][] =>
  REQUIRED_PARTIES.filter(party => !seats.some(seat => seat.party === party))

/** How many of the required parties have somebody in a seat. */
export const requiredFilled = (seats: readonly Pick<Seat, 'party' | 'state'>[]): number =>
  REQUIRED_PARTIES.filter(party => seats.some(seat => seat.party === party && seat.state === 'filled')).length

export const isRequired = (party: Seat['party']): boolean => REQUIRED_PARTIES.includes(party)

export const isOffered = (party: Seat['party']): boolean => OFFERED_PARTIES.includes(party)

/** The parties that shall be in the group and for which nobody sits there today. */
export const requiredMissing = (seats: readonly Pick<Seat, 'party' | 'state'>[]): Seat['party'][] =>
  REQUIRED_PARTIES.filter(party => !seats.some(seat => seat.party === party && seat.state === 'filled'))

/**
 * The parties that ought to be offered a seat and have not been: nobody sits there, none has declined, and nobody has
 * tried to reach them.
 */
export const notOffered = (
  seats: readonly Pick<Seat, 'id' | 'party' | 'state'>[],
  tried: readonly { readonly seatId: string }[],
): Seat['party'][] =>
  OFFERED_PARTIES.filter(
    party =>
      !seats.some(
        seat => seat.party === party && (seat.state !== 'vacant' || tried.some(({ seatId }) => seatId === seat.id)),
      ),
  )
