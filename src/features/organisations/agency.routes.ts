import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { agencyPage } from './agency.page.ts'
import { changeContactPage, newContactPage } from './contact-form.page.ts'
import { agencyContacts } from './organisation.entity.ts'
import { organisationBySlug } from './organisation.queries.ts'
import { agencyListPage } from './organisation-list.page.ts'
import { addContact, changeContact, readContact, readContactChange } from './save-contact.ts'

const anyRole = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst', 'admin')
const keepers = withRole('admin', 'coordinator')
const admin = withRole('admin')

/** Organisations as everybody reads them, with the contacts that answer for them. */
export const agencyRoutes: Feature = routes => {
  routes.get('/myndigheter', anyRole, async (ctx, { query }) =>
    page('organisations/index', await agencyListPage(ctx, query)),
  )
  routes.get('/myndigheter/:slug', anyRole, async (ctx, { params, query }) =>
    page('organisations/agency', await agencyPage(ctx, await organisationBySlug(ctx, params.slug), query['period'])),
  )
  routes.get('/myndigheter/:slug/kontakter/ny', keepers, async (ctx, { params }) =>
    page('organisations/contact-form', await newContactPage(ctx, await organisationBySlug(ctx, params.slug))),
  )
  routes.post('/myndigheter/:slug/kontakter/ny', keepers, async (ctx, { params, body }) => {
    const organisation = await organisationBySlug(ctx, params.slug)
    const form = await readContact(ctx, organisation, body)
    if (!form.ok) return page('organisations/contact-form', await newContactPage(ctx, organisation, form), 422)
    await addContact(ctx, organisation, form.value)
    return redirect(`/myndigheter/${params.slug}`, 'organisations.contactMade')
  })
  routes.get('/myndigheter/:slug/kontakter/:id/redigera', admin, async (ctx, { params }) => {
    const organisation = await organisationBySlug(ctx, params.slug)
    const contact = await ctx.rows(agencyContacts).get({ id: params.id, organisationId: organisation.id })
    return page('organisations/contact-form', await changeContactPage(ctx, organisation, contact))
  })
  routes.post('/myndigheter/:slug/kontakter/:id/redigera', admin, async (ctx, { params, body }) => {
    const organisation = await organisationBySlug(ctx, params.slug)
    const contact = await ctx.rows(agencyContacts).get({ id: params.id, organisationId: organisation.id })
    const form = await readContactChange(ctx, organisation, contact, body)
    if (!form.ok)
      return page('organisations/contact-form', await changeContactPage(ctx, organisation, contact, form), 422)
    await changeContact(ctx, contact, form.value)
    return redirect(`/myndigheter/${params.slug}`, 'organisations.changed')
  })
}
