import { In } from 'typeorm'
import type { SeatWithHolders } from '#src/features/groups/group.queries.ts'
import { people } from '#src/features/people/person.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { type ConsentReply, consentReplies } from './agenda.entity.ts'
import { type ConsentCount, consentCount } from './consent.rules.ts'
import type { AgendaItem } from './meeting.entity.ts'
import { itemsOf, type MeetingInGroup } from './meeting.queries.ts'
import { seatsAt } from './note-attendance.ts'

export interface ConsentItem {
  readonly item: AgendaItem
  readonly nr: number
  readonly replies: readonly ConsentReply[]
  readonly count: ConsentCount
}
export interface Consent {
  /** The seats that somebody holds on the day of the meeting. */
  readonly seats: readonly SeatWithHolders[]
  /** Undecided items that are to be decided by consent, in the order of the agenda. */
  readonly items: readonly ConsentItem[]
}

export async function consentOf(ctx: Ctx, meeting: MeetingInGroup): Promise<Consent> {
  const all = await itemsOf(ctx, meeting.id)
  const marked = all.filter(({ consentAt, paragraph }) => consentAt !== null && paragraph === null)
  const seats = await seatsAt(ctx, meeting)
  const said = marked.length === 0 ? [] : await ctx.rows(consentReplies).all({ itemId: In(marked.map(({ id }) => id)) })
  const seatIds = seats.map(({ id }) => id)
  return {
    seats,
    items: marked.map(item => {
      const replies = said.filter(({ itemId }) => itemId === item.id)
      return { item, nr: all.indexOf(item) + 1, replies, count: consentCount(seatIds, replies) }
    }),
  }
}

/** The seats that the actor herself holds: by her account, or by the address that the seat has. */
export async function ownSeatIds(ctx: Ctx, seats: readonly SeatWithHolders[]): Promise<string[]> {
  const person = await ctx.rows(people).one({ id: ctx.actor.id })
  if (person === null) return []
  const mine = ({ personId, email }: { readonly personId: string | null; readonly email: string | null }): boolean =>
    personId === null ? email?.toLowerCase() === person.email : personId === person.id
  return seats.filter(({ holders }) => holders.some(mine)).map(({ id }) => id)
}
