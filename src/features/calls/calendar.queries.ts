import { In } from 'typeorm'
import type { CalendarEvent } from '#src/documents/calendar.ts'
import { groups, type SeatHolder, seatHolders, seats } from '#src/features/groups/group.entity.ts'
import { holdsOn, isReachedAt } from '#src/features/groups/seat.rules.ts'
import { type Meeting, meetings } from '#src/features/meetings/meeting.entity.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { grants } from '#src/features/people/grant.entity.ts'
import { type Person, people } from '#src/features/people/person.entity.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { linkPath } from '#src/mail/enqueue.ts'
import { findLink } from '#src/mail/find-link.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CallInvitation, meetingCalls } from './call.entity.ts'

/** The groups that a person runs or sits in by her role, and the seats that she holds, has held or will hold. */
interface Places {
  readonly groupIds: readonly string[]
  readonly held: readonly { readonly groupId: string; readonly time: Pick<SeatHolder, 'fromDay' | 'toDay'> }[]
}

async function placesOf(ctx: Ctx, { id, email }: Person): Promise<Places> {
  const granted = await ctx.rows(grants).all({ personId: id, role: In(['convener', 'member']) })
  const holders = await ctx.rows(seatHolders).all([{ personId: id }, { email }])
  const own = holders.filter(({ personId }) => personId === id || personId === null)
  const seated = own.length === 0 ? [] : await ctx.rows(seats).all({ id: In(own.map(({ seatId }) => seatId)) })
  const groupOf = new Map(seated.map(seat => [seat.id, seat.groupId]))
  return {
    groupIds: granted.flatMap(({ groupId }) => groupId ?? []),
    held: own.flatMap(holder => {
      const groupId = groupOf.get(holder.seatId)
      return groupId === undefined ? [] : [{ groupId, time: holder }]
    }),
  }
}

/**
 * Every meeting that is told at a calendar's address: of the person who has it, or of a seat's holder, who needs no account.
 * Throws one and the same `NotFound` for every dead one.
 */
export async function meetingsBehind(ctx: Ctx, token: string): Promise<CalendarEvent[]> {
  const { subjectId, contact } = await findLink(ctx, token, 'calendar')
  const holder = await ctx.rows(seatHolders).one({ id: subjectId })
  if (holder !== null) return meetingsOfHolder(ctx, holder, contact)
  const person = await ctx.rows(people).one({ id: subjectId })
  if (person?.state !== 'active') throw new NotFound('errors.notFound')
  return meetingsFor(ctx, person)
}

/** Those to come, and those that will not be held after all: what a calendar has fetched before must be told so. */
const TOLD = ['planned', 'cancelled'] as const

/** The meetings of the groups where a person has a place. */
async function meetingsFor(ctx: Ctx, person: Person): Promise<CalendarEvent[]> {
  const { groupIds, held } = await placesOf(ctx, person)
  const shown = await toldOf(ctx, [...new Set([...groupIds, ...held.map(({ groupId }) => groupId)])])
  const seated = ({ groupId, day }: Meeting): boolean =>
    groupIds.includes(groupId) || held.some(one => one.groupId === groupId && holdsOn(one.time, day))
  return eventsOf(ctx, shown.filter(seated), id => `${ctx.baseUrl}/moten/${id}`)
}

/** Those on the days that she holds the seat. No address to go on from: the pages of a meeting ask for an account. */
async function meetingsOfHolder(ctx: Ctx, holder: SeatHolder, contact: string): Promise<CalendarEvent[]> {
  if (!isReachedAt(holder, contact, ctx.today)) throw new NotFound('errors.notFound')
  const { groupId } = await ctx.rows(seats).get({ id: holder.seatId })
  const shown = await toldOf(ctx, [groupId])
  return eventsOf(
    ctx,
    shown.filter(({ day }) => holdsOn(holder, day)),
    () => null,
  )
}

const toldOf = async (ctx: Ctx, groupIds: readonly string[]): Promise<Meeting[]> =>
  groupIds.length === 0
    ? []
    : ctx.rows(meetings).all({ groupId: In([...groupIds]), state: In([...TOLD]) }, { day: 'ASC', time: 'ASC' })

async function eventsOf(
  ctx: Ctx,
  shown: readonly Meeting[],
  urlOf: (id: string) => string | null,
): Promise<CalendarEvent[]> {
  if (shown.length === 0) return []
  const editions = await ctx.rows(meetingCalls).all({ meetingId: In(shown.map(({ id }) => id)) })
  const sequences = new Map(editions.map(({ meetingId, sequence }) => [meetingId, sequence]))
  const named = await ctx.rows(groups).all({ id: In(shown.map(({ groupId }) => groupId)) })
  const names = new Map(named.map(({ id, name }) => [id, name]))
  return shown.map(({ id, groupId, day, time, place, state }) => ({
    uid: id,
    sequence: sequences.get(id) ?? 0,
    title: ctx.t('mail.calendar.title', { group: names.get(groupId) ?? '' }),
    ...{ day, time, place, url: urlOf(id), at: ctx.now, cancelled: state === 'cancelled' },
  }))
}

/** The address of the calendar that a person or a seat's holder has, while it works. */
async function addressOf(ctx: Ctx, subjectId: string): Promise<string | null> {
  const links = await ctx.rows(accessLinks).all({ subjectId, purpose: 'calendar' }, { createdAt: 'DESC' })
  const link = links.find(({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > ctx.now)
  return link === undefined ? null : `${ctx.baseUrl}${linkPath(ctx.keys.link, link)}.ics`
}

/** The form that makes or renews a calendar's address. */
export interface OwnCalendar {
  readonly action: string
  /** The call that it is made from; null for somebody who is signed in. */
  readonly invitationId: string | null
  /** Null until she has asked for one. */
  readonly address: string | null
}

/** For her own page: null for somebody who has no place in a group. */
export async function ownCalendar(ctx: Ctx, person: Person): Promise<OwnCalendar | null> {
  const { groupIds, held } = await placesOf(ctx, person)
  if (groupIds.length + held.length === 0) return null
  return { action: '/min-sida/kalender', invitationId: null, address: await addressOf(ctx, person.id) }
}

/** For the page of her call: null for somebody whose place has ended, or whom the call reached at an address she has left. */
export async function calledCalendar(ctx: Ctx, { id, linkId, holderId }: CallInvitation): Promise<OwnCalendar | null> {
  const holder = await ctx.rows(seatHolders).get({ id: holderId })
  const { contact } = await ctx.rows(accessLinks).get({ id: linkId })
  if (!isReachedAt(holder, contact, ctx.today)) return null
  return { action: '/kallelse/kalender', invitationId: id, address: await addressOf(ctx, holder.id) }
}
