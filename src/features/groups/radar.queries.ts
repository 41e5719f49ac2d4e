import { In } from 'typeorm'
import { attendances } from '#src/features/meetings/meeting.entity.ts'
import { heldMeetingsOf } from '#src/features/meetings/meeting.queries.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { SeatHolder } from './group.entity.ts'
import { holdersOf, type SeatWithHolders } from './group.queries.ts'
import { RADAR_MEETINGS, type RadarRow, sightingOf, withMissing } from './radar.rules.ts'
import { holdsOn, stateWith } from './seat.rules.ts'

export interface Radar {
  /** The latest held, the earliest of them first. */
  readonly meetings: readonly { readonly id: string; readonly day: Day }[]
  readonly rows: readonly RadarRow[]
}

/** Who came to the group's latest meetings: a row for each seat, and for each required party that has none. */
export async function radarOf(ctx: Ctx, groupId: string, seats: readonly SeatWithHolders[]): Promise<Radar> {
  const latest = (await heldMeetingsOf(ctx, groupId, RADAR_MEETINGS)).reverse()
  if (latest.length === 0) return { meetings: [], rows: [] }
  const noted = await ctx.rows(attendances).all({ meetingId: In(latest.map(({ id }) => id)) })
  const holders = await holdersOf(
    ctx,
    seats.map(({ id }) => id),
  )
  const rows = seats.map(({ id, party, organisationName }) => ({
    party,
    organisationName,
    sightings: latest.map(meeting => {
      const there = noted.find(({ seatId, meetingId }) => seatId === id && meetingId === meeting.id)?.presence
      return sightingOf(there === 'guest' ? undefined : there, isHeldOn(holders, id, meeting.day))
    }),
  }))
  return { meetings: latest, rows: withMissing(rows, latest.length) }
}

const isHeldOn = (holders: readonly SeatHolder[], seatId: string, day: Day): boolean =>
  stateWith(
    'vacant',
    holders.filter(holder => holder.seatId === seatId && holdsOn(holder, day)),
  ) === 'filled'
