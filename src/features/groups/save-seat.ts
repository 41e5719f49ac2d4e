import { z } from 'zod'
import { organisations } from '#src/features/organisations/organisation.entity.ts'
import { alsoCheck, changedFields } from '#src/features/organisations/register-form.ts'
import { type FieldErrors, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Group, PARTIES, type Seat, seats } from './group.entity.ts'
import { groupPolicy, type Serving } from './group.policy.ts'

const SeatForm = z.object({ party: field.choice(PARTIES, 'groups.chooseParty'), organisationId: field.optionalId() })
const SeatChange = SeatForm.extend({ version: field.version() })
type Values = z.output<typeof SeatForm>

export const readSeat = (ctx: Ctx, body: Submitted) =>
  alsoCheck(ctx.form(SeatForm, body), body, values => faultsOf(ctx, values))
export const readSeatChange = (ctx: Ctx, body: Submitted) =>
  alsoCheck(ctx.form(SeatChange, body), body, values => faultsOf(ctx, values))

async function faultsOf(ctx: Ctx, { organisationId }: Values): Promise<FieldErrors> {
  if (organisationId === null || (await ctx.rows(organisations).one({ id: organisationId })) !== null) return {}
  return { organisationId: ['errors.choose'] }
}

/** A place for a party, vacant until somebody fills it. */
export async function addSeat(ctx: Ctx, group: Group & Serving, values: Values): Promise<Seat> {
  groupPolicy.authorize(ctx.actor, 'edit', group)
  const seat = await ctx.rows(seats).insert({
    id: ctx.newId(),
    groupId: group.id,
    ...values,
    state: 'vacant',
    reason: null,
    since: ctx.today,
    version: 1,
  })
  ctx.record('seat.made', { type: 'group', id: group.id }, { seatId: seat.id, party: seat.party })
  return seat
}

export async function changeSeat(
  ctx: Ctx,
  group: Group & Serving,
  seat: Seat,
  { version, ...values }: z.output<typeof SeatChange>,
): Promise<void> {
  groupPolicy.authorize(ctx.actor, 'edit', group)
  await ctx.rows(seats).update({ ...seat, version }, values)
  const fields = changedFields<Seat>(seat, values)
  ctx.record('seat.changed', { type: 'group', id: group.id }, { seatId: seat.id, fields })
}
