import { withRole } from '#src/web/access.ts'
import { page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { closeContact, readLeaving, sendOn } from './close-contact.ts'
import { contactPage, leavingPage, pathOf } from './contact.page.ts'
import { findContact } from './contact.queries.ts'
import { contactListPage } from './contact-list.page.ts'
import { managerPage } from './manager.page.ts'
import { nameManager, readManager } from './name-manager.ts'
import type { AgencyContact, Organisation } from './organisation.entity.ts'
import { Verification, verifyContact } from './verify-contact.ts'

const anyRole = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst', 'admin')
const managing = withRole('admin', 'coordinator')
const keepers = withRole('admin', 'coordinator', 'convener')

/** The register of contacts. Before the pages of organisations, since its address looks like one of those. */
export const contactListRoutes: Feature = routes => {
  routes.get('/myndigheter/kontakter', anyRole, async (ctx, { query }) =>
    page('organisations/contacts', await contactListPage(ctx, query)),
  )
}

/** One contact, and what becomes of it. */
export const contactRoutes: Feature = routes => {
  routes.get('/myndigheter/:slug/kontakter/:id', anyRole, async (ctx, { params }) => {
    const { organisation, contact } = await findContact(ctx, params.slug, params.id)
    return page('organisations/contact', await contactPage(ctx, organisation, contact))
  })
  routes.post('/myndigheter/:slug/kontakter/:id/stammer', keepers, async (ctx, { params, body }) => {
    const { organisation, contact } = await findContact(ctx, params.slug, params.id)
    const form = ctx.form(Verification, body)
    if (!form.ok) return page('organisations/contact', await contactPage(ctx, organisation, contact), 422)
    await verifyContact(ctx, contact, form.value)
    return redirect(pathOf(organisation, contact), 'contacts.wasVerified')
  })
  routes.get('/myndigheter/:slug/kontakter/:id/chef', managing, async (ctx, { params }) => {
    const { organisation, contact } = await findContact(ctx, params.slug, params.id)
    if (!contact.active) return redirect(pathOf(organisation, contact))
    return page('organisations/manager', await managerPage(ctx, organisation, contact))
  })
  routes.post('/myndigheter/:slug/kontakter/:id/chef', managing, async (ctx, { params, body }) => {
    const { organisation, contact } = await findContact(ctx, params.slug, params.id)
    const form = await readManager(ctx, contact, body)
    if (!form.ok) return page('organisations/manager', await managerPage(ctx, organisation, contact, form), 422)
    await nameManager(ctx, contact, form.value)
    return redirect(pathOf(organisation, contact), 'feedback.managerSaved')
  })
  routes.get('/myndigheter/:slug/kontakter/:id/slutat', keepers, async (ctx, { params }) => {
    const { organisation, contact } = await findContact(ctx, params.slug, params.id)
    return contact.active ? leaving(ctx, organisation, contact) : redirect(pathOf(organisation, contact))
  })
  routes.post('/myndigheter/:slug/kontakter/:id/slutat', keepers, async (ctx, { params, body }) => {
    const { organisation, contact } = await findContact(ctx, params.slug, params.id)
    const form = await readLeaving(ctx, contact, body)
    if (!form.ok) return page('organisations/contact-left', await leavingPage(ctx, organisation, contact, form), 422)
    const count = await closeContact(ctx, contact, form.value)
    return redirect(pathOf(organisation, contact), count > 0 ? 'contacts.wasLeftSentOn' : 'contacts.wasLeft')
  })
  routes.post('/myndigheter/:slug/kontakter/:id/skicka-vidare', keepers, async (ctx, { params }) => {
    const { organisation, contact } = await findContact(ctx, params.slug, params.id)
    await sendOn(ctx, contact)
    return redirect(pathOf(organisation, contact), 'contacts.wasSentOn')
  })
}

const leaving = async (ctx: Ctx, organisation: Organisation, contact: AgencyContact): Promise<Reply> =>
  page('organisations/contact-left', await leavingPage(ctx, organisation, contact))
