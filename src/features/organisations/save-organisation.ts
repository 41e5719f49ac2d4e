import { z } from 'zod'
import { refreshLater } from '#src/features/deficiencies/refresh-later.ts'
import { type FieldErrors, field, type Read, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { newSlug } from './new-slug.ts'
import { ORGANISATION_KINDS, type Organisation, organisations } from './organisation.entity.ts'
import { organisationPolicy } from './organisation.policy.ts'
import { withUnits } from './organisation.queries.ts'
import { alsoCheck, changedFields } from './register-form.ts'

export const OrganisationForm = z.object({
  name: field.name(200, 'organisations.giveName'),
  kind: field.choice(ORGANISATION_KINDS, 'organisations.chooseKind'),
  parentId: field.optionalId(),
  validFrom: field.optionalDay(),
  validTo: field.optionalDay(),
})
const OrganisationChange = OrganisationForm.extend({ version: field.version() })
type Values = z.output<typeof OrganisationForm>

export const readOrganisation = (ctx: Ctx, body: Submitted): Promise<Read<Values>> =>
  alsoCheck(ctx.form(OrganisationForm, body), body, values => faultsOf(ctx, values, null))

export const readOrganisationChange = (ctx: Ctx, body: Submitted, organisation: Organisation) =>
  alsoCheck(ctx.form(OrganisationChange, body), body, values => faultsOf(ctx, values, organisation))

/** Adds an organisation to the register. */
export async function makeOrganisation(ctx: Ctx, values: Values): Promise<Organisation> {
  organisationPolicy.authorize(ctx.actor, 'edit', null)
  const made = await ctx.rows(organisations).insert({
    id: ctx.newId(),
    slug: await newSlug(ctx, organisations, values.name),
    ...values,
    fictitious: ctx.demo,
    version: 1,
  })
  ctx.record('organisation.made', { type: 'organisation', id: made.id }, { kind: made.kind, parentId: made.parentId })
  return made
}

export async function changeOrganisation(
  ctx: Ctx,
  organisation: Organisation,
  { version, ...values }: z.output<typeof OrganisationChange>,
): Promise<void> {
  organisationPolicy.authorize(ctx.actor, 'edit', organisation)
  await ctx.rows(organisations).update({ ...organisation, version }, values)
  const fields = changedFields(organisation, values)
  // Which body a unit belongs to counts in the national definition.
  if (fields.includes('parentId')) await refreshLater(ctx, null)
  ctx.record('organisation.changed', { type: 'organisation', id: organisation.id }, { fields })
}

async function faultsOf(ctx: Ctx, values: Values, current: Organisation | null): Promise<FieldErrors> {
  const errors: Record<string, string[]> = {}
  if (endsFirst(values)) errors['validTo'] = ['organisations.endsFirst']
  if (values.parentId !== null && !(await isPossibleParent(ctx, values.parentId, current)))
    errors['parentId'] = ['organisations.parentWithin']
  if (await hasTwin(ctx, values, current)) errors['name'] = ['organisations.nameTaken']
  return errors
}

export const endsFirst = ({ validFrom, validTo }: Pick<Values, 'validFrom' | 'validTo'>): boolean =>
  validFrom !== null && validTo !== null && validTo < validFrom

/** Known, and neither the organisation itself nor one of its units. */
async function isPossibleParent(ctx: Ctx, parentId: string, current: Organisation | null): Promise<boolean> {
  if ((await ctx.rows(organisations).one({ id: parentId })) === null) return false
  return current === null || !(await withUnits(ctx, [current.id])).includes(parentId)
}

/** Another with the same name in the same place would split its figures. */
async function hasTwin(ctx: Ctx, values: Values, current: Organisation | null): Promise<boolean> {
  const others = (await ctx.rows(organisations).all()).filter(({ id }) => id !== current?.id)
  return others.some(
    other =>
      other.name.toLocaleLowerCase('sv') === values.name.toLocaleLowerCase('sv') &&
      other.parentId === values.parentId &&
      overlap(other, values),
  )
}

type Time = Pick<Values, 'validFrom' | 'validTo'>
const overlap = (one: Time, other: Time): boolean =>
  !endsFirst({ validFrom: one.validFrom, validTo: other.validTo }) &&
  !endsFirst({ validFrom: other.validFrom, validTo: one.validTo })
