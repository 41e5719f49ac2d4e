import { seatHolders, seats } from '#src/features/groups/group.entity.ts'
import { isReachedAt } from '#src/features/groups/seat.rules.ts'
import { type AccessLink, accessLinks } from '#src/features/people/access-link.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { addDays, startOf } from '#src/kernel/days.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { makeLink } from '#src/mail/enqueue.ts'
import { revokeLinks } from '#src/mail/revoke-links.ts'
import type { Ctx } from '#src/work/context.ts'
import type { CallInvitation } from './call.entity.ts'

/** Calendars fetch an address for years; it is asked for anew some time, so that forgotten ones die. */
const LASTS_DAYS = 730

/** A new address for a person's calendar; the old one, if any, is dead from here on. */
export async function renewCalendar(ctx: Ctx, { id, email }: Person): Promise<AccessLink> {
  ctx.record('person.calendarRenewed', { type: 'person', id })
  return newAddress(ctx, id, email)
}

/** The same for a seat's holder who has come by the link of her call. Throws `NotFound` when her place is not hers any more. */
export async function renewCalledCalendar(ctx: Ctx, { holderId, linkId }: CallInvitation): Promise<AccessLink> {
  const holder = await ctx.rows(seatHolders).get({ id: holderId })
  const { contact } = await ctx.rows(accessLinks).get({ id: linkId })
  if (!isReachedAt(holder, contact, ctx.today)) throw new NotFound('errors.notFound')
  const { id: seatId, groupId } = await ctx.rows(seats).get({ id: holder.seatId })
  ctx.record('seat.calendarRenewed', { type: 'group', id: groupId }, { seatId, holderId })
  return newAddress(ctx, holderId, contact)
}

async function newAddress(ctx: Ctx, subjectId: string, contact: string): Promise<AccessLink> {
  await revokeLinks(ctx, subjectId, 'calendar')
  const expiresAt = startOf(addDays(ctx.today, LASTS_DAYS))
  return makeLink(ctx, { purpose: 'calendar', subjectId, contact, expiresAt })
}
