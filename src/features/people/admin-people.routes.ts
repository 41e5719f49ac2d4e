import { faulty } from '#src/kernel/forms.ts'
import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature, Routes } from '#src/web/routes.ts'
import { GrantForm, giveGrant, grantFaults, setClosed, takeGrant } from './change-grants.ts'
import { Invitation, invitePerson, sendInvitation } from './invite-person.ts'
import { people } from './person.entity.ts'
import { invitationPage, peoplePage, personPage } from './person.page.ts'

const admin = withRole('admin')
const pathOf = (id: string): string => `/admin/anvandare/${id}`

export const adminRoutes: Feature = routes => {
  listRoutes(routes)
  grantRoutes(routes)
  accountStateRoutes(routes)
}

function listRoutes(routes: Routes): void {
  routes.get('/admin/anvandare', admin, async ctx => page('people/people', await peoplePage(ctx)))

  routes.get('/admin/anvandare/ny', admin, async ctx => page('people/invite', await invitationPage(ctx)))

  routes.post('/admin/anvandare', admin, async (ctx, { body }) => {
    const form = ctx.form(Invitation, body)
    if (!form.ok) return page('people/invite', await invitationPage(ctx, form), 422)
    const faults: Record<string, readonly string[]> = { ...grantFaults(form.value) } as never
    if ((await ctx.rows(people).one({ email: form.value.email })) !== null) faults['email'] = ['people.emailTaken']
    if (Object.keys(faults).length > 0)
      return page('people/invite', await invitationPage(ctx, faulty(body, faults)), 422)
    const person = await invitePerson(ctx, form.value)
    return redirect(pathOf(person.id), 'people.invited')
  })

  routes.get('/admin/anvandare/:id', admin, async (ctx, { params }) =>
    page('people/person', await personPage(ctx, await ctx.rows(people).get({ id: params.id }))),
  )
}

function grantRoutes(routes: Routes): void {
  routes.post('/admin/anvandare/:id/roller', admin, async (ctx, { params, body }) => {
    const person = await ctx.rows(people).get({ id: params.id })
    const form = ctx.form(GrantForm, body)
    const faults = form.ok ? grantFaults(form.value) : form.errors
    if (!form.ok || Object.keys(faults).length > 0)
      return page('people/person', await personPage(ctx, person, faulty(body, faults)), 422)
    await giveGrant(ctx, person, form.value)
    return redirect(pathOf(person.id), 'people.granted')
  })

  routes.post('/admin/anvandare/:id/roller/:grant/borttagning', admin, async (ctx, { params }) => {
    const person = await ctx.rows(people).get({ id: params.id })
    await takeGrant(ctx, person, params.grant)
    return redirect(pathOf(person.id), 'people.grantTaken')
  })
}

function accountStateRoutes(routes: Routes): void {
  routes.post('/admin/anvandare/:id/inbjudan', admin, async (ctx, { params }) => {
    const person = await ctx.rows(people).get({ id: params.id, state: 'invited' })
    await sendInvitation(ctx, person)
    return redirect(pathOf(person.id), 'people.invited')
  })

  routes.post('/admin/anvandare/:id/avslut', admin, async (ctx, { params }) => {
    await setClosed(ctx, await ctx.rows(people).get({ id: params.id }), true)
    return redirect(pathOf(params.id), 'people.closed')
  })

  routes.post('/admin/anvandare/:id/oppning', admin, async (ctx, { params }) => {
    await setClosed(ctx, await ctx.rows(people).get({ id: params.id }), false)
    return redirect(pathOf(params.id), 'people.opened')
  })
}
