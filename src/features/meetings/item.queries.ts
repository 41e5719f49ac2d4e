import { deficiencyThemes } from '#src/features/deficiencies/deficiency.entity.ts'
import type { ClientBand, Theme } from '#src/features/deficiencies/words.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Counted, type SeenOutside, seenOutside } from './seen.rules.ts'

export interface SeenByOffice extends SeenOutside {
  readonly officeName: string
}

/** How widely a systemfel has been met, office by office, as those outside may read it. */
export async function seenByOffices(ctx: Ctx, deficiencyId: string): Promise<SeenByOffice[]> {
  const rows = await ctx.sql.select<Counted & { officeId: string; band: ClientBand | null }>(
    `SELECT "office_id" AS "officeId", "client_band" AS "band", "first_month" AS "firstMonth", "last_month" AS "lastMonth"
     FROM "observation" WHERE "deficiency_id" = $1 AND "state" = 'linked'`,
    [deficiencyId],
  )
  const offices = await officesByIds(
    ctx,
    rows.map(({ officeId }) => officeId),
  )
  return offices.map(({ id, name }) => ({
    officeName: name,
    ...seenOutside(rows.filter(({ officeId }) => officeId === id)),
  }))
}

export const themesOf = async (ctx: Ctx, deficiencyId: string): Promise<Theme[]> =>
  (await ctx.rows(deficiencyThemes).all({ deficiencyId })).map(({ theme }) => theme)
