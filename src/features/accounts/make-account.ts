import { z } from 'zod'
import { alsoCheck } from '#src/features/organisations/register-form.ts'
import { type FieldErrors, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Account, accounts, reportingUnits } from './account.entity.ts'
import { accountPolicy } from './account.policy.ts'
import { type UnitInArea, visibleUnits } from './account.queries.ts'
import { allForms, formOf } from './forms.ts'

const NewAccount = z.object({
  unitId: field.id('accounts.chooseUnit'),
  form: z.string('accounts.chooseForm').refine(key => allForms().has(key), 'accounts.chooseForm'),
})
type Wanted = z.output<typeof NewAccount>

const writable = (ctx: Ctx, unit: UnitInArea): boolean =>
  accountPolicy.can(ctx.actor, 'write', { ...unit, state: 'draft' })
/** The units that the actor may write for. */
export const writableUnits = async (ctx: Ctx): Promise<UnitInArea[]> =>
  (await visibleUnits(ctx)).filter(unit => writable(ctx, unit))

/** A unit accounts for a year once; the unit stands still meanwhile, so that two do not begin the same. */
export const readNewAccount = (ctx: Ctx, body: Submitted) =>
  alsoCheck(ctx.form(NewAccount, body), body, async wanted => faultsOf(ctx, wanted))

async function faultsOf(ctx: Ctx, { unitId, form: key }: Wanted): Promise<FieldErrors> {
  const unit = (await writableUnits(ctx)).find(({ id }) => id === unitId)
  if (unit === undefined) return { unitId: ['accounts.chooseUnit'] }
  const form = formOf(key)
  if (form.county !== unit.county) return { form: ['accounts.otherCounty'] }
  await ctx.rows(reportingUnits).hold({ id: unit.id })
  const begun = await ctx.rows(accounts).one({ unitId, year: form.year })
  return begun === null ? {} : { form: ['accounts.exists'] }
}

/** Begins an account on a year's form. The caller has read the form with `readNewAccount`. */
export async function makeAccount(ctx: Ctx, { unitId, form: formKey }: Wanted): Promise<Account> {
  const { year } = formOf(formKey)
  const account = await ctx.rows(accounts).insert({
    id: ctx.newId(),
    ...{ unitId, year, formKey, state: 'draft', signing: null, sentAt: null, receivedAt: null, returnReason: null },
    createdAt: ctx.now,
    version: 1,
  })
  ctx.record('account.made', { type: 'account', id: account.id }, { unitId, year, formKey })
  return account
}
