import { z } from 'zod'
import { alsoCheck } from '#src/features/organisations/register-form.ts'
import { type FieldErrors, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type ReportingUnit, reportingUnits, UNIT_KINDS, unitMunicipalities } from './account.entity.ts'
import { unitPolicy } from './account.policy.ts'
import { ownOffices } from './account.queries.ts'
import { allForms } from './forms.ts'

export const counties = (): string[] => [...new Set([...allForms().values()].map(({ county }) => county))]

const UnitFacts = z.object({
  name: field.name(120, 'accounts.needName'),
  kind: field.choice(UNIT_KINDS, 'accounts.chooseKind'),
  county: z.string('errors.choose').refine(county => counties().includes(county), 'accounts.chooseCounty'),
  officeId: field.optionalId(),
  municipalityIds: field.ids(),
})
type Wanted = z.output<typeof UnitFacts>

/** What a unit is to be, with the office that writes for it and the municipalities that it covers. */
export const readUnit = (ctx: Ctx, body: Submitted) =>
  alsoCheck(ctx.form(UnitFacts, body), body, async wanted => faultsOf(ctx, wanted))

async function faultsOf(ctx: Ctx, { officeId, municipalityIds }: Wanted): Promise<FieldErrors> {
  if (municipalityIds.length === 0) return { municipalityIds: ['accounts.choosePlaces'] }
  const own = await ownOffices(ctx)
  const office = own.find(one => one.office.id === officeId)
  if (officeId !== null && office === undefined) return { officeId: ['errors.choose'] }
  const covered = office?.municipalityIds ?? ctx.actor.municipalityIds
  return municipalityIds.every(id => covered.includes(id)) ? {} : { municipalityIds: ['accounts.choosePlaces'] }
}

/** The caller has read the form with `readUnit`. */
export async function makeUnit(ctx: Ctx, { municipalityIds, ...facts }: Wanted): Promise<ReportingUnit> {
  unitPolicy.authorize(ctx.actor, 'write', { officeId: facts.officeId, municipalityIds })
  const unit = await ctx.rows(reportingUnits).insert({ id: ctx.newId(), ...facts, version: 1 })
  await ctx
    .rows(unitMunicipalities)
    .insertAll(municipalityIds.map(municipalityId => ({ id: ctx.newId(), unitId: unit.id, municipalityId })))
  ctx.record('unit.made', { type: 'reporting_unit', id: unit.id }, { officeId: facts.officeId, municipalityIds })
  return unit
}
