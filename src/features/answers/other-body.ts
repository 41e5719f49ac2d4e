import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { organisationNames, organisationOptions } from '#src/features/organisations/organisation.queries.ts'
import type { FieldErrors } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AnswerRequest } from './answer.entity.ts'
import type { AnswerWords } from './answer.rules.ts'

/** The organisations that it may be the responsibility of instead: all of the register's but the one that is asked. */
export async function otherBodies(ctx: Ctx, request: AnswerRequest): Promise<Option[]> {
  const { organisationId } = await ctx.rows(agencyContacts).get({ id: request.contactId })
  return (await organisationOptions(ctx)).filter(({ value }) => value !== organisationId)
}

/** What is chosen must be one of `otherBodies`. */
export async function bodyFaults(ctx: Ctx, request: AnswerRequest, words: AnswerWords): Promise<FieldErrors> {
  const { kind, otherOrganisationId: chosen = null } = words
  if (kind !== 'not_ours' || chosen === null) return {}
  const offered = await otherBodies(ctx, request)
  return offered.some(({ value }) => value === chosen) ? {} : { otherOrganisationId: ['errors.choose'] }
}

/** With the name, as it is now, of the organisation that was chosen: it stands in the answer also when it is renamed. */
export async function named(ctx: Ctx, words: Required<AnswerWords>): Promise<Required<AnswerWords>> {
  const { otherOrganisationId: chosen } = words
  const name = chosen === null ? undefined : (await organisationNames(ctx, [chosen])).get(chosen)
  return name === undefined ? words : { ...words, otherBody: name }
}
