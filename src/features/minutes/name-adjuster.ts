import { z } from 'zod'
import { seatsWithHolders } from '#src/features/groups/group.queries.ts'
import { meetingLifecycle } from '#src/features/meetings/meeting.lifecycle.ts'
import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { type Faulty, faulty, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type MinutesAdjuster, minutesAdjusters } from './minutes.entity.ts'
import { adjustersOf, everyAdjusterOf } from './minutes.queries.ts'

export const MOST_ADJUSTERS = 20
const Seated = z.object({ holder: field.id('minutes.chooseHolder') })
const Named = z.object({ name: field.name(120, 'minutes.nameMissing'), email: field.email() })

/** Somebody who holds a seat and has an address, on the day of the meeting. */
export interface Holder {
  readonly id: string
  readonly seatId: string
  readonly name: string
  readonly email: string
}
export async function holdersAt(ctx: Ctx, { groupId, day }: MeetingInGroup): Promise<Holder[]> {
  const seats = await seatsWithHolders(ctx, groupId, day)
  return seats.flatMap(({ id: seatId, holders }) =>
    holders.flatMap(({ id, name, email }) => (email === null ? [] : [{ id, seatId, name, email }])),
  )
}

/** Who is to approve the minutes: a holder of a seat, or somebody else by name and function address. */
export async function nameAdjuster(ctx: Ctx, meeting: MeetingInGroup, body: Submitted): Promise<Faulty | null> {
  assertOpen(ctx, meeting)
  const named = await adjustersOf(ctx, meeting.id)
  if (named.length >= MOST_ADJUSTERS) throw new Conflict('minutes.tooManyAdjusters')
  const read = await who(ctx, meeting, body)
  if ('ok' in read) return read
  const known = (await everyAdjusterOf(ctx, meeting.id)).find(({ email }) => email === read.email)
  if (known !== undefined && known.leftAt === null) return faulty(body, { [fieldOf(body)]: ['minutes.namedAlready'] })
  const adjuster =
    known === undefined
      ? await ctx.rows(minutesAdjusters).insert({ ...BLANK, ...read, id: ctx.newId(), meetingId: meeting.id })
      : await ctx.rows(minutesAdjusters).update(known, { ...read, leftAt: null })
  ctx.record('minutes.adjusterNamed', { type: 'meeting', id: meeting.id }, { adjusterId: adjuster.id })
  return null
}
const BLANK = { linkId: null, remindedAt: null, codeId: null, codeTries: 0, wrongTries: 0, leftAt: null, version: 1 }

const fieldOf = (body: Submitted): 'holder' | 'email' => (body['holder'] === undefined ? 'email' : 'holder')

async function who(
  ctx: Ctx,
  meeting: MeetingInGroup,
  body: Submitted,
): Promise<Faulty | Pick<MinutesAdjuster, 'seatId' | 'name' | 'email'>> {
  if (fieldOf(body) === 'email') {
    const form = ctx.form(Named, body)
    return form.ok ? { ...form.value, seatId: null } : form
  }
  const form = ctx.form(Seated, body)
  if (!form.ok) return form
  const holder = (await holdersAt(ctx, meeting)).find(({ id }) => id === form.value.holder)
  if (holder === undefined) return faulty(body, { holder: ['minutes.chooseHolder'] })
  const { seatId, name, email } = holder
  return { seatId, name, email }
}

/** She is not to approve them after all. What she has said stays on record, and nothing waits for her. */
export async function removeAdjuster(ctx: Ctx, meeting: MeetingInGroup, id: unknown): Promise<void> {
  assertOpen(ctx, meeting)
  const adjuster = await ctx.rows(minutesAdjusters).get({ id: String(id), meetingId: meeting.id })
  await ctx.rows(minutesAdjusters).update(adjuster, { leftAt: ctx.now, linkId: null, codeId: null })
  ctx.record('minutes.adjusterRemoved', { type: 'meeting', id: meeting.id }, { adjusterId: adjuster.id })
}

/** While the minutes are written on: before they are sent, and when they have been taken back. */
function assertOpen(ctx: Ctx, meeting: MeetingInGroup): void {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  meetingLifecycle.next(meeting.state, 'send')
  if (meeting.group.minutesKind !== 'minutes') throw new Conflict('minutes.notMinutes')
}
