import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { municipalities } from './municipality.entity.ts'
import { changeMunicipalityPage, municipalityListPage, newMunicipalityPage } from './municipality.page.ts'
import { organisationBySlug } from './organisation.queries.ts'
import { changeOrganisationPage, newOrganisationPage } from './organisation-form.page.ts'
import { organisationAdminPage } from './organisation-list.page.ts'
import { changeMunicipality, MunicipalityChange, MunicipalityForm, makeMunicipality } from './save-municipality.ts'
import { changeOrganisation, makeOrganisation, readOrganisation, readOrganisationChange } from './save-organisation.ts'

const admin = withRole('admin')

/** The registers of organisations and of municipalities. */
export const registerRoutes: Feature = routes => {
  routes.get('/admin/organisationer', admin, async (ctx, { query }) =>
    page('organisations/index', await organisationAdminPage(ctx, query)),
  )
  routes.get('/admin/organisationer/ny', admin, async ctx =>
    page('organisations/organisation-form', await newOrganisationPage(ctx)),
  )
  routes.post('/admin/organisationer/ny', admin, async (ctx, { body }) => {
    const form = await readOrganisation(ctx, body)
    if (!form.ok) return page('organisations/organisation-form', await newOrganisationPage(ctx, form), 422)
    const { slug } = await makeOrganisation(ctx, form.value)
    return redirect(`/myndigheter/${slug}`, 'organisations.made')
  })
  routes.get('/admin/organisationer/:slug/redigera', admin, async (ctx, { params }) =>
    page(
      'organisations/organisation-form',
      await changeOrganisationPage(ctx, await organisationBySlug(ctx, params.slug)),
    ),
  )
  routes.post('/admin/organisationer/:slug/redigera', admin, async (ctx, { params, body }) => {
    const organisation = await organisationBySlug(ctx, params.slug)
    const form = await readOrganisationChange(ctx, body, organisation)
    if (!form.ok)
      return page('organisations/organisation-form', await changeOrganisationPage(ctx, organisation, form), 422)
    await changeOrganisation(ctx, organisation, form.value)
    return redirect(`/myndigheter/${params.slug}`, 'organisations.changed')
  })
}

export const municipalityRoutes: Feature = routes => {
  routes.get('/admin/kommuner', admin, async ctx => page('organisations/register', await municipalityListPage(ctx)))
  routes.get('/admin/kommuner/ny', admin, async ctx =>
    page('organisations/municipality-form', newMunicipalityPage(ctx)),
  )
  routes.post('/admin/kommuner/ny', admin, async (ctx, { body }) => {
    const form = ctx.form(MunicipalityForm, body)
    if (!form.ok) return page('organisations/municipality-form', newMunicipalityPage(ctx, form), 422)
    await makeMunicipality(ctx, form.value)
    return redirect('/admin/kommuner', 'organisations.municipalityMade')
  })
  routes.get('/admin/kommuner/:slug/redigera', admin, async (ctx, { params }) => {
    const municipality = await ctx.rows(municipalities).get({ slug: params.slug })
    return page('organisations/municipality-form', changeMunicipalityPage(ctx, municipality))
  })
  routes.post('/admin/kommuner/:slug/redigera', admin, async (ctx, { params, body }) => {
    const municipality = await ctx.rows(municipalities).get({ slug: params.slug })
    const form = ctx.form(MunicipalityChange, body)
    if (!form.ok) return page('organisations/municipality-form', changeMunicipalityPage(ctx, municipality, form), 422)
    await changeMunicipality(ctx, municipality, form.value)
    return redirect('/admin/kommuner', 'organisations.changed')
  })
}
