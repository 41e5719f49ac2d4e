import { type FindOptionsWhere, In } from 'typeorm'
import type { AnyTable } from '#src/db/table.ts'
import { accounts, accountValues } from '#src/features/accounts/account.entity.ts'
import { findAccount } from '#src/features/accounts/account.queries.ts'
import { actionNotes, actions, dueChanges, dueWishes } from '#src/features/actions/action.entity.ts'
import { answerRequests, answers } from '#src/features/answers/answer.entity.ts'
import { requestDueChanges, requestQuestions } from '#src/features/answers/exchange.entity.ts'
import { jointParts } from '#src/features/answers/joint.entity.ts'
import { meetingCalls } from '#src/features/calls/call.entity.ts'
import { circulationReplies, circulations } from '#src/features/decisions/circulation.entity.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { ownFeeding } from '#src/features/deficiencies/deficiency.policy.ts'
import { findDeficiency } from '#src/features/deficiencies/find-deficiency.ts'
import { effectRulings, effectWords, solutions } from '#src/features/effects/effect.entity.ts'
import { forumOccasions, forumQuestions } from '#src/features/forums/forum.entity.ts'
import { findForum } from '#src/features/forums/forum.queries.ts'
import { contactAttempts } from '#src/features/groups/contact-attempt.entity.ts'
import { seats } from '#src/features/groups/group.entity.ts'
import { findGroup } from '#src/features/groups/group.queries.ts'
import { agendaLocks, agendaSuggestions } from '#src/features/meetings/agenda.entity.ts'
import { decisions, effectChecks, lifts } from '#src/features/meetings/decision.entity.ts'
import { agendaItems, meetings } from '#src/features/meetings/meeting.entity.ts'
import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import { findMeeting, mayReadNotes } from '#src/features/meetings/meeting.queries.ts'
import { minutes, minutesObjections, minutesTexts } from '#src/features/minutes/minutes.entity.ts'
import { observationAdditions, observations } from '#src/features/observations/observation.entity.ts'
import { findReport } from '#src/features/observations/observation.queries.ts'
import { officeNotes } from '#src/features/office/office-note.entity.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { reminderHolds } from '#src/features/reminders/reminder.entity.ts'
import { summaries, summaryLines } from '#src/features/summaries/summary.entity.ts'
import { findSummary } from '#src/features/summaries/summary.queries.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Place, placesIn } from './place.ts'

/** What somebody reads a text in: a report, a systemfel, a meeting, a summary, a group, a forum, an account. */
export interface Thing {
  readonly type: 'observation' | 'deficiency' | 'meeting' | 'summary' | 'group' | 'forum' | 'account'
  readonly id: string
  /** What people know it by. */
  readonly reference: string
  readonly path: string
  readonly officeId: string | null
  readonly groupId: string | null
  readonly fictitious: boolean
  /** The texts in it that its reader may see. */
  readonly places: readonly Place[]
  /** Where else its words may stand: withheld along, but not shown. */
  readonly beside: readonly Place[]
}

/** Each throws `NotFound` for those who may not see the thing. */
export async function reportThing(ctx: Ctx, number: string): Promise<Thing> {
  const report = await findReport(ctx, { number })
  const { id, officeId, deficiencyId } = report
  const [office] = await officesByIds(ctx, [officeId])
  return {
    ...{ type: 'observation', id, officeId, groupId: null, reference: number, path: `/rapporter/${number}` },
    fictitious: office?.fictitious ?? false,
    places: [
      ...placesIn(observations, { ...report }),
      ...(await placesOf(ctx, observationAdditions, { observationId: id })),
      ...(await notesOf(ctx, id, [officeId])),
    ],
    beside: deficiencyId === null ? [] : await copiesOfDeficiency(ctx, deficiencyId),
  }
}

