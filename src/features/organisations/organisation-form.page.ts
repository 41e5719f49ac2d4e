import type { FormState } from '#src/kernel/forms.ts'
import { emptyForm } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { ORGANISATION_KINDS, type Organisation, organisations } from './organisation.entity.ts'
import { withUnits } from './organisation.queries.ts'
import { type FormPage, formOf, optionsOf, versionIn } from './register-form.ts'
import { byName } from './swedish-order.ts'

export interface OrganisationFormPage extends FormPage {
  readonly kinds: readonly Option[]
  readonly parents: readonly Option[]
}

export async function newOrganisationPage(ctx: Ctx, form: FormState = emptyForm()): Promise<OrganisationFormPage> {
  const title = ctx.t('organisations.new')
  return {
    ...(await choices(ctx, null)),
    title,
    trail: [{ text: ctx.t('organisations.title'), href: '/admin/organisationer' }, { text: title }],
    form,
    version: null,
    cancel: '/admin/organisationer',
    fictitious: false,
  }
}

export async function changeOrganisationPage(
  ctx: Ctx,
  organisation: Organisation,
  form: FormState = formOf(organisation, ['name', 'kind', 'parentId', 'validFrom', 'validTo'], organisation.version),
): Promise<OrganisationFormPage> {
  const here = `/myndigheter/${organisation.slug}`
  return {
    ...(await choices(ctx, organisation)),
    title: ctx.t('organisations.change'),
    trail: [
      { text: ctx.t('organisations.title'), href: '/admin/organisationer' },
      { text: organisation.name, href: here },
      { text: ctx.t('organisations.change') },
    ],
    form,
    version: versionIn(form),
    cancel: here,
    fictitious: organisation.fictitious,
  }
}

/** A unit of the organisation, or the organisation itself, cannot stand above it. */
async function choices(
  ctx: Ctx,
  organisation: Organisation | null,
): Promise<Pick<OrganisationFormPage, 'kinds' | 'parents'>> {
  const within = organisation === null ? [] : await withUnits(ctx, [organisation.id])
  const others = (await ctx.rows(organisations).all()).filter(({ id }) => !within.includes(id))
  return {
    kinds: optionsOf(ctx, 'organisationKind', ORGANISATION_KINDS),
    parents: byName(others).map(({ id, name }) => ({ value: id, label: name })),
  }
}
