import { meetings } from '#src/features/meetings/meeting.entity.ts'
import { type MeetingInGroup, withGroup } from '#src/features/meetings/meeting.queries.ts'
import { byName } from '#src/features/organisations/swedish-order.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { findLink } from '#src/mail/find-link.ts'
import type { Ctx } from '#src/work/context.ts'
import {
  type Minutes,
  type MinutesAdjuster,
  type MinutesApproval,
  type MinutesObjection,
  minutes,
  minutesAdjusters,
  minutesApprovals,
  minutesObjections,
} from './minutes.entity.ts'

/** Null until they are sent for approval the first time. */
export const minutesOf = (ctx: Ctx, meetingId: string): Promise<Minutes | null> => ctx.rows(minutes).one({ meetingId })

/** Also those who were to approve them once: they are named by what they said. */
export const everyAdjusterOf = async (ctx: Ctx, meetingId: string): Promise<MinutesAdjuster[]> =>
  byName(await ctx.rows(minutesAdjusters).all({ meetingId }))
/** Those who are to approve them, in Swedish order. */
export const adjustersOf = async (ctx: Ctx, meetingId: string): Promise<MinutesAdjuster[]> =>
  (await everyAdjusterOf(ctx, meetingId)).filter(isActive)
const isActive = ({ leftAt }: MinutesAdjuster): boolean => leftAt === null

export interface SaidOfMinutes {
  readonly approvals: readonly MinutesApproval[]
  readonly objections: readonly MinutesObjection[]
}
/** What those who approve the minutes have said, oldest first. */
export const saidOf = async (ctx: Ctx, meetingId: string): Promise<SaidOfMinutes> => ({
  approvals: await ctx.rows(minutesApprovals).all({ meetingId }, { at: 'ASC', id: 'ASC' }),
  objections: await ctx.rows(minutesObjections).all({ meetingId }, { at: 'ASC', id: 'ASC' }),
})

export interface Approving {
  readonly adjuster: MinutesAdjuster
  readonly meeting: MeetingInGroup
}
/**
 * For the holder of the mailed link, who needs no account. Throws one and the same `NotFound` for every dead link, and for
 * one whose minutes have been taken back.
 */
export async function approvingByLink(ctx: Ctx, token: string | null): Promise<Approving> {
  if (token === null) throw new NotFound('errors.notFound')
  const link = await findLink(ctx, token, 'approval')
  const adjuster = await ctx.rows(minutesAdjusters).one({ id: link.subjectId, linkId: link.id })
  if (adjuster === null) throw new NotFound('errors.notFound')
  const meeting = await ctx.rows(meetings).get({ id: adjuster.meetingId })
  if (meeting.state !== 'approval' && meeting.state !== 'done') throw new NotFound('errors.notFound')
  return { adjuster, meeting: await withGroup(ctx, meeting) }
}

/** As it stands when nobody else can change it before this unit of work ends: the meeting is held first, always. */
export async function holdApproving(ctx: Ctx, { adjuster }: Approving): Promise<Approving> {
  const meeting = await ctx.rows(meetings).hold({ id: adjuster.meetingId })
  return { adjuster: await ctx.rows(minutesAdjusters).get({ id: adjuster.id }), meeting: await withGroup(ctx, meeting) }
}
