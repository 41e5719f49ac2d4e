import { In } from 'typeorm'
import { Params } from '#src/db/sql.ts'
import { type Person, people } from '#src/features/people/person.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Observation } from './observation.entity.ts'
import { type Carried, type OfficeStaff, whoIsAsked } from './who-is-asked.rules.ts'

const NO_STAFF: OfficeStaff = { ombudIds: [], coordinatorIds: [] }

/** Who works in each of the offices today, with an open account, the longest there first. */
export async function staffOf(ctx: Ctx, officeIds: readonly string[]): Promise<Map<string, OfficeStaff>> {
  if (officeIds.length === 0) return new Map()
  const params = new Params()
  const rows = await ctx.sql.select<{ officeId: string; personId: string; role: string }>(
    `SELECT "g"."office_id" AS "officeId", "g"."person_id" AS "personId", "g"."role" FROM "role_grant" "g"
     JOIN "person" "p" ON "p"."id" = "g"."person_id"
     WHERE ${params.in('"g"."office_id"', [...new Set(officeIds)])} AND "g"."role" IN ('ombud', 'coordinator')
       AND "p"."state" = 'active' ORDER BY "g"."created_at", "g"."id"`,
    params,
  )
  const idsOf = (officeId: string, role: string): string[] =>
    rows.filter(row => row.officeId === officeId && row.role === role).map(({ personId }) => personId)
  return new Map(officeIds.map(id => [id, { ombudIds: idsOf(id, 'ombud'), coordinatorIds: idsOf(id, 'coordinator') }]))
}

/** The persons who are told about any of the reports, and asked whether it helped, once each. */
export async function askedAbout(
  ctx: Ctx,
  reports: readonly (Carried & Pick<Observation, 'officeId'>)[],
): Promise<Person[]> {
  const staff = await staffOf(
    ctx,
    reports.map(({ officeId }) => officeId),
  )
  const ids = new Set(reports.flatMap(report => whoIsAsked(report, staff.get(report.officeId) ?? NO_STAFF)))
  return ids.size === 0 ? [] : ctx.rows(people).all({ id: In([...ids]), state: 'active' }, { id: 'ASC' })
}