export async function deficiencyThing(ctx: Ctx, number: string): Promise<Thing> {
  const deficiency = await findDeficiency(ctx, number)
  const { id, officeId, fictitious } = deficiency
  return {
    ...{ type: 'deficiency', id, officeId, groupId: null, reference: number, path: `/systemfel/${number}`, fictitious },
    places: [
      ...(await textsOfDeficiency(ctx, id)),
      ...(await notesOf(ctx, id, ownFeeding(ctx.actor, deficiency))),
      ...(await effectLinesOf(ctx, id, ownFeeding(ctx.actor, deficiency))),
    ],
    beside: await copiesOfDeficiency(ctx, id),
  }
}

export async function meetingThing(ctx: Ctx, id: string): Promise<Thing> {
  const meeting = await findMeeting(ctx, id)
  const { group } = meeting
  const notes = mayReadNotes(ctx, meeting) || meetingPolicy.can(ctx.actor, 'follow', meeting)
  return {
    ...{ type: 'meeting', id, officeId: null, groupId: group.id, path: `/moten/${id}`, fictitious: group.fictitious },
    reference: `${group.name}, ${dates.sv.day(meeting.day)}`,
    places: [
      ...(await placesOf(ctx, meetings, { id })),
      ...(await placesOf(ctx, meetingCalls, { meetingId: id })),
      ...(await placesOf(ctx, agendaItems, { meetingId: id })).filter(({ field }) => notes || field === 'title'),
      ...(notes ? await placesOf(ctx, decisions, { meetingId: id }) : []),
      ...(meetingPolicy.can(ctx.actor, 'follow', meeting) ? await arrangementPlaces(ctx, id) : []),
      ...(notes ? await placesOf(ctx, minutesTexts, { meetingId: id }) : []),
      ...(notes ? await placesOf(ctx, minutesObjections, { meetingId: id }) : []),
      ...(notes ? await placesOf(ctx, minutes, { meetingId: id }) : []),
    ],
    beside: [],
  }
}

/** What members suggest, and why an agenda was unlocked. */
const arrangementPlaces = async (ctx: Ctx, meetingId: string): Promise<Place[]> => [
  ...(await placesOf(ctx, agendaSuggestions, { meetingId })),
  ...(await placesOf(ctx, agendaLocks, { meetingId })),
]

export async function summaryThing(ctx: Ctx, id: string): Promise<Thing> {
  const { officeIds, groupId, year, half } = await findSummary(ctx, id)
  const [office] = await officesByIds(ctx, officeIds)
  return {
    ...{ type: 'summary', id, officeId: office?.id ?? null, groupId, path: `/sammanstallningar/${id}` },
    reference: `${office?.name ?? ''}, ${ctx.t(`half.${half === 1 ? 1 : 2}`)} ${year}`,
    fictitious: office?.fictitious ?? false,
    places: [...(await placesOf(ctx, summaries, { id })), ...(await placesOf(ctx, summaryLines, { summaryId: id }))],
    beside: [],
  }
}

export async function groupThing(ctx: Ctx, slug: string): Promise<Thing> {
  const { id, name, fictitious } = await findGroup(ctx, slug)
  const seated = await ctx.rows(seats).all({ groupId: id })
  return {
    ...{ type: 'group', id, officeId: null, groupId: id, reference: name, path: `/grupper/${slug}`, fictitious },
    places: [
      ...seated.flatMap(seat => placesIn(seats, { ...seat })),
      ...(await placesOf(ctx, contactAttempts, { seatId: In(seated.map(seat => seat.id)) })),
    ],
    beside: [],
  }
}

export async function forumThing(ctx: Ctx, id: string): Promise<Thing> {
  const { name, groupId, officeIds, fictitious } = await findForum(ctx, id)
  const officeId = groupId === null ? (officeIds[0] ?? null) : null
  return {
    ...{ type: 'forum', id, officeId, groupId, reference: name, path: `/forum/${id}`, fictitious },
    places: [
      ...(await placesOf(ctx, forumQuestions, { forumId: id })),
      ...(await placesOf(ctx, forumOccasions, { forumId: id })),
    ],
    beside: [],
  }
}

