import { In } from 'typeorm'
import { Params } from '#src/db/sql.ts'
import { circleMembers, type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { NO_PROGRESS, type Progress, progressOf } from '#src/features/observations/progress.queries.ts'
import { municipalitiesByIds } from '#src/features/organisations/office.queries.ts'
import { circleOf } from '#src/kernel/actor.ts'
import { dayOf, yearOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'

interface Place {
  readonly id: string
  readonly name: string
}
/** Where and when a systemfel has been met, and what became of it: all that is told of one outside one's circle. */
export interface Site extends Pick<Deficiency, 'id' | 'number' | 'state' | 'officeId' | 'fictitious'> {
  readonly year: number
  readonly officeIds: readonly string[]
  readonly municipalityIds: readonly string[]
  /** Null where the place is not told: outside its circle, when it rests on one report about a single client (domain §6). */
  readonly places: readonly Place[] | null
  readonly progress: Progress
  /** The reader stands in its circle. */
  readonly visible: boolean
}

/** By id. */
export async function sitesOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Site>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.rows(deficiencies).all({ id: In([...ids]) })
  const members = await ctx.rows(circleMembers).all({ deficiencyId: In([...ids]) })
  const places = await municipalitiesByIds(
    ctx,
    members.filter(({ kind }) => kind === 'municipality').map(({ memberId }) => memberId),
  )
  const lonely = await lonelyOf(ctx, ids)
  const progress = await progressOf(ctx, ids)
  const own = new Set(circleOf(ctx.actor))
  return new Map(
    rows.map(row => {
      const circle = members.filter(({ deficiencyId }) => deficiencyId === row.id)
      const of = (kind: string): string[] => circle.filter(each => each.kind === kind).map(({ memberId }) => memberId)
      const visible = circle.some(({ memberId }) => own.has(memberId))
      const municipalityIds = of('municipality')
      const known = visible || !lonely.has(row.id)
      return [
        row.id,
        siteOf(row, { visible, municipalityIds, officeIds: of('office') }, progress.get(row.id), known ? places : null),
      ]
    }),
  )
}

function siteOf(
  { id, number, state, officeId, fictitious, createdAt }: Deficiency,
  circle: Pick<Site, 'visible' | 'municipalityIds' | 'officeIds'>,
  progress: Progress = NO_PROGRESS,
  known: readonly Place[] | null,
): Site {
  const places = known
    ?.filter(place => circle.municipalityIds.includes(place.id))
    .map(place => ({ id: place.id, name: place.name }))
  return {
    id,
    number,
    state,
    officeId,
    fictitious,
    ...circle,
    progress,
    year: yearOf(dayOf(createdAt)),
    places: places ?? null,
  }
}

/** Those of them that one report about a single client is all there is behind. */
async function lonelyOf(ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string }>(
    `SELECT "deficiency_id" AS "id" FROM "observation" WHERE "state" = 'linked' AND ${p.in('"deficiency_id"', ids)}
     GROUP BY "deficiency_id" HAVING COUNT(*) = 1 AND MAX(COALESCE("client_band", '1')) = '1'`,
    p,
  )
  return new Set(rows.map(({ id }) => id))
}
