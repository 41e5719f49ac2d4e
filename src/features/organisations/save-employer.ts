import { z } from 'zod'
import { Conflict } from '#src/kernel/errors.ts'
import { type FieldErrors, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { EMPLOYER_ROLES, type Office, type OfficeEmployer, officeEmployers, offices } from './office.entity.ts'
import { organisations } from './organisation.entity.ts'
import { registerPolicy } from './organisation.policy.ts'
import { alsoCheck } from './register-form.ts'
import { endsFirst } from './save-organisation.ts'

const Time = z.object({ validFrom: field.optionalDay(), validTo: field.optionalDay() })
const EmployerForm = Time.extend({
  organisationId: field.id('organisations.chooseOrganisation'),
  role: field.choice(EMPLOYER_ROLES, 'organisations.chooseRole'),
})
const EmployerTime = Time.extend({ version: field.version() })

const timeFaults = (time: z.output<typeof Time>): FieldErrors =>
  endsFirst(time) ? { validTo: ['organisations.endsFirst'] } : {}

export const readEmployer = (ctx: Ctx, body: Submitted) =>
  alsoCheck(ctx.form(EmployerForm, body), body, async values => ({
    ...timeFaults(values),
    ...((await ctx.rows(organisations).one({ id: values.organisationId })) === null
      ? { organisationId: ['errors.choose'] }
      : {}),
  }))
export const readEmployerTime = (ctx: Ctx, body: Submitted) =>
  alsoCheck(ctx.form(EmployerTime, body), body, async values => timeFaults(values))

/** Says who employs or commissions an office: reports about it take the protected path. */
export async function addEmployer(ctx: Ctx, office: Office, values: z.output<typeof EmployerForm>): Promise<void> {
  registerPolicy.authorize(ctx.actor, 'edit', office)
  const added = await ctx.rows(officeEmployers).insert({ id: ctx.newId(), officeId: office.id, ...values })
  const { organisationId, role } = added
  ctx.record('office.employerAdded', { type: 'office', id: office.id }, { employerId: added.id, organisationId, role })
}

/**
 * Changes from and to when: an employer is ended, never removed. It is guarded by the office's version, which rises with
 * it. Throws `Conflict` when somebody else has changed the office.
 */
export async function changeEmployerTime(
  ctx: Ctx,
  office: Office,
  employer: OfficeEmployer,
  { version, validFrom, validTo }: z.output<typeof EmployerTime>,
): Promise<void> {
  registerPolicy.authorize(ctx.actor, 'edit', office)
  const held = await ctx.rows(offices).hold({ id: office.id })
  if (held.version !== version) throw new Conflict('errors.conflict', { table: officeEmployers.name, id: employer.id })
  await ctx.rows(offices).update(held, { name: held.name })
  await ctx.rows(officeEmployers).change(employer.id, { validFrom, validTo })
  ctx.record(
    'office.employerChanged',
    { type: 'office', id: office.id },
    { employerId: employer.id, validFrom, validTo },
  )
}
