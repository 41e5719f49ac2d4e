import { asDay, asInstant, asNumber, maybe, Params } from '#src/db/sql.ts'
import { addMonths, type Day, dayOf, daysBetween } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { MeetingInGroup } from './meeting.queries.ts'
import type { EffectResult, OpenAction, OpenRequest } from './pack.content.ts'

type Row<T> = Readonly<Record<keyof T, unknown>>

const ABOUT = `"d"."id" AS "deficiencyId", "d"."number", "d"."title"`
const aboutOf = (row: { readonly deficiencyId: unknown; readonly number: unknown; readonly title: unknown }) => ({
  deficiencyId: String(row.deficiencyId),
  number: String(row.number),
  title: String(row.title),
})
const inCircle = (group: string): string =>
  `JOIN "circle_member" "c" ON "c"."deficiency_id" = "d"."id" AND "c"."member_id" = ${group}`

/** Actions under way on any systemfel of the group, those due first before the others. */
export async function openActions(ctx: Ctx, { groupId }: MeetingInGroup): Promise<OpenAction[]> {
  const p = new Params()
  const rows = await ctx.sql.select<Row<OpenAction> & { readonly function: string | null }>(
    `SELECT ${ABOUT}, "a"."description", "a"."organisation_id" AS "organisationId", "a"."state",
       COALESCE("o"."name", "f"."name", '') AS "owner", "a"."owner_function" AS "function", "a"."due_day" AS "dueDay"
     FROM "action" "a" JOIN "deficiency" "d" ON "d"."id" = "a"."deficiency_id" ${inCircle(p.add(groupId))}
     LEFT JOIN "organisation" "o" ON "o"."id" = "a"."organisation_id"
     LEFT JOIN "office" "f" ON "f"."id" = "a"."office_id"
     WHERE "a"."state" IN ('proposed', 'accepted')
     ORDER BY CASE WHEN "a"."due_day" IS NULL THEN 1 ELSE 0 END, "a"."due_day", "d"."number", "a"."id"`,
    p,
  )
  return rows.map(row => ({
    ...aboutOf(row),
    description: String(row.description),
    organisationId: maybe(String)(row.organisationId),
    owner: [row.owner, row.function].filter(Boolean).join(', '),
    dueDay: maybe(asDay)(row.dueDay),
    state: row.state as OpenAction['state'],
  }))
}

/** Questions that nobody has answered, on any systemfel of the group, the longest wait first. `day`: as of when. */
export async function openRequests(ctx: Ctx, { groupId }: MeetingInGroup, day: Day): Promise<OpenRequest[]> {
  const p = new Params()
  const rows = await ctx.sql.select<Row<OpenRequest> & { readonly sentAt: unknown }>(
    `SELECT ${ABOUT}, "r"."question", "r"."sent_at" AS "sentAt", "r"."due_day" AS "dueDay",
       "o"."id" AS "organisationId", "o"."name" AS "organisation"
     FROM "answer_request" "r" JOIN "deficiency" "d" ON "d"."id" = "r"."deficiency_id" ${inCircle(p.add(groupId))}
     JOIN "agency_contact" "k" ON "k"."id" = "r"."contact_id" JOIN "organisation" "o" ON "o"."id" = "k"."organisation_id"
     WHERE "r"."state" = 'sent' ORDER BY "r"."sent_at", "r"."id"`,
    p,
  )
  return rows.map(row => {
    const sentDay = dayOf(asInstant(row.sentAt))
    return {
      ...aboutOf(row),
      organisationId: String(row.organisationId),
      organisation: String(row.organisation),
      question: String(row.question),
      sentDay,
      dueDay: maybe(asDay)(row.dueDay),
      days: Math.max(0, daysBetween(sentDay, day)),
    }
  })
}

const MONTHS_BACK = 12

/** What ombud have said of the effect of what the group accepted, in the year before the meeting, the latest first. */
export async function effectResults(ctx: Ctx, { groupId, day }: MeetingInGroup): Promise<EffectResult[]> {
  const p = new Params()
  const rows = await ctx.sql.select<Row<EffectResult>>(
    `SELECT ${ABOUT}, "e"."months", "e"."answer"
     FROM "effect_check" "e" JOIN "deficiency" "d" ON "d"."id" = "e"."deficiency_id"
     JOIN "decision" "b" ON "b"."id" = "e"."decision_id"
     JOIN "meeting" "m" ON "m"."id" = "b"."meeting_id" AND "m"."group_id" = ${p.add(groupId)}
     WHERE "e"."answer" IS NOT NULL AND "e"."due_day" >= ${p.add(addMonths(day, -MONTHS_BACK))}
     ORDER BY "e"."due_day" DESC, "d"."number", "e"."id"`,
    p,
  )
  return rows.map(row => ({
    ...aboutOf(row),
    months: asNumber(row.months),
    answer: row.answer as EffectResult['answer'],
  }))
}
