import { In } from 'typeorm'
import type { CalendarEvent } from '#src/documents/calendar.ts'
import { groups, type SeatHolder, seatHolders, seats } from '#src/features/groups/group.entity.ts'
import { holdsOn } from '#src/features/groups/seat.rules.ts'
import { type Meeting, meetings } from '#src/features/meetings/meeting.entity.ts'
import { type AccessLink, accessLinks } from '#src/features/people/access-link.entity.ts'
import { grants } from '#src/features/people/grant.entity.ts'
import { type Person, people } from '#src/features/people/person.entity.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { linkPath } from '#src/mail/enqueue.ts'
import { findLink } from '#src/mail/find-link.ts'
import type { Ctx } from '#src/work/context.ts'
import { meetingCalls } from './call.entity.ts'

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

/** The person of a calendar's address. Throws one and the same `NotFound` for every dead one. */
export async function personOfCalendar(ctx: Ctx, token: string): Promise<Person> {
  const { subjectId } = await findLink(ctx, token, 'calendar')
  const person = await ctx.rows(people).one({ id: subjectId })
  if (person?.state !== 'active') throw new NotFound('errors.notFound')
  return person
}

/** Every planned meeting of the groups where a person has a place, as her calendar is told of them. */
export async function meetingsFor(ctx: Ctx, person: Person): Promise<CalendarEvent[]> {
  const { groupIds, held } = await placesOf(ctx, person)
  const ids = [...new Set([...groupIds, ...held.map(({ groupId }) => groupId)])]
  if (ids.length === 0) return []
  const planned = await ctx.rows(meetings).all({ groupId: In(ids), state: 'planned' }, { day: 'ASC', time: 'ASC' })
  const seated = ({ groupId, day }: Meeting): boolean =>
    groupIds.includes(groupId) || held.some(one => one.groupId === groupId && holdsOn(one.time, day))
  return eventsOf(ctx, planned.filter(seated))
}

async function eventsOf(ctx: Ctx, shown: readonly Meeting[]): Promise<CalendarEvent[]> {
  if (shown.length === 0) return []
  const editions = await ctx.rows(meetingCalls).all({ meetingId: In(shown.map(({ id }) => id)) })
  const sequences = new Map(editions.map(({ meetingId, sequence }) => [meetingId, sequence]))
  const named = await ctx.rows(groups).all({ id: In(shown.map(({ groupId }) => groupId)) })
  const names = new Map(named.map(({ id, name }) => [id, name]))
  return shown.map(({ id, groupId, day, time, place }) => ({
    uid: id,
    sequence: sequences.get(id) ?? 0,
    title: ctx.t('mail.calendar.title', { group: names.get(groupId) ?? '' }),
    ...{ day, time, place, url: `${ctx.baseUrl}/moten/${id}`, at: ctx.now },
  }))
}

/** The link behind a person's address, while it works. */
export async function calendarLinkOf(ctx: Ctx, personId: string): Promise<AccessLink | null> {
  const links = await ctx.rows(accessLinks).all({ subjectId: personId, purpose: 'calendar' }, { createdAt: 'DESC' })
  return links.find(({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > ctx.now) ?? null
}

/** For her own page: null for somebody who has no place in a group. */
export interface OwnCalendar {
  /** Null until she has asked for one. */
  readonly address: string | null
}
export async function ownCalendar(ctx: Ctx, person: Person): Promise<OwnCalendar | null> {
  const { groupIds, held } = await placesOf(ctx, person)
  if (groupIds.length + held.length === 0) return null
  const link = await calendarLinkOf(ctx, person.id)
  return { address: link === null ? null : `${ctx.baseUrl}${linkPath(ctx.keys.link, link)}.ics` }
}
