import { asFlag, Params } from '#src/db/sql.ts'
import { inSwedish } from '#src/features/organisations/swedish-order.ts'
import type { Month } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { CircleMember, Deficiency } from './deficiency.entity.ts'
import { ownFeeding } from './deficiency.policy.ts'
import type { DefinitionRules, Evidence } from './definition.rules.ts'
import { evidenceBy, reportersOf } from './evidence.queries.ts'
import type { DeficiencyInCircle } from './find-deficiency.ts'
import type { ClientBand, Theme } from './words.ts'

/** What a systemfel is linked to, by name. */
export interface Links {
  readonly organisations: readonly Named[]
  readonly themes: readonly Theme[]
  readonly circle: Readonly<Record<CircleMember['kind'], readonly Named[]>>
}
export interface Named {
  readonly id: string
  readonly slug: string
  readonly name: string
}

/** In one query. Names are in Swedish order. */
export async function linksOf(ctx: Ctx, deficiencyId: string): Promise<Links> {
  const rows = await ctx.sql.select<Named & { kind: string }>(
    `SELECT 'organisation' AS "kind", "o"."id", "o"."slug", "o"."name" FROM "deficiency_organisation" "x"
       JOIN "organisation" "o" ON "o"."id" = "x"."organisation_id" WHERE "x"."deficiency_id" = $1
     UNION ALL SELECT 'theme', "theme", "theme", "theme" FROM "deficiency_theme" WHERE "deficiency_id" = $1
     UNION ALL SELECT "c"."kind", "c"."member_id", COALESCE("f"."slug", "g"."slug", "m"."slug", ''),
         COALESCE("f"."name", "g"."name", "m"."name", '') FROM "circle_member" "c"
       LEFT JOIN "office" "f" ON "f"."id" = "c"."member_id"
       LEFT JOIN "governance_group" "g" ON "g"."id" = "c"."member_id"
       LEFT JOIN "municipality" "m" ON "m"."id" = "c"."member_id" WHERE "c"."deficiency_id" = $1`,
    [deficiencyId],
  )
  const of = (kind: string): Named[] =>
    rows
      .filter(row => row.kind === kind)
      .map(({ id, slug, name }) => ({ id, slug, name }))
      .sort((one, other) => inSwedish(one.name, other.name))
  return {
    organisations: of('organisation'),
    themes: of('theme').map(({ id }) => id as Theme),
    circle: { office: of('office'), group: of('group'), municipality: of('municipality') },
  }
}

/** Which sections a systemfel has anything in, so that the others are not asked for. */
export interface Sections {
  readonly actions: boolean
  readonly requests: boolean
  readonly decisions: boolean
  readonly agendas: boolean
  readonly lifts: boolean
  readonly effects: boolean
  /** It has come back some time. */
  readonly returns: boolean
}
export async function sectionsOf(ctx: Ctx, deficiencyId: string): Promise<Sections> {
  const has = (table: string): string => `EXISTS (SELECT 1 FROM "${table}" WHERE "deficiency_id" = $1)`
  const [row] = await ctx.sql.select<Record<keyof Sections, unknown>>(
    `SELECT ${has('action')} AS "actions", ${has('answer_request')} AS "requests", ${has('decision')} AS "decisions",
       ${has('agenda_item')} AS "agendas", ${has('lift')} AS "lifts", ${has('effect_check')} AS "effects",
       EXISTS (SELECT 1 FROM "state_change" WHERE "deficiency_id" = $1 AND "act" = 'return') AS "returns"`,
    [deficiencyId],
  )
  const is = (name: keyof Sections): boolean => asFlag(row?.[name])
  return {
    actions: is('actions'),
    requests: is('requests'),
    decisions: is('decisions'),
    agendas: is('agendas'),
    lifts: is('lifts'),
    effects: is('effects'),
    returns: is('returns'),
  }
}

/** What the reports say in all, and how many ombud of the actor's own offices are behind them. */
export interface ReportFigures {
  readonly evidence: Evidence
  readonly offices: number
  readonly ownReports: number
  readonly ownOmbud: number
}

export async function reportFiguresOf(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  rules: DefinitionRules,
): Promise<ReportFigures> {
  const reporters = deficiency.reportCount === 0 ? [] : await reportersOf(ctx, [deficiency.id])
  const offices = ownFeeding(ctx.actor, deficiency)
  const own = reporters.filter(({ officeId }) => offices.includes(officeId))
  return {
    evidence: (await evidenceBy(ctx, [deficiency], reporters, rules)).get(deficiency.id) as Evidence,
    offices: new Set(reporters.map(({ officeId }) => officeId)).size,
    ownReports: own.reduce((all, { reports }) => all + reports, 0),
    ownOmbud: new Set(own.map(({ ombudId }) => ombudId)).size,
  }
}

