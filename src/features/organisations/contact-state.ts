import type { BadgeModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { needsCheck } from './contact.rules.ts'
import type { AgencyContact } from './organisation.entity.ts'

/** How a contact stands, for lists and its own page; null for one that is right. */
export function stateOf(ctx: Ctx, contact: AgencyContact): BadgeModel | null {
  if (contact.closedDay !== null && !contact.active) return { text: ctx.t('contacts.left'), tone: 'closed' }
  if (!contact.active) return { text: ctx.t('organisations.inactive'), tone: 'closed' }
  return needsCheck(contact, ctx.today) ? { text: ctx.t('contacts.needsCheck'), tone: 'late' } : null
}

/** The day that somebody last said that it is right, or that nobody has. */
export const verifiedText = (ctx: Ctx, { verifiedDay }: Pick<AgencyContact, 'verifiedDay'>): string =>
  verifiedDay === null ? ctx.t('contacts.never') : dates[ctx.actor.locale].day(verifiedDay)
