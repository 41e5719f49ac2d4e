import { type AccessLink, accessLinks } from '#src/features/people/access-link.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { addDays, startOf } from '#src/kernel/days.ts'
import { makeLink } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'

/** Calendars fetch an address for years; it is asked for anew some time, so that forgotten ones die. */
const LASTS_DAYS = 730

/** A new address for a person's calendar; the old one, if any, is dead from here on. */
export async function renewCalendar(ctx: Ctx, { id, email }: Person): Promise<AccessLink> {
  const old = await ctx.rows(accessLinks).all({ subjectId: id, purpose: 'calendar' })
  for (const link of old)
    if (link.revokedAt === null) await ctx.rows(accessLinks).change(link.id, { revokedAt: ctx.now })
  ctx.record('person.calendarRenewed', { type: 'person', id })
  const expiresAt = startOf(addDays(ctx.today, LASTS_DAYS))
  return makeLink(ctx, { purpose: 'calendar', subjectId: id, contact: email, expiresAt })
}
