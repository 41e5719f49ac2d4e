import type { Seat, SeatHolder } from '#src/features/groups/group.entity.ts'
import { type AccessLink, accessLinks } from '#src/features/people/access-link.entity.ts'
import { addDays, type Day, startOf } from '#src/kernel/days.ts'
import { makeLink } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Action, type TaskInvitation, taskInvitations } from './action.entity.ts'
import { isOpen } from './action.lifecycle.ts'

/** The link outlives the due day, so that what is late can still be said to be done. */
const DAYS_PAST_DUE = 90
const AT_LEAST_DAYS = 30

const lastDay = ({ dueDay }: Action, today: Day): Day => (dueDay !== null && dueDay > today ? dueDay : today)

/** Those who sit in a group for the organisation may be written to about it. */
export const isSendable = ({ organisationId, state }: Action): boolean => organisationId !== null && isOpen(state)

export interface Receiver {
  readonly seat: Pick<Seat, 'id'>
  readonly holder: Pick<SeatHolder, 'id'>
  readonly email: string
}

/** Her invitation, with a link that goes to where she is reached now and lasts. One that does not is dead from here on. */
export async function usableInvitation(
  ctx: Ctx,
  action: Action,
  { seat, holder, email }: Receiver,
): Promise<TaskInvitation> {
  const known = await ctx.rows(taskInvitations).one({ actionId: action.id, holderId: holder.id })
  const old = known === null ? null : await ctx.rows(accessLinks).one({ id: known.linkId })
  if (known !== null && old !== null && isUsable(ctx, action, old, email)) return known
  if (old !== null) await ctx.rows(accessLinks).change(old.id, { revokedAt: ctx.now })
  const id = known?.id ?? ctx.newId()
  const expiresAt = startOf(addDays(lastDay(action, ctx.today), DAYS_PAST_DUE))
  const { id: linkId } = await makeLink(ctx, { purpose: 'task', subjectId: id, contact: email, expiresAt })
  if (known !== null) return ctx.rows(taskInvitations).update(known, { linkId })
  const invitation = { id, actionId: action.id, seatId: seat.id, holderId: holder.id, linkId, version: 1 }
  return ctx.rows(taskInvitations).insert(invitation)
}

const isUsable = (ctx: Ctx, action: Action, { revokedAt, contact, expiresAt }: AccessLink, email: string): boolean =>
  revokedAt === null && contact === email && expiresAt >= startOf(addDays(lastDay(action, ctx.today), AT_LEAST_DAYS))
