import { asInstant } from '#src/db/sql.ts'
import type { Ctx } from '#src/work/context.ts'

/** What one of those who were asked together has added to the answer that another gives for all. */
export interface Addition {
  readonly organisation: string
  readonly text: string
  readonly at: Date
}

/** By the request that is answered for all, oldest first. The caller has shown that its reader may see the systemfel. */
export async function additionsTo(ctx: Ctx, deficiencyId: string): Promise<Map<string, Addition[]>> {
  const rows = await ctx.sql.select<Record<'requestId' | 'organisation' | 'text', string> & { readonly at: unknown }>(
    `SELECT "l"."request_id" AS "requestId", "o"."name" AS "organisation", "q"."addition" AS "text",
        "q"."addition_at" AS "at"
     FROM "joint_part" "q" JOIN "joint_part" "l" ON "l"."joint_id" = "q"."joint_id" AND "l"."leads" = $2
     JOIN "answer_request" "r" ON "r"."id" = "q"."request_id" JOIN "agency_contact" "k" ON "k"."id" = "r"."contact_id"
     JOIN "organisation" "o" ON "o"."id" = "k"."organisation_id"
     WHERE "r"."deficiency_id" = $1 AND "q"."addition" IS NOT NULL ORDER BY "q"."addition_at", "q"."id"`,
    [deficiencyId, true],
  )
  const found = new Map<string, Addition[]>()
  for (const { requestId, organisation, text, at } of rows)
    found.set(requestId, [...(found.get(requestId) ?? []), { organisation, text, at: asInstant(at) }])
  return found
}
