import { In, IsNull } from 'typeorm'
import { Params } from '#src/db/sql.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AgencyContact, agencyContacts, type Organisation, organisations } from './organisation.entity.ts'
import { byName, inSwedish } from './swedish-order.ts'

interface Valid {
  readonly validFrom: Day | null
  readonly validTo: Day | null
}
/** Both days are included; a missing one is open. */
export const isValidOn = ({ validFrom, validTo }: Valid, day: Day): boolean =>
  (validFrom === null || validFrom <= day) && (validTo === null || validTo >= day)

/** What a form may choose among today, in Swedish order. A unit is followed by its parent in brackets. */
export async function organisationOptions(ctx: Ctx): Promise<Option[]> {
  const all = await ctx.rows(organisations).all()
  const names = new Map(all.map(({ id, name }) => [id, name]))
  return all
    .filter(organisation => isValidOn(organisation, ctx.today))
    .map(({ id, name, parentId }) => ({ value: id, label: withParent(name, names.get(parentId ?? '')) }))
    .sort((one, other) => inSwedish(one.label, other.label))
}

const withParent = (name: string, parent: string | undefined): string =>
  parent === undefined ? name : `${name} (${parent})`

/** Names by id, also of organisations that are no longer valid. Unknown ids are left out. */
export async function organisationNames(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await ctx.rows(organisations).all({ id: In([...new Set(ids)]) })
  return new Map(byName(found).map(({ id, name }) => [id, name]))
}

/** The organisations with every unit under them, as ids. */
export async function withUnits(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  const all = await ctx.rows(organisations).all()
  const within = new Set(ids)
  const grow = (): boolean => {
    const before = within.size
    for (const { id, parentId } of all) if (parentId !== null && within.has(parentId)) within.add(id)
    return within.size > before
  }
  while (grow());
  return [...within]
}

/** The body that each unit belongs to in the end, by the unit's id. Who is no unit is left out. */
export async function bodiesOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const p = new Params()
  const rows = await ctx.sql.select<{ unit: string; body: string }>(
    `WITH RECURSIVE "up" ("unit", "id", "parent_id") AS (
       SELECT "id", "id", "parent_id" FROM "organisation" WHERE ${p.in('"id"', [...new Set(ids)])}
       UNION SELECT "up"."unit", "o"."id", "o"."parent_id" FROM "up" JOIN "organisation" "o" ON "o"."id" = "up"."parent_id")
     SELECT "unit", "id" AS "body" FROM "up" WHERE "parent_id" IS NULL AND "unit" <> "id"`,
    p,
  )
  return new Map(rows.map(({ unit, body }) => [unit, body]))
}

/**
 * Active contacts as `Function, organisation`, by organisation and function in Swedish order. Given organisations: only
 * theirs and their units'.
 */
export async function contactOptions(ctx: Ctx, organisationIds?: readonly string[]): Promise<Option[]> {
  const where =
    organisationIds === undefined
      ? { active: true }
      : { active: true, organisationId: In(await withUnits(ctx, organisationIds)) }
  const contacts = await ctx.rows(agencyContacts).all(where)
  const names = await organisationNames(
    ctx,
    contacts.map(({ organisationId }) => organisationId),
  )
  const nameOf = (contact: AgencyContact): string => names.get(contact.organisationId) ?? ''
  return contacts
    .sort((one, other) => inSwedish(nameOf(one), nameOf(other)) || inSwedish(one.function, other.function))
    .map(contact => ({ value: contact.id, label: `${contact.function}, ${nameOf(contact)}` }))
}

/** The bodies that exist today, by slug. */
export const bodyOptions = async (ctx: Ctx): Promise<Option[]> =>
  byName(await ctx.rows(organisations).all({ parentId: IsNull() }))
    .filter(organisation => isValidOn(organisation, ctx.today))
    .map(({ slug, name }) => ({ value: slug, label: name }))

/** By its slug. Throws `NotFound`. */
export const organisationBySlug = (ctx: Ctx, slug: string): Promise<Organisation> =>
  ctx.rows(organisations).get({ slug })
