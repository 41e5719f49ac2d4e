import { In, IsNull, LessThan } from 'typeorm'
import { groups, type SeatHolder } from '#src/features/groups/group.entity.ts'
import { type SeatWithHolders, seatsOf } from '#src/features/groups/group.queries.ts'
import { grants } from '#src/features/people/grant.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { enqueueMail } from '#src/mail/enqueue.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { taskInvitations } from './action.entity.ts'
import type { FoundAction } from './find-action.ts'
import { ACTION, askerOf, type HolderTemplate, taskFacts, tellHolder } from './task.mails.ts'
import { usableInvitation } from './task-link.ts'

interface Options {
  /** Lies in this meeting's tray until its notes are done. */
  readonly heldByMeetingId?: string
}
interface Seated {
  readonly seat: SeatWithHolders
  readonly holder: SeatHolder
  /** Where to write. */
  readonly email: string
}

/** Writes to whoever holds a seat for the owner, in the group that decided, or else in those of the circle. Gives how many. */
export async function tellHolders(
  ctx: Ctx,
  found: FoundAction,
  template: HolderTemplate,
  options: Options = {},
): Promise<number> {
  const seated = await seatedFor(ctx, found)
  for (const each of seated) {
    if (await signsIn(ctx, each)) await tellSignedIn(ctx, found, each, { template, ...options })
    else {
      await usableInvitation(ctx, found.action, each)
      await tellHolder(ctx, found, each.holder.id, template, options)
    }
  }
  return seated.length
}

/** Ordinary holders with an address, today, of seats of the organisation or of the one that it is a unit of. */
async function seatedFor(ctx: Ctx, found: FoundAction): Promise<Seated[]> {
  if (found.action.organisationId === null) return []
  const seats = await seatsOf(ctx, await groupIdsFor(ctx, found), ctx.today)
  return seats
    .filter(({ organisationId }) => found.owners.includes(organisationId ?? ''))
    .flatMap(seat =>
      seat.holders.flatMap(holder =>
        holder.substitute || holder.email === null ? [] : [{ seat, holder, email: holder.email }],
      ),
    )
}

async function groupIdsFor(ctx: Ctx, found: FoundAction): Promise<string[]> {
  const { group } = await askerOf(ctx, found)
  if (group !== null) return [group.id]
  const inCircle = await ctx.rows(groups).all({ id: In([...found.deficiency.circle]) })
  return inCircle.map(({ id }) => id)
}

/** Has an account in which she speaks for the organisation in the group. */
async function signsIn(ctx: Ctx, { seat, holder, email }: Seated): Promise<boolean> {
  const { personId } = holder
  const person = await ctx.rows(people).one(personId === null ? { email } : { id: personId })
  if (person?.state !== 'active') return false
  const { groupId, organisationId } = seat
  if (organisationId === null) return false
  return (await ctx.rows(grants).count({ personId: person.id, role: 'member', groupId, organisationId })) > 0
}

async function tellSignedIn(
  ctx: Ctx,
  found: FoundAction,
  { email }: Seated,
  { template, ...options }: Options & { readonly template: HolderTemplate },
): Promise<void> {
  const { id } = found.action
  await enqueueMail(ctx, {
    template,
    to: { address: email, name: null },
    facts: await taskFacts(ctx, found, await askerOf(ctx, found)),
    path: `/atgarder/${id}`,
    about: { type: ACTION, id },
    ...options,
  })
}

/** It is called off: a letter that has not left stays here; to those who have got one, another is sent. */
export async function tellCancelled(ctx: Ctx, found: FoundAction, options: Options): Promise<void> {
  const unsent = { subjectType: ACTION, subjectId: found.action.id, state: In(['held', 'waiting']) }
  const mails = ctx.rows(outboxMails)
  const kept =
    (await mails.remove({ ...unsent, leasedUntil: IsNull() })) +
    (await mails.remove({ ...unsent, leasedUntil: LessThan(ctx.now) }))
  if (kept > 0) return
  for (const { holderId } of await ctx.rows(taskInvitations).all({ actionId: found.action.id }, { id: 'ASC' }))
    await tellHolder(ctx, found, holderId, 'actions.cancelled', options)
}
