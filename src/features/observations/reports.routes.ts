import { isId } from '#src/kernel/ids.ts'
import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Routes } from '#src/web/routes.ts'
import { AdditionForm, addToReport } from './add-to-report.ts'
import { findReport } from './observation.queries.ts'
import { reportPage } from './report.page.ts'
import { reportsPage } from './reports.page.ts'
import { VersionForm, withdrawReport } from './withdraw-report.ts'

/** One's own reports, and one report as its office reads it. */
export function reportRoutes(routes: Routes): void {
  const office = withRole('ombud', 'coordinator')
  routes.get('/rapporter', office, async (ctx, { query }) =>
    page('observations/reports', await reportsPage(ctx, isId(query['fore']) ? query['fore'] : null)),
  )
  routes.get('/rapporter/:nr', office, async (ctx, { params }) =>
    page('observations/report', await reportPage(ctx, await findReport(ctx, { number: params.nr }))),
  )
  routes.post('/rapporter/:nr/tillagg', office, async (ctx, { params, body }) => {
    const report = await findReport(ctx, { number: params.nr })
    const form = ctx.form(AdditionForm, body)
    if (!form.ok) return page('observations/report', await reportPage(ctx, report, form), 422)
    await addToReport(ctx, report, form.value.addition)
    return redirect(`/rapporter/${report.number}`, 'observations.added')
  })
  routes.post('/rapporter/:nr/aterkalla', office, async (ctx, { params, body }) => {
    const report = await findReport(ctx, { number: params.nr })
    const form = ctx.form(VersionForm, body)
    if (!form.ok) return page('observations/report', await reportPage(ctx, report, form), 422)
    await withdrawReport(ctx, report, form.value.version)
    return redirect(`/rapporter/${report.number}`, 'observations.withdrawn')
  })
}
