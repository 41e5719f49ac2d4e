import { z } from 'zod'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { choicesFor, decideItem } from './decide-item.ts'
import { postponeText } from './decision-kinds.ts'
import { type Matter, matterById } from './matter.ts'
import { type AgendaItem, meetings } from './meeting.entity.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { itemsOf, type MeetingInGroup } from './meeting.queries.ts'
import { inSwedish } from './wording.ts'

export const StepForm = z.object({ version: field.version() })
type Step = z.output<typeof StepForm>

export async function openMeeting(ctx: Ctx, meeting: MeetingInGroup, { version }: Step): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  const state = meetingLifecycle.next(meeting.state, 'open')
  await ctx.rows(meetings).update({ ...meeting, version }, { state, startedAt: ctx.now })
  ctx.record('meeting.opened', { type: 'meeting', id: meeting.id }, { from: meeting.state, to: state })
}

export const undecidedItems = async (ctx: Ctx, meetingId: string): Promise<AgendaItem[]> =>
  (await itemsOf(ctx, meetingId)).filter(({ paragraph }) => paragraph === null)

/** Ends a meeting in which everything is decided. Throws `Conflict` when something is not: ask `undecidedItems` first. */
export async function endMeeting(ctx: Ctx, meeting: MeetingInGroup, { version }: Step): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  const state = meetingLifecycle.next(meeting.state, 'end')
  if ((await undecidedItems(ctx, meeting.id)).length > 0) throw new Conflict('meetings.undecidedLeft')
  await ctx.rows(meetings).update({ ...meeting, version }, { state, endedAt: ctx.now })
  ctx.record('meeting.ended', { type: 'meeting', id: meeting.id }, { from: meeting.state, to: state })
}

/** Postpones what is left, each item with its own §, and ends the meeting. */
export async function postponeRest(ctx: Ctx, meeting: MeetingInGroup, step: Step): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  for (const { id } of await undecidedItems(ctx, meeting.id)) await postpone(ctx, await matterById(ctx, meeting, id))
  await endMeeting(ctx, meeting, step)
}

/** What was closed during the meeting can no longer be postponed: its § says so. */
async function postpone(ctx: Ctx, matter: Matter): Promise<void> {
  const possible = choicesFor(matter).includes('postpone')
  const text = possible ? await postponeText(ctx, matter.meeting) : inSwedish('meetings.closedMeanwhile')
  const faulty = await decideItem(ctx, matter, possible ? 'postpone' : 'note', { item: matter.item.id, text })
  if (faulty !== null) throw new Error(`The text "${text}" cannot be stored.`)
}
