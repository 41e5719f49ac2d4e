import { In, IsNull, MoreThanOrEqual, Not } from 'typeorm'
import { asDay, asInstant, asNumber, maybe, Params } from '#src/db/sql.ts'
import { type Group, groupOffices, groups } from '#src/features/groups/group.entity.ts'
import { byName } from '#src/features/organisations/swedish-order.ts'
import { type Actor, groupsOf, officesOf } from '#src/kernel/actor.ts'
import type { Day } from '#src/kernel/days.ts'
import { NotFound } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { type DecisionType, type EffectCheck, effectChecks, type Lift } from './decision.entity.ts'
import {
  type AgendaItem,
  type Attendance,
  agendaItems,
  attendances,
  HELD_STATES,
  isHeld,
  type Meeting,
  type MeetingState,
  meetings,
  type Why,
} from './meeting.entity.ts'
import { meetingPolicy, type OfGroup } from './meeting.policy.ts'

export type MeetingInGroup = Meeting & OfGroup & { readonly group: Group }

/** Throws `NotFound` when there is none or the actor may not see it. */
export async function findMeeting(ctx: Ctx, id: string): Promise<MeetingInGroup> {
  return revealed(ctx, await ctx.rows(meetings).get({ id }))
}

/**
 * For what changes it: as `findMeeting`, led by the actor, and its agenda and notes stand still until this unit of work
 * ends. Throws `Forbidden` for those who only read it.
 */
export async function holdMeeting(ctx: Ctx, id: string): Promise<MeetingInGroup> {
  const meeting = await revealed(ctx, await ctx.rows(meetings).hold({ id }))
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  return meeting
}

/** For pages of those who lead it. */
export async function findLedMeeting(ctx: Ctx, id: string): Promise<MeetingInGroup> {
  const meeting = await findMeeting(ctx, id)
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  return meeting
}

/** For what only the group's own people reach: for others it does not exist. */
export async function findOwnMeeting(ctx: Ctx, id: string): Promise<MeetingInGroup> {
  const meeting = await findMeeting(ctx, id)
  if (!meetingPolicy.can(ctx.actor, 'follow', meeting)) throw new NotFound('errors.notFound')
  return meeting
}

async function revealed(ctx: Ctx, meeting: Meeting): Promise<MeetingInGroup> {
  const inGroup = await withGroup(ctx, meeting)
  meetingPolicy.reveal(ctx.actor, inGroup)
  return inGroup
}

/** Whoever asks: for the holder of a mailed link, who has been let in by it. */
export async function withGroup(ctx: Ctx, meeting: Meeting): Promise<MeetingInGroup> {
  const group = await ctx.rows(groups).get({ id: meeting.groupId })
  const served = await ctx.rows(groupOffices).all({ groupId: group.id })
  return { ...meeting, group, officeIds: served.map(({ officeId }) => officeId) }
}

/** Meetings of a group that were held, the latest first. A decision between meetings has one on paper only: it is none. */
export const heldMeetingsOf = (ctx: Ctx, groupId: string, most: number): Promise<Meeting[]> =>
  ctx
    .rows(meetings)
    .all({ groupId, state: In([...HELD_STATES]), perCapsulam: IsNull() }, { day: 'DESC', time: 'DESC' }, most)

export const hasNotes = ({ state }: Pick<Meeting, 'state'>): boolean => isHeld(state)

/** Notes are read once the meeting has been held; the one who writes them reads them before. */
export const mayReadNotes = (ctx: Ctx, meeting: MeetingInGroup): boolean =>
  hasNotes(meeting) || (meeting.state === 'running' && meetingPolicy.can(ctx.actor, 'lead', meeting))

/** The groups whose meetings a person may see: her own, and those that serve her offices. */
export async function groupIdsOf(ctx: Ctx, actor: Actor): Promise<string[]> {
  const officeIds = officesOf(actor, 'ombud', 'coordinator')
  const serving = officeIds.length === 0 ? [] : await ctx.rows(groupOffices).all({ officeId: In(officeIds) })
  return [...new Set([...groupsOf(actor, 'convener', 'member'), ...serving.map(({ groupId }) => groupId)])]
}

