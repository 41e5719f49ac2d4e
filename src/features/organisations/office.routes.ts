import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { officeEmployers } from './office.entity.ts'
import { officeListPage, officePage } from './office.page.ts'
import { officeBySlug } from './office.queries.ts'
import { changeOfficePage, employerTimePage, newEmployerPage, newOfficePage } from './office-form.page.ts'
import { addEmployer, changeEmployerTime, readEmployer, readEmployerTime } from './save-employer.ts'
import { changeOffice, makeOffice, readOffice, readOfficeChange } from './save-office.ts'

const admin = withRole('admin')

export const officeRoutes: Feature = routes => {
  routes.get('/admin/verksamheter', admin, async ctx => page('organisations/register', await officeListPage(ctx)))
  routes.get('/admin/verksamheter/ny', admin, async ctx => page('organisations/office-form', await newOfficePage(ctx)))
  routes.post('/admin/verksamheter/ny', admin, async (ctx, { body }) => {
    const form = await readOffice(ctx, body)
    if (!form.ok) return page('organisations/office-form', await newOfficePage(ctx, form), 422)
    const { slug } = await makeOffice(ctx, form.value)
    return redirect(`/admin/verksamheter/${slug}`, 'organisations.officeMade')
  })
  routes.get('/admin/verksamheter/:slug', admin, async (ctx, { params }) =>
    page('organisations/office', await officePage(ctx, await officeBySlug(ctx, params.slug))),
  )
  routes.get('/admin/verksamheter/:slug/redigera', admin, async (ctx, { params }) =>
    page('organisations/office-form', await changeOfficePage(ctx, await officeBySlug(ctx, params.slug))),
  )
  routes.post('/admin/verksamheter/:slug/redigera', admin, async (ctx, { params, body }) => {
    const office = await officeBySlug(ctx, params.slug)
    const form = await readOfficeChange(ctx, body)
    if (!form.ok) return page('organisations/office-form', await changeOfficePage(ctx, office, form), 422)
    await changeOffice(ctx, office, form.value)
    return redirect(`/admin/verksamheter/${params.slug}`, 'organisations.changed')
  })
}

/** Who employs or commissions an office, and when. */
export const employerRoutes: Feature = routes => {
  routes.get('/admin/verksamheter/:slug/arbetsgivare/ny', admin, async (ctx, { params }) =>
    page('organisations/employer-form', await newEmployerPage(ctx, await officeBySlug(ctx, params.slug))),
  )
  routes.post('/admin/verksamheter/:slug/arbetsgivare/ny', admin, async (ctx, { params, body }) => {
    const office = await officeBySlug(ctx, params.slug)
    const form = await readEmployer(ctx, body)
    if (!form.ok) return page('organisations/employer-form', await newEmployerPage(ctx, office, form), 422)
    await addEmployer(ctx, office, form.value)
    return redirect(`/admin/verksamheter/${params.slug}`, 'organisations.changed')
  })
  routes.get('/admin/verksamheter/:slug/arbetsgivare/:id', admin, async (ctx, { params }) => {
    const office = await officeBySlug(ctx, params.slug)
    const employer = await ctx.rows(officeEmployers).get({ id: params.id, officeId: office.id })
    return page('organisations/employer-form', await employerTimePage(ctx, office, employer))
  })
  routes.post('/admin/verksamheter/:slug/arbetsgivare/:id', admin, async (ctx, { params, body }) => {
    const office = await officeBySlug(ctx, params.slug)
    const employer = await ctx.rows(officeEmployers).get({ id: params.id, officeId: office.id })
    const form = await readEmployerTime(ctx, body)
    if (!form.ok) return page('organisations/employer-form', await employerTimePage(ctx, office, employer, form), 422)
    await changeEmployerTime(ctx, office, employer, form.value)
    return redirect(`/admin/verksamheter/${params.slug}`, 'organisations.changed')
  })
}