/** A report of the actor's own office. */
export interface OwnReport {
  readonly number: string
  readonly ombud: string
  readonly firstMonth: Month | null
  readonly lastMonth: Month | null
  readonly clientBand: ClientBand | null
}
/** The latest sent first. */
export async function ownReportsOf(ctx: Ctx, deficiency: DeficiencyInCircle, most: number): Promise<OwnReport[]> {
  const own = ownFeeding(ctx.actor, deficiency)
  if (own.length === 0 || deficiency.reportCount === 0) return []
  const p = new Params()
  // Materialized: in the order of the index by sending, every report of the office would be tried.
  return ctx.sql.select<OwnReport>(
    `WITH "o" AS MATERIALIZED (SELECT "number", "ombud_id", "first_month", "last_month", "client_band", "sent_at"
       FROM "observation"
       WHERE "deficiency_id" = ${p.add(deficiency.id)} AND "state" = 'linked' AND ${p.in('"office_id"', own)})
     SELECT "o"."number", "p"."name" AS "ombud", "o"."first_month" AS "firstMonth", "o"."last_month" AS "lastMonth",
       "o"."client_band" AS "clientBand"
     FROM "o" JOIN "person" "p" ON "p"."id" = "o"."ombud_id"
     ORDER BY "o"."sent_at" DESC, "o"."number" DESC LIMIT ${p.add(most)}`,
    p,
  )
}

/** The number of the one that it lives on in. */
export async function numberOf(ctx: Ctx, id: Deficiency['mergedIntoId']): Promise<string | null> {
  if (id === null) return null
  const [row] = await ctx.sql.select<{ number: string }>('SELECT "number" FROM "deficiency" WHERE "id" = $1', [id])
  return row?.number ?? null
}

/** Groups that serve an office which feeds it and that are not in its circle. */
export async function groupsToLetIn(ctx: Ctx, deficiencyId: string): Promise<Named[]> {
  const rows = await ctx.sql.select<Named>(
    `SELECT DISTINCT "g"."id", "g"."slug", "g"."name" FROM "circle_member" "c"
       JOIN "group_office" "s" ON "s"."office_id" = "c"."member_id"
       JOIN "governance_group" "g" ON "g"."id" = "s"."group_id"
     WHERE "c"."deficiency_id" = $1 AND "c"."kind" = 'office' AND NOT EXISTS (
       SELECT 1 FROM "circle_member" "i" WHERE "i"."deficiency_id" = $1 AND "i"."member_id" = "g"."id")`,
    [deficiencyId],
  )
  return rows.sort((one, other) => inSwedish(one.name, other.name))
}

export interface PlannedMeeting {
  readonly id: string
  readonly groupId: string
  readonly groupName: string
  readonly day: string
  readonly time: string
  readonly state: 'planned'
}
/**
 * Planned meetings of the groups in its circle, and of those that serve an office which feeds it, soonest first; not those
 * whose agenda it stands on. Given groups: only theirs.
 */
export async function meetingsToPlaceOn(
  ctx: Ctx,
  deficiencyId: string,
  groupIds: readonly string[] | null,
): Promise<PlannedMeeting[]> {
  const p = new Params()
  const id = p.add(deficiencyId)
  return ctx.sql.select<PlannedMeeting>(
    `SELECT "m"."id", "m"."group_id" AS "groupId", "g"."name" AS "groupName", "m"."day", "m"."time", "m"."state"
     FROM "governance_group" "g" JOIN "meeting" "m" ON "m"."group_id" = "g"."id"
     WHERE "m"."state" = 'planned' AND "m"."locked_at" IS NULL AND "m"."day" >= ${p.add(ctx.today)} AND "g"."id" IN (
         SELECT "member_id" FROM "circle_member" WHERE "deficiency_id" = ${id} AND "kind" = 'group'
         UNION SELECT "s"."group_id" FROM "circle_member" "c" JOIN "group_office" "s" ON "s"."office_id" = "c"."member_id"
           WHERE "c"."deficiency_id" = ${id} AND "c"."kind" = 'office')
       AND ${groupIds === null ? '1 = 1' : p.in('"g"."id"', groupIds)}
       AND NOT EXISTS (SELECT 1 FROM "agenda_item" "i" WHERE "i"."meeting_id" = "m"."id" AND "i"."deficiency_id" = ${id})
     ORDER BY "m"."day", "m"."time", "m"."id"`,
    p,
  )
}
