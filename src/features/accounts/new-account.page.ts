import { type Crumb, type FormPage, optionsOf } from '#src/features/organisations/register-form.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { UNIT_KINDS } from './account.entity.ts'
import { choosablePlaces, ownOffices } from './account.queries.ts'
import { allForms } from './forms.ts'
import { writableUnits } from './make-account.ts'
import { counties } from './save-unit.ts'

export interface NewAccountPage extends FormPage {
  readonly units: readonly Option[]
  readonly forms: readonly Option[]
}
export interface NewUnitPage extends FormPage {
  readonly kinds: readonly Option[]
  readonly counties: readonly Option[]
  readonly offices: readonly Option[]
  readonly places: readonly Option[]
}

export const accountsCrumb = (ctx: Ctx): Crumb => ({ text: ctx.t('accounts.title'), href: '/redovisningar' })
const frame = (ctx: Ctx, title: string, form: FormState) => ({
  title,
  trail: [accountsCrumb(ctx), { text: title }],
  form,
  version: null,
  cancel: '/redovisningar',
  fictitious: false,
})

export async function newAccountPage(ctx: Ctx, form?: FormState): Promise<NewAccountPage> {
  const units = await writableUnits(ctx)
  const [only] = units
  return {
    ...frame(ctx, ctx.t('accounts.new'), form ?? emptyForm(only && units.length === 1 ? { unitId: only.id } : {})),
    units: units.map(({ id, name, county }) => ({ value: id, label: name, hint: county })),
    forms: [...allForms()].map(([value, { county, year, variant }]) => ({
      value,
      label: [county, year, variant && `(${variant})`].filter(Boolean).join(' '),
    })),
  }
}

export async function newUnitPage(ctx: Ctx, form?: FormState): Promise<NewUnitPage> {
  const [only] = counties()
  const offices = await ownOffices(ctx)
  const first = { county: only ?? '', officeId: offices.length === 1 ? (offices[0]?.office.id ?? '') : '' }
  return {
    ...frame(ctx, ctx.t('accounts.newUnit'), form ?? emptyForm(first)),
    kinds: optionsOf(ctx, 'unitKind', UNIT_KINDS),
    counties: counties().map(county => ({ value: county, label: county })),
    offices: offices.map(({ office }) => ({ value: office.id, label: office.name })),
    places: (await choosablePlaces(ctx)).map(({ id, name }) => ({ value: id, label: name })),
  }
}
