import { z } from 'zod'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { MUNICIPALITY_KINDS, type Municipality, municipalities } from './municipality.entity.ts'
import { contentVersion } from './municipality.rules.ts'
import { newSlug } from './new-slug.ts'
import { registerPolicy } from './organisation.policy.ts'
import { changedFields } from './register-form.ts'

const code = z
  .string()
  .trim()
  .regex(/^(\d{4,10})?$/, 'organisations.codeDigits')
  .optional()
  .transform(value => value || null)

export const MunicipalityForm = z.object({
  name: field.name(120, 'organisations.giveName'),
  code,
  kind: field.choice(MUNICIPALITY_KINDS, 'organisations.chooseKind'),
})
export const MunicipalityChange = MunicipalityForm.extend({ version: field.version() })

export async function makeMunicipality(ctx: Ctx, values: z.output<typeof MunicipalityForm>): Promise<Municipality> {
  registerPolicy.authorize(ctx.actor, 'edit', null)
  const slug = await newSlug(ctx, municipalities, values.name)
  const made = await ctx.rows(municipalities).insert({ id: ctx.newId(), slug, ...values, fictitious: ctx.demo })
  ctx.record('municipality.made', { type: 'municipality', id: made.id }, { code: made.code, kind: made.kind })
  return made
}

/** Throws `Conflict` when it is no longer as the form showed it. */
export async function changeMunicipality(
  ctx: Ctx,
  { id }: Municipality,
  { version, ...values }: z.output<typeof MunicipalityChange>,
): Promise<void> {
  registerPolicy.authorize(ctx.actor, 'edit', null)
  const held = await ctx.rows(municipalities).hold({ id })
  if (contentVersion(held) !== version) throw new Conflict('errors.conflict', { table: municipalities.name, id })
  await ctx.rows(municipalities).change(id, values)
  ctx.record('municipality.changed', { type: 'municipality', id }, { fields: changedFields(held, values) })
}
