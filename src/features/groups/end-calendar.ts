import type { Day } from '#src/kernel/days.ts'
import { revokeLinks } from '#src/mail/revoke-links.ts'
import type { Ctx } from '#src/work/context.ts'

/** Whose time in a seat is over has no calendar of it; one that ends later is dead from that day by itself. */
export async function endCalendar(ctx: Ctx, holderId: string, toDay: Day | null): Promise<void> {
  if (toDay !== null && toDay < ctx.today) await revokeLinks(ctx, holderId, 'calendar')
}
