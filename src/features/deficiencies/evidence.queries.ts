import { asNumber, Params } from '#src/db/sql.ts'
import { bodiesOf } from '#src/features/organisations/organisation.queries.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Deficiency } from './deficiency.entity.ts'
import { BAND_FROM, type DefinitionRules, type Evidence, unitsNamed } from './definition.rules.ts'

/** A systemfel as far as it is tried by its own columns. */
export type Tried = Pick<Deficiency, 'id' | 'level' | 'reportCount' | 'firstMonth' | 'lastMonth'>

/** What one ombud has reported for one office. */
export interface Reporter {
  readonly deficiencyId: string
  readonly officeId: string
  readonly ombudId: string
  readonly reports: number
  /** Where the widest band begins. */
  readonly clients: number
}

const CLIENTS = Object.entries(BAND_FROM)
  .map(([band, from]) => `WHEN '${band}' THEN ${from}`)
  .join(' ')

export async function reportersOf(ctx: Ctx, deficiencyIds: readonly string[]): Promise<Reporter[]> {
  const p = new Params()
  const rows = await ctx.sql.select<Record<keyof Reporter, unknown>>(
    `SELECT "deficiency_id" AS "deficiencyId", "office_id" AS "officeId", "ombud_id" AS "ombudId", COUNT(*) AS "reports",
       MAX(CASE "client_band" ${CLIENTS} ELSE 0 END) AS "clients"
     FROM "observation" WHERE "state" = 'linked' AND ${p.in('"deficiency_id"', deficiencyIds)}
     GROUP BY "deficiency_id", "office_id", "ombud_id"`,
    p,
  )
  return rows.map(row => ({
    ...(row as unknown as Reporter),
    reports: asNumber(row.reports),
    clients: asNumber(row.clients),
  }))
}

/** What the reports behind each systemfel say. The number of queries does not depend on how many there are. */
export async function evidenceOf(
  ctx: Ctx,
  tried: readonly Tried[],
  rules: DefinitionRules,
): Promise<ReadonlyMap<string, Evidence>> {
  const reported = tried.filter(({ reportCount }) => reportCount > 0)
  return evidenceBy(ctx, tried, await reportersOf(ctx, reported.map(idOf)), rules)
}

/** The same, of reporters that are known already. */
export async function evidenceBy(
  ctx: Ctx,
  tried: readonly Tried[],
  reporters: readonly Reporter[],
  rules: DefinitionRules,
): Promise<ReadonlyMap<string, Evidence>> {
  const lone = await loneOffices(ctx, reporters)
  const all = tried.map(one => [one.id, evidenceIn(one, reporters, lone)] as const)
  const unshared = all.filter(([, { ombud, loneOmbud }]) => ombud > 0 && !loneOmbud && ombud < rules.leastOmbud)
  const units = await unitsOf(
    ctx,
    unshared.map(([id]) => id),
  )
  return new Map(all.map(([id, evidence]) => [id, { ...evidence, units: units.get(id) ?? 0 }]))
}

const idOf = ({ id }: { readonly id: string }): string => id

function evidenceIn(
  { id, level, reportCount, firstMonth, lastMonth }: Tried,
  reporters: readonly Reporter[],
  lone: ReadonlySet<string>,
): Omit<Evidence, 'units'> {
  const own = reporters.filter(({ deficiencyId }) => deficiencyId === id)
  const [officeId, ...others] = new Set(own.map(reporter => reporter.officeId))
  return {
    level,
    reports: reportCount,
    clients: Math.max(0, ...own.map(({ clients }) => clients)),
    ombud: new Set(own.map(({ ombudId }) => ombudId)).size,
    loneOmbud: officeId !== undefined && others.length === 0 && lone.has(officeId),
    firstMonth,
    lastMonth,
  }
}

/** Offices with one ombud, or none by now. A closed account is nobody who could report. */
async function loneOffices(ctx: Ctx, reporters: readonly Reporter[]): Promise<ReadonlySet<string>> {
  const officeIds = [...new Set(reporters.map(({ officeId }) => officeId))]
  const several = new Set(await officesWithSeveral(ctx, officeIds))
  return new Set(officeIds.filter(id => !several.has(id)))
}

async function officesWithSeveral(ctx: Ctx, officeIds: readonly string[]): Promise<string[]> {
  if (officeIds.length === 0) return []
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string }>(
    `SELECT "g"."office_id" AS "id" FROM "role_grant" "g" JOIN "person" "p" ON "p"."id" = "g"."person_id"
     WHERE "g"."role" = 'ombud' AND "p"."state" <> 'closed' AND ${p.in('"g"."office_id"', officeIds)}
     GROUP BY "g"."office_id" HAVING COUNT(DISTINCT "g"."person_id") > 1`,
    p,
  )
  return rows.map(idOf)
}

export const hasSeveralOmbud = async (ctx: Ctx, officeId: string): Promise<boolean> =>
  (await officesWithSeveral(ctx, [officeId])).length > 0

/** How many units of one body the reports name. */
async function unitsOf(ctx: Ctx, deficiencyIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (deficiencyIds.length === 0) return new Map()
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string; deficiencyId: string; organisationIds: string }>(
    `SELECT "id", "deficiency_id" AS "deficiencyId", "organisation_ids" AS "organisationIds" FROM "observation"
     WHERE "state" = 'linked' AND "organisation_ids" <> '[]' AND ${p.in('"deficiency_id"', deficiencyIds)}`,
    p,
  )
  const named = rows.flatMap(({ id, deficiencyId, organisationIds }) =>
    (JSON.parse(organisationIds) as string[]).map(unitId => ({ reportId: id, deficiencyId, unitId })),
  )
  const bodies = await bodiesOf(
    ctx,
    named.map(({ unitId }) => unitId),
  )
  const units = named.flatMap(one => {
    const bodyId = bodies.get(one.unitId)
    return bodyId === undefined ? [] : [{ ...one, bodyId }]
  })
  return new Map(deficiencyIds.map(id => [id, unitsNamed(units.filter(({ deficiencyId }) => deficiencyId === id))]))
}
