import { In, IsNull, LessThanOrEqual } from 'typeorm'
import { asNumber, Params } from '#src/db/sql.ts'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { groups } from '#src/features/groups/group.entity.ts'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { circleOf, groupsOf, officesOf } from '#src/kernel/actor.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'

const officesIn = (ctx: Ctx): string[] => officesOf(ctx.actor, 'coordinator')

/** Begun or sent back, and carried by the actor: hers and not handed over, or handed over to her. */
export async function draftCount(ctx: Ctx): Promise<number> {
  const state = In(['draft', 'returned'] as const)
  const own = await ctx.rows(observations).count({ ombudId: ctx.actor.id, state, handedAt: IsNull() })
  return own + (await ctx.rows(observations).count({ keeperId: ctx.actor.id, state }))
}
/** Not those that are set aside. */
export async function inboxCount(ctx: Ctx): Promise<number> {
  const fresh = { officeId: In(officesIn(ctx)), state: 'sent' } as const
  return ctx.rows(observations).count([
    { ...fresh, heldUntil: IsNull() },
    { ...fresh, heldUntil: LessThanOrEqual(ctx.today) },
  ])
}

/** Requests that were sent and have no answer, in the actor's circle: how many, and how many past their day. */
export async function waitingCounts(ctx: Ctx): Promise<{ unanswered: number; overdue: number }> {
  const params = new Params()
  const today = params.add(ctx.today)
  const [row] = await ctx.sql.select<{ unanswered: unknown; overdue: unknown }>(
    `SELECT COUNT(*) AS "unanswered", COALESCE(SUM(CASE WHEN "r"."due_day" < ${today} THEN 1 ELSE 0 END), 0) AS "overdue"
     FROM "${answerRequests.name}" "r" WHERE "r"."state" = 'sent' AND ${inCircle(params, '"r"."deficiency_id"', circleOf(ctx.actor))}`,
    params,
  )
  return { unanswered: asNumber(row?.unanswered), overdue: asNumber(row?.overdue) }
}

export async function newAnswerCount(ctx: Ctx): Promise<number> {
  const params = new Params()
  const [row] = await ctx.sql.select<{ count: unknown }>(
    `SELECT COUNT(*) AS "count" FROM "answer" "a"
     WHERE "a"."noted_at" IS NULL AND ${inCircle(params, '"a"."deficiency_id"', officesIn(ctx))}`,
    params,
  )
  return asNumber(row?.count)
}

const inCircle = (params: Params, column: string, ids: readonly string[]): string =>
  `EXISTS (SELECT 1 FROM "circle_member" "c" WHERE "c"."deficiency_id" = ${column} AND ${params.in('"c"."member_id"', ids)})`

export interface ComingMeeting {
  readonly id: string
  readonly day: string
  readonly time: string
  readonly group: string
}
/** Planned and running meetings of the actor's groups, soonest first. */
export async function comingMeetings(ctx: Ctx): Promise<ComingMeeting[]> {
  const groupIds = groupsOf(ctx.actor)
  if (groupIds.length === 0) return []
  const coming = await ctx
    .rows(meetings)
    .all({ groupId: In(groupIds), state: In(['planned', 'running', 'held', 'approval']) }, { day: 'ASC' }, 5)
  const named = await ctx.rows(groups).all({ id: In(groupIds) })
  return coming.map(({ id, day, time, groupId }) => ({
    id,
    day,
    time,
    group: named.find(group => group.id === groupId)?.name ?? '',
  }))
}

export const failedMailCount = (ctx: Ctx): Promise<number> => ctx.rows(outboxMails).count({ state: 'failed' })
export const contactCount = (ctx: Ctx): Promise<number> => ctx.rows(agencyContacts).count({ active: true })
