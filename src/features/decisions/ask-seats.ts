import { In } from 'typeorm'
import type { SeatHolder } from '#src/features/groups/group.entity.ts'
import { answerersOf } from '#src/features/groups/seat.rules.ts'
import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import { inSwedish } from '#src/features/meetings/wording.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { grants } from '#src/features/people/grant.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { startOf } from '#src/kernel/days.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { deliveriesOf } from '#src/mail/deliveries.ts'
import { enqueueMail, makeLink } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CirculationAsk, circulationAsks } from './circulation.entity.ts'
import { proposedLastDay, readableUntil, takesReplies } from './circulation.rules.ts'
import type { AskedSeat, FoundCirculation } from './find-circulation.ts'

/** How somebody is asked: on the pages of the group, or by a link. */
export interface Reach {
  readonly address: string
  readonly account: boolean
}

/** Null for one without any address: the convener asks. A link is for whoever cannot open the group's pages. */
export async function reachOf(ctx: Ctx, groupId: string, { personId, email }: SeatHolder): Promise<Reach | null> {
  const person = personId === null ? null : await ctx.rows(people).one({ id: personId, state: 'active' })
  if (person !== null) {
    const seated = await ctx.rows(grants).count({ personId: person.id, groupId, role: In(['convener', 'member']) })
    if (seated > 0) return { address: person.email, account: true }
  }
  return email === null ? null : { address: email, account: false }
}

/** Asks whoever answers for the seats that are silent. Gives how many letters that is. */
export async function askSeats(ctx: Ctx, found: FoundCirculation, seats = found.seats): Promise<number> {
  let letters = 0
  for (const seat of seats.filter(({ reply }) => reply === null))
    for (const holder of answerersOf(seat.holders)) letters += Number(await ask(ctx, found, seat, holder))
  return letters
}

async function ask(ctx: Ctx, found: FoundCirculation, seat: AskedSeat, holder: SeatHolder): Promise<boolean> {
  const reach = await reachOf(ctx, found.group.id, holder)
  if (reach === null) return false
  const asked = await askedBy(ctx, found, { seat, holder, reach })
  await mailAsk(ctx, found, { asked, holder, reach }, reach.account ? 'circulated' : 'asked')
  return true
}

interface Asking {
  readonly seat: AskedSeat
  readonly holder: SeatHolder
  readonly reach: Reach
}

/** Her row, with a link that goes to where she is reached now. One that does not is dead from here on. */
export async function askedBy(ctx: Ctx, found: FoundCirculation, asking: Asking): Promise<CirculationAsk> {
  const { seat, holder, reach } = asking
  const circulationId = found.circulation.id
  const before = await ctx.rows(circulationAsks).one({ circulationId, holderId: holder.id })
  if (before !== null && (await stillReaches(ctx, before, reach))) return before
  const id = before?.id ?? ctx.newId()
  const linkId = reach.account ? null : await newLink(ctx, found, id, reach.address)
  if (before !== null) return ctx.rows(circulationAsks).update(before, { linkId })
  return ctx
    .rows(circulationAsks)
    .insert({ id, circulationId, seatId: seat.id, holderId: holder.id, linkId, version: 1 })
}

async function stillReaches(ctx: Ctx, { linkId }: CirculationAsk, { account, address }: Reach): Promise<boolean> {
  const link = linkId === null ? null : await ctx.rows(accessLinks).one({ id: linkId })
  if (link === null) return account
  if (!account && link.revokedAt === null && link.contact === address) return true
  await ctx.rows(accessLinks).change(link.id, { revokedAt: ctx.now })
  return false
}

async function newLink(ctx: Ctx, found: FoundCirculation, subjectId: string, contact: string): Promise<string> {
  const lastDay = found.circulation.lastDay ?? proposedLastDay(ctx.today)
  const expiresAt = startOf(readableUntil(lastDay))
  return (await makeLink(ctx, { purpose: 'circulation', subjectId, contact, expiresAt })).id
}

export type AskTemplate = 'circulated' | 'asked' | 'circulatedReminder' | 'askedReminder'

/** Facts only (J7): what is proposed is read behind the link. */
export async function mailAsk(
  ctx: Ctx,
  { circulation, group, deficiency }: FoundCirculation,
  { asked, holder, reach }: { readonly asked: CirculationAsk; readonly holder: SeatHolder; readonly reach: Reach },
  template: AskTemplate,
): Promise<void> {
  const { id, type, lastDay } = circulation
  await enqueueMail(ctx, {
    template: `decisions.${template}`,
    to: { address: reach.address, name: reach.account ? holder.name : null },
    facts: {
      ...{ reference: deficiency.number, group: group.name, decision: inSwedish(`decision.${type}`) },
      ...(lastDay === null ? {} : { dueDay: lastDay }),
      ...(group.email === null || reach.account ? {} : { email: group.email }),
    },
    ...(asked.linkId === null ? { path: `/beslut/mellan-moten/${id}` } : { linkId: asked.linkId }),
    about: { type: 'circulation_ask', id: asked.id },
  })
}

/** The silent seats that no letter has reached although somebody there has an address now. */
export async function seatsToAskAgain(ctx: Ctx, found: FoundCirculation): Promise<AskedSeat[]> {
  if (!takesReplies(found.circulation, ctx.today)) return []
  const asks = await ctx.rows(circulationAsks).all({ circulationId: found.circulation.id })
  const deliveries = await deliveriesOf(
    ctx,
    asks.map(({ id }) => id),
  )
  const again: AskedSeat[] = []
  for (const seat of found.seats.filter(({ reply }) => reply === null)) {
    const answerers = answerersOf(seat.holders)
    const reached = asks.some(one => isOf(answerers, one) && deliveries.get(one.id) !== 'failed')
    const reaches = await Promise.all(answerers.map(holder => reachOf(ctx, found.group.id, holder)))
    if (!reached && reaches.some(reach => reach !== null)) again.push(seat)
  }
  return again
}
const isOf = (holders: readonly SeatHolder[], { holderId }: CirculationAsk): boolean =>
  holders.some(({ id }) => id === holderId)

/** Writes again to the seats that were not reached. Throws `Conflict` when there are none. */
export async function askAgain(ctx: Ctx, found: FoundCirculation): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', found.group)
  const seats = await seatsToAskAgain(ctx, found)
  if (seats.length === 0) throw new Conflict('decisions.allReached')
  const letters = await askSeats(ctx, found, seats)
  const details = { circulationId: found.circulation.id, letters }
  ctx.record('decision.askedAgain', { type: 'deficiency', id: found.deficiency.id }, details)
}
