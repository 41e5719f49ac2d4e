import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { actionPlanRoutes } from './action-plan.routes.ts'
import { groupPage } from './group.page.ts'
import { findGroup } from './group.queries.ts'
import { changeGroupPage, newGroupPage } from './group-form.page.ts'
import { groupListPage } from './group-list.page.ts'
import { changeGroup, makeGroup, readGroup, readGroupChange } from './save-group.ts'
import { contactRoutes, holderRoutes, seatRoutes } from './seat.routes.ts'
import { yearPlanRoutes } from './year-plan.routes.ts'

const anyRole = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst', 'admin')
const keepers = withRole('admin', 'convener')
const admin = withRole('admin')

export const groupRoutes: Feature = routes => {
  routes.get('/grupper', anyRole, async ctx => page('groups/index', await groupListPage(ctx)))
  routes.get('/grupper/ny', admin, async ctx => page('groups/group-form', await newGroupPage(ctx)))
  routes.post('/grupper/ny', admin, async (ctx, { body }) => {
    const form = await readGroup(ctx, body)
    if (!form.ok) return page('groups/group-form', await newGroupPage(ctx, form), 422)
    const { slug } = await makeGroup(ctx, form.value)
    return redirect(`/grupper/${slug}`, 'groups.made')
  })
  routes.get('/grupper/:slug', anyRole, async (ctx, { params }) =>
    page('groups/show', await groupPage(ctx, await findGroup(ctx, params.slug))),
  )
  routes.get('/grupper/:slug/redigera', keepers, async (ctx, { params }) =>
    page('groups/group-form', await changeGroupPage(ctx, await findGroup(ctx, params.slug))),
  )
  routes.post('/grupper/:slug/redigera', keepers, async (ctx, { params, body }) => {
    const group = await findGroup(ctx, params.slug)
    const form = await readGroupChange(ctx, body, group)
    if (!form.ok) return page('groups/group-form', await changeGroupPage(ctx, group, form), 422)
    await changeGroup(ctx, group, form.value)
    return redirect(`/grupper/${params.slug}`, 'organisations.changed')
  })
  seatRoutes(routes)
  holderRoutes(routes)
  contactRoutes(routes)
  yearPlanRoutes(routes)
  actionPlanRoutes(routes)
}
