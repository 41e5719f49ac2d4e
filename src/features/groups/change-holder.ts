import { z } from 'zod'
import { alsoCheck, changedFields } from '#src/features/organisations/register-form.ts'
import { type FieldErrors, field, type Submitted } from '#src/kernel/forms.ts'
import { revokeLinks } from '#src/mail/revoke-links.ts'
import type { Ctx } from '#src/work/context.ts'
import { endCalendar } from './end-calendar.ts'
import { type Group, type SeatHolder, seatHolders } from './group.entity.ts'
import { groupPolicy, type Serving } from './group.policy.ts'
import { collide } from './seat.rules.ts'

const HolderForm = z.object({
  name: field.name(120, 'organisations.giveName'),
  email: field.optionalEmail(),
  substitute: field.flag(),
  shared: field.flag(),
  fromDay: field.day(),
  toDay: field.optionalDay(),
  version: field.version(),
})
type Values = z.output<typeof HolderForm>

export const readHolder = (ctx: Ctx, body: Submitted, holder: SeatHolder) =>
  alsoCheck(ctx.form(HolderForm, body), body, values => faultsOf(ctx, values, holder))

async function faultsOf(ctx: Ctx, values: Values, { id, seatId }: SeatHolder): Promise<FieldErrors> {
  if (values.toDay !== null && values.toDay < values.fromDay) return { toDay: ['organisations.endsFirst'] }
  if (values.substitute) return values.shared ? { shared: ['groups.sharedOrSubstitute'] } : {}
  const others = await ctx.rows(seatHolders).all({ seatId, substitute: false })
  return others.some(other => other.id !== id && collide(other, values)) ? { fromDay: ['groups.twoAtOnce'] } : {}
}

/** Changes a holder, or ends one by giving the last day: who held a seat when is never forgotten. */
export async function changeHolder(
  ctx: Ctx,
  group: Group & Serving,
  holder: SeatHolder,
  { version, ...values }: Values,
): Promise<void> {
  groupPolicy.authorize(ctx.actor, 'edit', group)
  await ctx.rows(seatHolders).update({ ...holder, version }, values)
  if (values.email !== holder.email) await revokeLinks(ctx, holder.id, 'calendar')
  await endCalendar(ctx, holder.id, values.toDay)
  const fields = changedFields<SeatHolder>(holder, values)
  const { id: holderId, seatId } = holder
  ctx.record('seat.holderChanged', { type: 'group', id: group.id }, { seatId, holderId, fields, to: values.toDay })
}