/** The group's first planned meeting from today on, other than the one that asks; null when none is. */
export async function nextMeetingOf(ctx: Ctx, groupId: string, asking = ''): Promise<Meeting | null> {
  const coming = { id: Not(asking), groupId, state: 'planned', day: MoreThanOrEqual(ctx.today) } as const
  return (await ctx.rows(meetings).all(coming, { day: 'ASC', time: 'ASC' }, 1))[0] ?? null
}

/** As `nextMeetingOf`, of those whose agenda is not locked: where what comes up now may still be placed. */
export async function nextOpenAgendaOf(ctx: Ctx, groupId: string, asking = ''): Promise<Meeting | null> {
  const open = {
    id: Not(asking),
    groupId,
    state: 'planned',
    day: MoreThanOrEqual(ctx.today),
    lockedAt: IsNull(),
  } as const
  return (await ctx.rows(meetings).all(open, { day: 'ASC', time: 'ASC' }, 1))[0] ?? null
}

/** In the order of the agenda. */
export const itemsOf = (ctx: Ctx, meetingId: string): Promise<AgendaItem[]> =>
  ctx.rows(agendaItems).all({ meetingId }, { position: 'ASC', id: 'ASC' })

/** By name; guests are told by having no seat. */
export const attendanceOf = async (ctx: Ctx, meetingId: string): Promise<Attendance[]> =>
  byName(await ctx.rows(attendances).all({ meetingId }))

/** A decision with the group, day and § that people know it by. */
export interface DecisionOfGroup {
  readonly id: string
  readonly type: DecisionType
  readonly text: string
  readonly reason: string | null
  readonly paragraph: number
  readonly year: number
  readonly dueDay: Day | null
  readonly at: Date
  readonly meetingId: string
  readonly meetingDay: Day
  readonly groupId: string
  readonly groupName: string
  readonly organisationName: string | null
  readonly officeName: string | null
  readonly acceptedBy: string | null
  readonly agendaItemId: string
  /** "12/2026" of the decision that has replaced it. */
  readonly correctedBy: string | null
}

/** Everything that groups have decided on a systemfel, the latest first. The caller sees to who may read it. */
export async function decisionsOf(ctx: Ctx, deficiencyId: string): Promise<DecisionOfGroup[]> {
  const params = new Params()
  const rows = await ctx.sql.select<Record<string, unknown>>(
    `${DECISIONS} WHERE "d"."deficiency_id" = ${params.add(deficiencyId)} ORDER BY "d"."at" DESC, "d"."paragraph" DESC`,
    params,
  )
  return rows.map(decisionOf)
}

/** What one meeting has decided, in the order of the §. */
export async function decisionsOfMeeting(ctx: Ctx, meetingId: string): Promise<DecisionOfGroup[]> {
  const params = new Params()
  const rows = await ctx.sql.select<Record<string, unknown>>(
    `${DECISIONS} WHERE "d"."meeting_id" = ${params.add(meetingId)} ORDER BY "d"."paragraph"`,
    params,
  )
  return rows.map(decisionOf)
}

const DECISIONS = `
  SELECT "d"."id", "d"."type", "d"."text", "d"."reason", "d"."paragraph", "d"."year", "d"."due_day" AS "dueDay", "d"."at",
    "d"."agenda_item_id" AS "agendaItemId", "d"."accepted_by" AS "acceptedBy", "m"."id" AS "meetingId",
    "m"."day" AS "meetingDay", "g"."id" AS "groupId", "g"."name" AS "groupName", "o"."name" AS "organisationName",
    "f"."name" AS "officeName", "c"."paragraph" || '/' || "c"."year" AS "correctedBy"
  FROM "decision" "d"
  JOIN "meeting" "m" ON "m"."id" = "d"."meeting_id"
  JOIN "governance_group" "g" ON "g"."id" = "m"."group_id"
  LEFT JOIN "organisation" "o" ON "o"."id" = "d"."organisation_id"
  LEFT JOIN "office" "f" ON "f"."id" = "d"."office_id"
  LEFT JOIN "decision" "c" ON "c"."corrects_id" = "d"."id"`