export async function accountThing(ctx: Ctx, id: string): Promise<Thing> {
  const { unit, year, officeId } = await findAccount(ctx, id)
  return {
    ...{ type: 'account', id, officeId, groupId: null, path: `/redovisningar/${id}`, fictitious: unit.fictitious },
    reference: `${unit.name} ${year}`,
    places: [
      ...(await placesOf(ctx, accounts, { id })),
      ...(await placesOf(ctx, accountValues, { accountId: id })).filter(({ text }) => /\p{L}{3}/u.test(text)),
    ],
    beside: [],
  }
}

async function textsOfDeficiency(ctx: Ctx, deficiencyId: string): Promise<Place[]> {
  const owned = await ctx.rows(actions).all({ deficiencyId })
  const questions = await ctx.rows(answerRequests).all({ deficiencyId })
  const asked = await ctx.rows(circulations).all({ deficiencyId })
  return [
    ...(await placesOf(ctx, deficiencies, { id: deficiencyId })),
    ...questions.flatMap(question => placesIn(answerRequests, { ...question })),
    ...(await placesOf(ctx, answers, { deficiencyId })),
    ...(await placesOf(ctx, reminderHolds, { requestId: In(questions.map(({ id }) => id)) })),
    ...(await placesOf(ctx, jointParts, { requestId: In(questions.map(({ id }) => id)) })),
    ...(await placesOf(ctx, requestDueChanges, { requestId: In(questions.map(({ id }) => id)) })),
    ...(await placesOf(ctx, requestQuestions, { requestId: In(questions.map(({ id }) => id)) })),
    ...(await placesOf(ctx, decisions, { deficiencyId })),
    ...owned.flatMap(action => placesIn(actions, { ...action })),
    ...(await placesOf(ctx, dueChanges, { actionId: In(owned.map(({ id }) => id)) })),
    ...(await placesOf(ctx, dueWishes, { actionId: In(owned.map(({ id }) => id)) })),
    ...(await placesOf(ctx, actionNotes, { actionId: In(owned.map(({ id }) => id)) })),
    ...(await placesOf(ctx, lifts, { deficiencyId })),
    ...(await placesOf(ctx, circulations, { deficiencyId })),
    ...(await placesOf(ctx, effectRulings, { deficiencyId })),
    ...(await placesOf(ctx, solutions, { deficiencyId })),
    ...(await placesOf(ctx, circulationReplies, { circulationId: In(asked.map(({ id }) => id)) })),
  ]
}

/** Also where its words may have been copied to: agendas, of groups whose meetings the reader may not see. */
const copiesOfDeficiency = async (ctx: Ctx, deficiencyId: string): Promise<Place[]> => [
  ...(await textsOfDeficiency(ctx, deficiencyId)),
  ...(await placesOf(ctx, agendaItems, { deficiencyId })),
  ...(await placesOf(ctx, agendaSuggestions, { deficiencyId })),
]

/** Internal notes of the offices: each is that office's to decide on. */
async function notesOf(ctx: Ctx, subjectId: string, officeIds: readonly string[]): Promise<Place[]> {
  const notes = await ctx.rows(officeNotes).all({ subjectId, officeId: In([...officeIds]) }, { at: 'ASC', id: 'ASC' })
  return notes.flatMap(note => placesIn(officeNotes, { ...note }).map(place => ({ ...place, officeId: note.officeId })))
}

/** What those who were asked about the effect wrote, which their offices read. */
async function effectLinesOf(ctx: Ctx, deficiencyId: string, officeIds: readonly string[]): Promise<Place[]> {
  const checks = await ctx.rows(effectChecks).all({ deficiencyId })
  const words = await ctx
    .rows(effectWords)
    .all({ checkId: In(checks.map(({ id }) => id)), officeId: In([...officeIds]) }, { id: 'ASC' })
  return words.flatMap(word => placesIn(effectWords, { ...word }).map(place => ({ ...place, officeId: word.officeId })))
}

const placesOf = async (ctx: Ctx, table: AnyTable, where: FindOptionsWhere<object>): Promise<Place[]> =>
  (await ctx.rows(table).all(where)).flatMap(row => placesIn(table, row))
