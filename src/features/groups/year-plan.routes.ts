import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { findGroup } from './group.queries.ts'
import { planYear, readYearPlan } from './plan-year.ts'
import { yearPlanPage } from './year-plan.page.ts'

const conveners = withRole('convener')

export const yearPlanRoutes: Feature = routes => {
  routes.get('/grupper/:slug/arsplan', conveners, async (ctx, { params, query }) =>
    page('groups/year-plan', await yearPlanPage(ctx, await findGroup(ctx, params.slug), query['ar'])),
  )
  routes.post('/grupper/:slug/arsplan', conveners, async (ctx, { params, query, body }) => {
    const group = await findGroup(ctx, params.slug)
    const form = await readYearPlan(ctx, body, group)
    if (!form.ok) return page('groups/year-plan', await yearPlanPage(ctx, group, query['ar'], form), 422)
    await planYear(ctx, group, form.value)
    return redirect('/moten', 'yearPlan.planned')
  })
}