const decisionOf = (row: Record<string, unknown>): DecisionOfGroup => ({
  ...(row as unknown as DecisionOfGroup),
  paragraph: asNumber(row['paragraph']),
  year: asNumber(row['year']),
  dueDay: maybe(asDay)(row['dueDay']),
  at: asInstant(row['at']),
  meetingDay: asDay(row['meetingDay']),
})

/** A place on an agenda, with the meeting it belongs to. */
export interface Appearance {
  readonly itemId: string
  readonly why: Why
  readonly paragraph: number | null
  readonly position: number
  readonly meetingId: string
  readonly meetingDay: Day
  readonly meetingState: MeetingState
  readonly groupId: string
  readonly groupName: string
}

/** Every agenda that a systemfel stands or has stood on, the latest first. */
export async function agendaItemsOf(ctx: Ctx, deficiencyId: string): Promise<Appearance[]> {
  const rows = await ctx.sql.select<Record<string, unknown>>(
    `SELECT "i"."id" AS "itemId", "i"."why", "i"."paragraph", "i"."position", "m"."id" AS "meetingId", "m"."day" AS "meetingDay",
       "m"."state" AS "meetingState", "g"."id" AS "groupId", "g"."name" AS "groupName"
     FROM "agenda_item" "i"
     JOIN "meeting" "m" ON "m"."id" = "i"."meeting_id"
     JOIN "governance_group" "g" ON "g"."id" = "m"."group_id"
     WHERE "i"."deficiency_id" = $1 ORDER BY "m"."day" DESC, "m"."time" DESC`,
    [deficiencyId],
  )
  return rows.map(row => ({
    ...(row as unknown as Appearance),
    paragraph: maybe(asNumber)(row['paragraph']),
    position: asNumber(row['position']),
    meetingDay: asDay(row['meetingDay']),
  }))
}

/** In the order of their days. */
export const effectChecksOf = (ctx: Ctx, deficiencyId: string): Promise<EffectCheck[]> =>
  ctx.rows(effectChecks).all({ deficiencyId }, { dueDay: 'ASC' })

export interface LiftBetween extends Omit<Lift, 'deficiencyId'> {
  readonly fromName: string
  /** The group of ours, or the body outside. */
  readonly receiver: string
  readonly day: Day
  readonly at: Date
}

/** Where a systemfel has been lifted, the latest first. */
export async function liftsOf(ctx: Ctx, deficiencyId: string): Promise<LiftBetween[]> {
  const rows = await ctx.sql.select<Record<string, unknown>>(
    `SELECT "l"."id", "l"."decision_id" AS "decisionId", "l"."from_group_id" AS "fromGroupId", "l"."to_group_id" AS "toGroupId",
       "l"."to_name" AS "toName", "l"."wished_day" AS "wishedDay", "l"."covering_text" AS "coveringText", "l"."reply", "l"."reply_source" AS "replySource",
       "l"."replied_at" AS "repliedAt", "a"."name" AS "fromName", COALESCE("b"."name", "l"."to_name") AS "receiver",
       "m"."day", "d"."at"
     FROM "lift" "l"
     JOIN "decision" "d" ON "d"."id" = "l"."decision_id"
     JOIN "meeting" "m" ON "m"."id" = "d"."meeting_id"
     JOIN "governance_group" "a" ON "a"."id" = "l"."from_group_id"
     LEFT JOIN "governance_group" "b" ON "b"."id" = "l"."to_group_id"
     WHERE "l"."deficiency_id" = $1 ORDER BY "d"."at" DESC`,
    [deficiencyId],
  )
  return rows.map(row => ({
    ...(row as unknown as LiftBetween),
    wishedDay: asDay(row['wishedDay']),
    repliedAt: maybe(asInstant)(row['repliedAt']),
    day: asDay(row['day']),
    at: asInstant(row['at']),
  }))
}
