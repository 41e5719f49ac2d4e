import { z } from 'zod'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { decideItem } from '#src/features/meetings/decide-item.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import { releaseTray } from '#src/features/meetings/finish-notes.ts'
import { matterById } from '#src/features/meetings/matter.ts'
import { type AgendaItem, type Meeting, meetings, OPEN_AGENDA } from '#src/features/meetings/meeting.entity.ts'
import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import { holdMeeting, nextMeetingOf } from '#src/features/meetings/meeting.queries.ts'
import { addItem, placeOnAgenda } from '#src/features/meetings/place-on-agenda.ts'
import { inSwedish, paragraphLabel } from '#src/features/meetings/wording.ts'
import { clockOf } from '#src/kernel/days.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { formAgain } from './circulated-form.ts'
import { type Circulation, circulations } from './circulation.entity.ts'
import { circulationLifecycle } from './circulation.lifecycle.ts'
import { reopen } from './correct-decision.ts'
import { allAgree, type FoundCirculation } from './find-circulation.ts'

export const Recording = z.object({ version: field.version() })

/**
 * All seats have agreed: it is decided, with the group's next § and all that a decision sets going, and its mails leave now.
 * It stands on the next agenda under Information. Throws `Conflict` when somebody has not answered, or when what was
 * agreed can no longer be carried out.
 */
export async function recordBetween(
  ctx: Ctx,
  found: FoundCirculation,
  { version }: z.output<typeof Recording>,
): Promise<string> {
  const { circulation, group } = found
  meetingPolicy.authorize(ctx.actor, 'lead', group)
  const state = circulationLifecycle.next(circulation.state, 'record')
  if (!allAgree(found.seats)) throw new Conflict('decisions.notAllAgree')
  await reopenCorrected(ctx, circulation)
  const { meeting, item } = await paperMeeting(ctx, circulation)
  const matter = await matterById(ctx, await holdMeeting(ctx, meeting.id), item.id)
  const faulty = await decideItem(ctx, matter, circulation.type, formAgain(circulation, item.id))
  if (faulty !== null) throw new Conflict('decisions.outdated')
  await releaseTray(ctx, matter.meeting)
  const times = { endedAt: ctx.now, notesDoneAt: ctx.now }
  await ctx.rows(meetings).update(matter.meeting, { state: 'done', ...times })
  const decision = await ctx.rows(decisions).get({ meetingId: meeting.id })
  await ctx
    .rows(circulations)
    .update({ ...circulation, version }, { state, closedAt: ctx.now, decisionId: decision.id })
  await inform(ctx, circulation, paragraphLabel(decision.paragraph, decision.year))
  return decision.id
}

/** What a wrong decision ended is open again, so that another can take its place. */
async function reopenCorrected(ctx: Ctx, { correctsId, deficiencyId }: Circulation): Promise<void> {
  if (correctsId !== null) await reopen(ctx, await ctx.rows(deficiencies).get({ id: deficiencyId }))
}

/** Every § belongs to a meeting: one that nobody came to, of its own, holds what was decided between meetings. */
async function paperMeeting(ctx: Ctx, circulation: Circulation): Promise<{ meeting: Meeting; item: AgendaItem }> {
  const { groupId, deficiencyId, correctsId } = circulation
  const meeting = await ctx.rows(meetings).insert({
    ...{ id: ctx.newId(), groupId, day: ctx.today, time: clockOf(ctx.now), place: inSwedish('decisions.perCapsulam') },
    ...{ ...OPEN_AGENDA, state: 'running', startedAt: ctx.now, endedAt: null, notesDoneAt: null, version: 1 },
    perCapsulam: true,
  })
  const { title } = await ctx.rows(deficiencies).get({ id: deficiencyId })
  const item = await addItem(ctx, meeting, {
    ...{ deficiencyId, title, section: 'other', why: 'added' },
    whyFacts: { variant: 'agreed', ...(correctsId === null ? {} : { corrects: correctsId }) },
  })
  return { meeting, item }
}

/** For the group to know of at its next meeting. Where none is planned, the next agenda that is made brings it. */
async function inform(ctx: Ctx, { groupId, deficiencyId }: Circulation, paragraph: string): Promise<void> {
  const next = await nextMeetingOf(ctx, groupId)
  if (next === null) return
  const deficiency = await ctx.rows(deficiencies).get({ id: deficiencyId })
  const whyFacts = { variant: 'between', day: ctx.today, paragraph }
  await placeOnAgenda(ctx, deficiency, next, 'taken_directly', whyFacts, 'information')
}
