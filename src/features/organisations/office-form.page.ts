import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { municipalities } from './municipality.entity.ts'
import { EMPLOYER_ROLES, type Office, type OfficeEmployer, PROVIDER_KINDS } from './office.entity.ts'
import { OFFICES } from './office.page.ts'
import { municipalitiesOf } from './office.queries.ts'
import { organisationNames, organisationOptions } from './organisation.queries.ts'
import { type FormPage, formOf, optionsOf, versionIn } from './register-form.ts'
import { byName } from './swedish-order.ts'

export interface OfficeFormPage extends FormPage {
  readonly providers: readonly Option[]
  readonly municipalities: readonly Option[]
}
/** Adding an employer, or (with its name given) changing from and to when. */
export interface EmployerFormPage extends FormPage {
  readonly name: string | null
  readonly organisations: readonly Option[]
  readonly roles: readonly Option[]
}

export async function newOfficePage(ctx: Ctx, form: FormState = emptyForm()): Promise<OfficeFormPage> {
  const title = ctx.t('organisations.newOffice')
  return {
    ...(await choices(ctx)),
    title,
    trail: [{ text: ctx.t('organisations.offices'), href: OFFICES }, { text: title }],
    form,
    version: null,
    cancel: OFFICES,
    fictitious: false,
  }
}

export async function changeOfficePage(ctx: Ctx, office: Office, faulty?: FormState): Promise<OfficeFormPage> {
  const form = faulty ?? (await storedOffice(ctx, office))
  return {
    ...(await choices(ctx)),
    ...frame(ctx, office, ctx.t('organisations.changeOffice')),
    form,
    version: versionIn(form),
  }
}

async function storedOffice(ctx: Ctx, office: Office): Promise<FormState> {
  const form = formOf(office, ['name', 'providerKind', 'email', 'phone'], office.version)
  const covered = await municipalitiesOf(ctx, office.id)
  return emptyForm({ ...form.values, municipalityIds: covered.map(({ id }) => id) })
}

async function choices(ctx: Ctx): Promise<Pick<OfficeFormPage, 'providers' | 'municipalities'>> {
  const all = byName(await ctx.rows(municipalities).all())
  return {
    providers: optionsOf(ctx, 'provider', PROVIDER_KINDS),
    municipalities: all.map(({ id, name }) => ({ value: id, label: name })),
  }
}

const frame = (ctx: Ctx, office: Office, title: string) => ({
  title,
  trail: [
    { text: ctx.t('organisations.offices'), href: OFFICES },
    { text: office.name, href: `${OFFICES}/${office.slug}` },
    { text: title },
  ],
  cancel: `${OFFICES}/${office.slug}`,
  fictitious: office.fictitious,
})

export const newEmployerPage = async (ctx: Ctx, office: Office, form = emptyForm()): Promise<EmployerFormPage> => ({
  ...frame(ctx, office, ctx.t('organisations.newEmployer')),
  form,
  version: null,
  name: null,
  organisations: await organisationOptions(ctx),
  roles: optionsOf(ctx, 'employerRole', EMPLOYER_ROLES),
})

export async function employerTimePage(
  ctx: Ctx,
  office: Office,
  employer: OfficeEmployer,
  form = formOf(employer, ['validFrom', 'validTo'], office.version),
): Promise<EmployerFormPage> {
  const names = await organisationNames(ctx, [employer.organisationId])
  return {
    ...frame(ctx, office, ctx.t('organisations.changeTime')),
    form,
    version: versionIn(form),
    name: names.get(employer.organisationId) ?? '',
    organisations: [],
    roles: [],
  }
}
