import { asInstant, asNumber, maybe, Params } from '#src/db/sql.ts'
import { circleMembers } from '#src/features/deficiencies/deficiency.entity.ts'
import { type Actor, circleOf, groupsOf, officesOf } from '#src/kernel/actor.ts'
import { type HalfYear, halfYearKey } from '#src/kernel/half-years.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Summary, summaries, summaryOffices } from './summary.entity.ts'
import type { SummaryState } from './summary.lifecycle.ts'
import { type OfOffices, summaryPolicy } from './summary.policy.ts'

export type FoundSummary = Summary & OfOffices
export const periodOf = ({ year, half }: Pick<Summary, 'year' | 'half'>): HalfYear => ({
  year,
  half: half === 1 ? 1 : 2,
})

/** Throws `NotFound` when there is none or the actor may not see it. */
export async function findSummary(ctx: Ctx, id: string): Promise<FoundSummary> {
  return revealed(ctx, await ctx.rows(summaries).get({ id }))
}
/** For commands: as `findSummary`, and it stands still until this unit of work ends. */
export async function holdSummary(ctx: Ctx, id: string): Promise<FoundSummary> {
  return revealed(ctx, await ctx.rows(summaries).hold({ id }))
}
async function revealed(ctx: Ctx, summary: Summary): Promise<FoundSummary> {
  const made = await ctx.rows(summaryOffices).all({ summaryId: summary.id })
  const found = { ...summary, officeIds: made.map(({ officeId }) => officeId) }
  summaryPolicy.reveal(ctx.actor, found)
  return found
}

/** A summary in the list. */
export interface Listed {
  readonly id: string
  readonly period: string
  readonly state: SummaryState
  readonly group: string
  readonly offices: readonly string[]
  readonly frozenAt: Date | null
  readonly fictitious: boolean
}
/** Those that the actor may see, the newest half-year first. */
export async function visibleSummaries(ctx: Ctx): Promise<Listed[]> {
  const params = new Params()
  const rows = await ctx.sql.select<Record<string, unknown>>(
    `SELECT "s"."id", "s"."year", "s"."half", "s"."state", "s"."frozen_at" AS "frozenAt", "g"."name" AS "group",
       "o"."name" AS "office", "g"."fictitious" AS "groupMadeUp", "o"."fictitious" AS "officeMadeUp"
     FROM "summary" "s" JOIN "governance_group" "g" ON "g"."id" = "s"."group_id"
     JOIN "summary_office" "m" ON "m"."summary_id" = "s"."id" JOIN "office" "o" ON "o"."id" = "m"."office_id"
     WHERE ${visibleTo(params, ctx.actor)} ORDER BY "s"."year" DESC, "s"."half" DESC, "s"."made_at" DESC, "s"."id"`,
    params,
  )
  const listed = new Map<string, Listed>()
  for (const row of rows) {
    const known = listed.get(String(row['id']))
    listed.set(String(row['id']), withOffice(known ?? listedOf(row), row))
  }
  return [...listed.values()]
}
function visibleTo(params: Params, actor: Actor): string {
  const offices = params.in('"v"."office_id"', officesOf(actor, 'ombud', 'coordinator'))
  const groups = params.in('"s"."group_id"', groupsOf(actor, 'convener', 'member'))
  return `("s"."id" IN (SELECT "v"."summary_id" FROM "summary_office" "v" WHERE ${offices})
    OR ("s"."state" = 'frozen' AND ${groups}))`
}
const listedOf = (row: Readonly<Record<string, unknown>>): Listed => ({
  id: String(row['id']),
  period: halfYearKey({ year: asNumber(row['year']), half: asNumber(row['half']) === 1 ? 1 : 2 }),
  state: row['state'] as SummaryState,
  group: String(row['group']),
  offices: [],
  frozenAt: maybe(asInstant)(row['frozenAt']),
  fictitious: Boolean(row['groupMadeUp']),
})
const withOffice = (listed: Listed, row: Readonly<Record<string, unknown>>): Listed => ({
  ...listed,
  offices: [...listed.offices, String(row['office'])].sort(new Intl.Collator('sv').compare),
  fictitious: listed.fictitious || Boolean(row['officeMadeUp']),
})

/** Whether any of the offices has a summary for the group and half-year already, frozen or not. */
export async function isSummarised(
  ctx: Ctx,
  groupId: string,
  { year, half }: HalfYear,
  officeIds: readonly string[],
): Promise<boolean> {
  const params = new Params()
  const [row] = await ctx.sql.select<Record<string, unknown>>(
    `SELECT COUNT(*) AS "count" FROM "summary" "s" JOIN "summary_office" "m" ON "m"."summary_id" = "s"."id"
     WHERE "s"."group_id" = ${params.add(groupId)} AND "s"."year" = ${params.add(year)}
       AND "s"."half" = ${params.add(half)} AND ${params.in('"m"."office_id"', officeIds)}`,
    params,
  )
  return asNumber(row?.['count']) > 0
}

/** For each office its newest frozen summary to the group from before the half-year, where there is one. */
export async function lastSent(
  ctx: Ctx,
  { groupId, officeIds, year, half }: FoundSummary,
): Promise<{ readonly summary: Summary; readonly officeIds: readonly string[] }[]> {
  const params = new Params()
  const rows = await ctx.sql.select<{ id: string; officeId: string }>(
    `SELECT "s"."id", "m"."office_id" AS "officeId"
     FROM "summary" "s" JOIN "summary_office" "m" ON "m"."summary_id" = "s"."id"
     WHERE "s"."group_id" = ${params.add(groupId)} AND "s"."state" = 'frozen'
       AND "s"."year" * 2 + "s"."half" < ${params.add(year * 2 + half)} AND ${params.in('"m"."office_id"', officeIds)}
     ORDER BY "s"."year" DESC, "s"."half" DESC, "s"."frozen_at" DESC`,
    params,
  )
  const newest = new Map<string, string[]>()
  const done = new Set<string>()
  for (const { id, officeId } of rows) {
    if (!done.has(officeId)) newest.set(id, [...(newest.get(id) ?? []), officeId])
    done.add(officeId)
  }
  const sent: { summary: Summary; officeIds: string[] }[] = []
  for (const [id, of] of newest) sent.push({ summary: await ctx.rows(summaries).get({ id }), officeIds: of })
  return sent
}

/** Those of the systemfel whose page the actor may open, by id. */
export async function openableIds(ctx: Ctx): Promise<Set<string>> {
  const params = new Params()
  const rows = await ctx.sql.select<{ id: string }>(
    `SELECT DISTINCT "deficiency_id" AS "id" FROM "${circleMembers.name}"
     WHERE ${params.in('"member_id"', circleOf(ctx.actor))}`,
    params,
  )
  return new Set(rows.map(({ id }) => id))
}
