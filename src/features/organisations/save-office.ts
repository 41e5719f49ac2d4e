import { z } from 'zod'
import { type FieldErrors, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { newSlug } from './new-slug.ts'
import { type Office, officeMunicipalities, offices, PROVIDER_KINDS } from './office.entity.ts'
import { municipalitiesByIds } from './office.queries.ts'
import { registerPolicy } from './organisation.policy.ts'
import { alsoCheck, changedFields } from './register-form.ts'

const OfficeForm = z.object({
  name: field.name(160, 'organisations.giveName'),
  providerKind: field.choice(PROVIDER_KINDS, 'organisations.chooseProvider'),
  email: field.optionalEmail(),
  phone: field.phone(),
  municipalityIds: field.ids(),
})
const OfficeChange = OfficeForm.extend({ version: field.version() })
type Values = z.output<typeof OfficeForm>

export const readOffice = (ctx: Ctx, body: Submitted) =>
  alsoCheck(ctx.form(OfficeForm, body), body, values => faultsOf(ctx, values))
export const readOfficeChange = (ctx: Ctx, body: Submitted) =>
  alsoCheck(ctx.form(OfficeChange, body), body, values => faultsOf(ctx, values))

async function faultsOf(ctx: Ctx, { municipalityIds }: Values): Promise<FieldErrors> {
  if (municipalityIds.length === 0) return { municipalityIds: ['organisations.chooseMunicipality'] }
  const known = await municipalitiesByIds(ctx, municipalityIds)
  return known.length === municipalityIds.length ? {} : { municipalityIds: ['errors.choose'] }
}

export async function makeOffice(ctx: Ctx, { municipalityIds, ...values }: Values): Promise<Office> {
  registerPolicy.authorize(ctx.actor, 'edit', null)
  const slug = await newSlug(ctx, offices, values.name)
  const made = await ctx.rows(offices).insert({ id: ctx.newId(), slug, ...values, fictitious: ctx.demo, version: 1 })
  await cover(ctx, made.id, municipalityIds)
  ctx.record('office.made', { type: 'office', id: made.id }, { providerKind: made.providerKind, municipalityIds })
  return made
}

export async function changeOffice(
  ctx: Ctx,
  office: Office,
  { version, municipalityIds, ...values }: z.output<typeof OfficeChange>,
): Promise<void> {
  registerPolicy.authorize(ctx.actor, 'edit', office)
  await ctx.rows(offices).update({ ...office, version }, values)
  await cover(ctx, office.id, municipalityIds)
  const fields = changedFields(office, values)
  ctx.record('office.changed', { type: 'office', id: office.id }, { fields, municipalityIds })
}

/** The office covers exactly these from now on. */
async function cover(ctx: Ctx, officeId: string, municipalityIds: readonly string[]): Promise<void> {
  const rows = ctx.rows(officeMunicipalities)
  const covered = await rows.all({ officeId })
  for (const { id, municipalityId } of covered) if (!municipalityIds.includes(municipalityId)) await rows.remove({ id })
  const known = covered.map(({ municipalityId }) => municipalityId)
  for (const municipalityId of municipalityIds)
    if (!known.includes(municipalityId)) await rows.insert({ id: ctx.newId(), officeId, municipalityId })
}
