import { officeEmployers } from '#src/features/organisations/office.entity.ts'
import { ORGANISATION_KINDS, organisations } from '#src/features/organisations/organisation.entity.ts'
import { isValidOn, organisationNames, organisationOptions } from '#src/features/organisations/organisation.queries.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'

/** The organisations of a kind, to tick. */
export interface OrganisationGroup {
  readonly kind: string
  readonly label: string
  readonly options: readonly Option[]
}

export interface OrganisationFields {
  readonly form: FormState
  readonly groups: readonly OrganisationGroup[]
  readonly label: string
  readonly hint?: string
  /** The question is the page's heading. */
  readonly heading: boolean
}

/** All that are valid today; kinds without any are left out. */
export async function organisationGroups(ctx: Ctx): Promise<OrganisationGroup[]> {
  const options = await organisationOptions(ctx)
  const kinds = new Map((await ctx.rows(organisations).all()).map(({ id, kind }) => [id, kind]))
  return ORGANISATION_KINDS.map(kind => ({
    kind,
    label: ctx.t(keyOf(`organisationKind.${kind}`)),
    options: options.filter(({ value }) => kinds.get(value) === kind),
  })).filter(group => group.options.length > 0)
}

export const idsOf = (groups: readonly OrganisationGroup[]): string[] =>
  groups.flatMap(({ options }) => options.map(({ value }) => value))

/** Who employs or commissions the office today, in Swedish order. */
export async function employerNames(ctx: Ctx, officeId: string): Promise<string[]> {
  const all = await ctx.rows(officeEmployers).all({ officeId })
  const ids = all.filter(employer => isValidOn(employer, ctx.today)).map(({ organisationId }) => organisationId)
  return [...(await organisationNames(ctx, ids)).values()]
}
