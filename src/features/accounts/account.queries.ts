import { In } from 'typeorm'
import { municipalities } from '#src/features/organisations/municipality.entity.ts'
import { officeMunicipalities, offices } from '#src/features/organisations/office.entity.ts'
import { byName } from '#src/features/organisations/swedish-order.ts'
import { officesOf } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import {
  type Account,
  accounts,
  accountValues,
  type ReportingUnit,
  reportingUnits,
  unitMunicipalities,
} from './account.entity.ts'
import { accountPolicy, type OfUnit, unitPolicy } from './account.policy.ts'
import type { AccountForm } from './form.ts'
import { formOf } from './forms.ts'
import type { Values } from './values.rules.ts'

export type UnitInArea = ReportingUnit & OfUnit & { readonly places: string; readonly fictitious: boolean }
export type FoundAccount = Account & OfUnit & { readonly unit: UnitInArea; readonly form: AccountForm }

/** Throws `NotFound` when there is none or the actor may not see it. */
export const findAccount = async (ctx: Ctx, id: string): Promise<FoundAccount> =>
  revealed(ctx, await ctx.rows(accounts).get({ id }))
/** For commands: as `findAccount`, and it stands still until this unit of work ends. */
export const holdAccount = async (ctx: Ctx, id: string): Promise<FoundAccount> =>
  revealed(ctx, await ctx.rows(accounts).hold({ id }))

async function revealed(ctx: Ctx, account: Account): Promise<FoundAccount> {
  const unit = await inArea(ctx, await ctx.rows(reportingUnits).get({ id: account.unitId }))
  return accountPolicy.reveal(ctx.actor, ofUnit(account, unit)) as FoundAccount
}

const ofUnit = (account: Account, unit: UnitInArea): FoundAccount => {
  const { officeId, municipalityIds } = unit
  return { ...account, ...{ officeId, municipalityIds, unit, form: formOf(account.formKey) } }
}

export async function inArea(ctx: Ctx, unit: ReportingUnit): Promise<UnitInArea> {
  const covered = await ctx.rows(unitMunicipalities).all({ unitId: unit.id })
  const municipalityIds = covered.map(({ municipalityId }) => municipalityId)
  const places = byName(await ctx.rows(municipalities).all({ id: In(municipalityIds) }))
  return {
    ...unit,
    municipalityIds,
    places: places.map(({ name }) => name).join(', '),
    fictitious: places.some(({ fictitious }) => fictitious),
  }
}

/** The units that the actor writes for or surveys, in Swedish order: the list that goes with `unitPolicy.view`. */
export async function visibleUnits(ctx: Ctx): Promise<UnitInArea[]> {
  const own = await ctx.rows(reportingUnits).all({ officeId: In(officesOf(ctx.actor, 'coordinator')) })
  const near = await ctx.rows(unitMunicipalities).all({ municipalityId: In([...ctx.actor.municipalityIds]) })
  const ids = [...new Set([...own.map(({ id }) => id), ...near.map(({ unitId }) => unitId)])]
  const found: UnitInArea[] = []
  for (const unit of byName(await ctx.rows(reportingUnits).all({ id: In(ids) }))) {
    const one = await inArea(ctx, unit)
    if (unitPolicy.can(ctx.actor, 'view', one)) found.push(one)
  }
  return found
}

/** The units of an analyst's municipalities, in Swedish order. */
export async function surveyedUnits(ctx: Ctx): Promise<UnitInArea[]> {
  const units = await visibleUnits(ctx)
  return units.filter(({ municipalityIds }) => municipalityIds.some(id => ctx.actor.municipalityIds.includes(id)))
}

/** Throws `NotFound` when there is none or the actor may not see it. */
export const findUnit = async (ctx: Ctx, id: string): Promise<UnitInArea> =>
  unitPolicy.reveal(ctx.actor, await inArea(ctx, await ctx.rows(reportingUnits).get({ id }))) as UnitInArea

/** Accounts of units, the newest year first. What is being written is shown to those who write it alone. */
export async function accountsOfUnits(ctx: Ctx, units: readonly UnitInArea[]): Promise<FoundAccount[]> {
  const rows = await ctx
    .rows(accounts)
    .all({ unitId: In(units.map(({ id }) => id)) }, { year: 'DESC', createdAt: 'ASC', id: 'ASC' })
  return rows.flatMap(account => {
    const found = ofUnit(account, units.find(({ id }) => id === account.unitId) as UnitInArea)
    return accountPolicy.can(ctx.actor, 'view', found) ? [found] : []
  })
}

export interface Filled {
  readonly values: Values
  /** Boxes whose reading of a copy was uncertain. */
  readonly interpreted: ReadonlySet<string>
}
export async function valuesOf(ctx: Ctx, { id }: Pick<Account, 'id'>): Promise<Filled> {
  const rows = await ctx.rows(accountValues).all({ accountId: id })
  return {
    values: Object.fromEntries(rows.map(({ key, value }) => [key, value])),
    interpreted: new Set(rows.filter(row => row.interpreted).map(({ key }) => key)),
  }
}

/** Offices where the actor is coordinator, with the municipalities that each covers: what a new unit may be made of. */
export async function ownOffices(ctx: Ctx) {
  const own = byName(await ctx.rows(offices).all({ id: In(officesOf(ctx.actor, 'coordinator')) }))
  const covered = await ctx.rows(officeMunicipalities).all({ officeId: In(own.map(({ id }) => id)) })
  return own.map(office => ({
    office,
    municipalityIds: covered.filter(({ officeId }) => officeId === office.id).map(one => one.municipalityId),
  }))
}
/** Municipalities by name: those that the actor's offices cover and those of her areas. */
export async function choosablePlaces(ctx: Ctx) {
  const covered = (await ownOffices(ctx)).flatMap(({ municipalityIds }) => municipalityIds)
  return byName(await ctx.rows(municipalities).all({ id: In([...covered, ...ctx.actor.municipalityIds]) }))
}
