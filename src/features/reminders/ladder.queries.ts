import { In, IsNull, MoreThan } from 'typeorm'
import { Params } from '#src/db/sql.ts'
import { type AnswerRequest, answerRequests } from '#src/features/answers/answer.entity.ts'
import { addDays, dayOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Reminder, type ReminderHold, reminderHolds, reminders } from './reminder.entity.ts'
import { EARLIEST, type Ladder, nextStep, type Planned } from './reminders.rules.ts'

/** A question whose ladder has begun, since it has been sent. */
export type Sent = AnswerRequest & { readonly dueDay: string; readonly sentAt: Date }
export const isSent = (request: AnswerRequest): request is Sent =>
  request.state === 'sent' && request.dueDay !== null && request.sentAt !== null

/** Ids of questions that wait for an answer and whose ladder has begun and not come to its end. */
export async function climbingIds(ctx: Ctx): Promise<string[]> {
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string }>(
    `SELECT "r"."id" FROM "answer_request" "r"
     WHERE "r"."state" = 'sent' AND "r"."due_day" <= ${p.add(addDays(ctx.today, EARLIEST))} AND NOT EXISTS (
       SELECT 1 FROM "reminder" "m"
       WHERE "m"."request_id" = "r"."id" AND "m"."due_day" = "r"."due_day" AND "m"."step" = 'agenda')
     ORDER BY "r"."due_day", "r"."id"`,
    p,
  )
  return rows.map(({ id }) => id)
}

/** A question's ladder, the reminders it is made of (the oldest first) and the hold they rest by. */
export interface Climb {
  readonly ladder: Ladder
  readonly steps: readonly Reminder[]
  readonly hold: ReminderHold | null
}

/** By the ids of the questions: those that have been sent and wait for an answer. */
export async function climbsOf(ctx: Ctx, requests: readonly Sent[]): Promise<Map<string, Climb>> {
  if (requests.length === 0) return new Map()
  const requestId = In(requests.map(({ id }) => id))
  const steps = await ctx.rows(reminders).all({ requestId }, { at: 'ASC', id: 'ASC' })
  const holds = await ctx
    .rows(reminderHolds)
    .all({ requestId, endedAt: IsNull(), untilDay: MoreThan(ctx.today) }, { at: 'DESC', id: 'DESC' })
  return new Map(
    requests.map(request => {
      const own = steps.filter(step => step.requestId === request.id)
      const hold = holds.find(one => one.requestId === request.id) ?? null
      return [request.id, { ladder: ladderOf(request, own, hold), steps: own, hold }]
    }),
  )
}

const ladderOf = ({ dueDay, sentAt }: Sent, steps: readonly Reminder[], hold: ReminderHold | null): Ladder => ({
  dueDay,
  sentDay: dayOf(sentAt),
  heldUntil: hold?.untilDay ?? null,
  taken: steps.map(({ at, ...step }) => ({ ...step, day: dayOf(at) })),
})

/** What a question's reader is told of its reminders. */
export interface RequestReminders {
  /** The last one that was done, on any due day. */
  readonly last: Reminder | null
  /** What comes next if no answer comes, with its day; null for a question that waits for no answer, or has none left. */
  readonly next: Planned | null
  /** The day until which they rest. */
  readonly heldUntil: string | null
}

/**
 * The last reminder and the next one of each question, by its id; ids that are unknown are left out. In two queries more than
 * the questions themselves, however many. The caller has shown that its reader may see them.
 */
export async function remindersOf(ctx: Ctx, requestIds: readonly string[]): Promise<Map<string, RequestReminders>> {
  if (requestIds.length === 0) return new Map()
  const requests = await ctx.rows(answerRequests).all({ id: In([...requestIds]) })
  const climbs = await climbsOf(ctx, requests.filter(isSent))
  const ended = requests.filter(({ id }) => !climbs.has(id)).map(({ id }) => id)
  const gone =
    ended.length === 0 ? [] : await ctx.rows(reminders).all({ requestId: In(ended) }, { at: 'ASC', id: 'ASC' })
  return new Map(
    requests.map(({ id }) => {
      const climb = climbs.get(id)
      const steps = climb?.steps ?? gone.filter(({ requestId }) => requestId === id)
      return [
        id,
        {
          last: steps.findLast(({ outcome }) => outcome === 'done') ?? null,
          next: climb === undefined ? null : nextStep(climb.ladder, ctx.today),
          heldUntil: climb?.hold?.untilDay ?? null,
        },
      ]
    }),
  )
}
