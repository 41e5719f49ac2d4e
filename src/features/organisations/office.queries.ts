import { In } from 'typeorm'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Municipality, municipalities } from './municipality.entity.ts'
import { type Office, officeEmployers, officeMunicipalities, offices } from './office.entity.ts'
import { isValidOn, withUnits } from './organisation.queries.ts'
import { byName } from './swedish-order.ts'

/** In Swedish order; unknown ids are left out. */
export const officesByIds = async (ctx: Ctx, ids: readonly string[]): Promise<Office[]> =>
  ids.length === 0 ? [] : byName(await ctx.rows(offices).all({ id: In([...new Set(ids)]) }))

/** By its slug. Throws `NotFound`. */
export const officeBySlug = (ctx: Ctx, slug: string): Promise<Office> => ctx.rows(offices).get({ slug })

/**
 * Ids of the organisations that employ or commission the office on the day, with their units: a report about one of
 * these is a report about one's own employer.
 */
export async function employersOf(ctx: Ctx, officeId: string, day: Day): Promise<string[]> {
  const employers = await ctx.rows(officeEmployers).all({ officeId })
  const valid = employers.filter(employer => isValidOn(employer, day))
  return valid.length === 0
    ? []
    : withUnits(
        ctx,
        valid.map(({ organisationId }) => organisationId),
      )
}

/** The municipalities and districts that the office covers, in Swedish order. */
export async function municipalitiesOf(ctx: Ctx, officeId: string): Promise<Municipality[]> {
  const covered = await ctx.rows(officeMunicipalities).all({ officeId })
  return municipalitiesByIds(
    ctx,
    covered.map(({ municipalityId }) => municipalityId),
  )
}

/** In Swedish order; unknown ids are left out. */
export const municipalitiesByIds = async (ctx: Ctx, ids: readonly string[]): Promise<Municipality[]> =>
  ids.length === 0 ? [] : byName(await ctx.rows(municipalities).all({ id: In([...new Set(ids)]) }))

/** The names of what each office covers, in Swedish order, by office id. */
export async function coveredNames(ctx: Ctx, officeIds: readonly string[]): Promise<Map<string, string[]>> {
  if (officeIds.length === 0) return new Map()
  const links = await ctx.rows(officeMunicipalities).all({ officeId: In([...officeIds]) })
  const covered = await municipalitiesByIds(
    ctx,
    links.map(({ municipalityId }) => municipalityId),
  )
  const namesOf = (officeId: string): string[] => {
    const ids = links.filter(link => link.officeId === officeId).map(({ municipalityId }) => municipalityId)
    return covered.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  }
  return new Map(officeIds.map(id => [id, namesOf(id)]))
}
