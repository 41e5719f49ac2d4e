import { In } from 'typeorm'
import { indexAllAbout } from '#src/features/search/findable.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CircleMember, circleMembers } from './deficiency.entity.ts'

/** What keeps a member in a circle: a report that feeds the systemfel, one that is merged into it, or what it has done itself. */
type Reason = { readonly by: 'report' | 'itself' } | { readonly by: 'merged'; readonly fromId: string }
export interface Kept {
  readonly member: CircleMember
  readonly reasons: readonly Reason[]
}

/** Those of the members leave that nothing keeps. Gives the others, with what keeps each. */
export async function leaveCircle(ctx: Ctx, deficiencyId: string, members: readonly CircleMember[]): Promise<Kept[]> {
  if (members.length === 0) return []
  const reasons = await reasonsFor(ctx, deficiencyId)
  const weighed = members.map(member => ({ member, reasons: reasons.get(member.memberId) ?? [] }))
  const leaving = weighed.filter(each => each.reasons.length === 0).map(({ member }) => member.id)
  if (leaving.length > 0) {
    await ctx.rows(circleMembers).remove({ id: In(leaving) })
    await indexAllAbout(ctx, deficiencyId)
  }
  return weighed.filter(each => each.reasons.length > 0)
}

async function reasonsFor(ctx: Ctx, deficiencyId: string): Promise<Map<string, Reason[]>> {
  const rows = await ctx.sql.select<{ id: string | null; by: Reason['by']; fromId: string }>(QUERY, [deficiencyId])
  const reasons = new Map<string, Reason[]>()
  for (const { id, by, fromId } of rows) {
    if (id === null) continue
    const reason: Reason = by === 'merged' ? { by, fromId } : { by }
    reasons.set(id, [...(reasons.get(id) ?? []), reason])
  }
  return reasons
}

const linked = `"observation" "o" WHERE "o"."deficiency_id" = $1 AND "o"."state" = 'linked'`
const own = (columns: string, from: string): string => `SELECT ${columns}, 'itself', '' FROM ${from} = $1`
/** A group that has had it before it, an office that has asked or taken on something, and the office that made it. */
const QUERY = `
  SELECT DISTINCT "o"."office_id" AS "id", 'report' AS "by", '' AS "fromId" FROM ${linked}
  UNION SELECT "o"."municipality_id", 'report', '' FROM ${linked}
  UNION SELECT "s"."group_id", 'report', '' FROM "group_office" "s" WHERE "s"."office_id" IN (SELECT "o"."office_id" FROM ${linked})
  UNION SELECT "c"."member_id", 'merged', "d"."id" FROM "deficiency" "d"
    JOIN "circle_member" "c" ON "c"."deficiency_id" = "d"."id" WHERE "d"."merged_into_id" = $1
  UNION ${own('"m"."group_id"', '"agenda_item" "i" JOIN "meeting" "m" ON "m"."id" = "i"."meeting_id" WHERE "i"."deficiency_id"')}
  UNION ${own('"from_group_id"', '"lift" WHERE "deficiency_id"')}
  UNION ${own('"to_group_id"', '"lift" WHERE "deficiency_id"')}
  UNION ${own('"group_id"', '"answer_request" WHERE "deficiency_id"')}
  UNION ${own('"office_id"', '"answer_request" WHERE "deficiency_id"')}
  UNION ${own('"office_id"', '"action" WHERE "deficiency_id"')}
  UNION ${own('"office_id"', '"deficiency" WHERE "id"')}`
