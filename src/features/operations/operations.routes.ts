import { z } from 'zod'
import { faulty, field } from '#src/kernel/forms.ts'
import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature, Routes } from '#src/web/routes.ts'
import { bouncePage } from './bounce.page.ts'
import { discardMail, discardRestored } from './discard-mail.ts'
import { mailPage } from './mail.page.ts'
import { BounceForm, noteBounce } from './note-bounce.ts'
import { operationsPage } from './operations.page.ts'
import { runJobNow } from './run-job-now.ts'
import { releaseRestored, sendAgain, sendAllAgain } from './send-again.ts'

const admin = withRole('admin')
const DRIFT = '/admin/drift'
const JobForm = z.object({ jobb: field.name(36) })

export const operationRoutes: Feature = routes => {
  routes.get('/admin/drift', admin, async (ctx, { query }) =>
    page('operations/operations', await operationsPage(ctx, query)),
  )
  letterRoutes(routes)
  queueRoutes(routes)
  bounceRoutes(routes)

  routes.post('/admin/drift/jobb', admin, async (ctx, { body }) => {
    const form = ctx.form(JobForm, body)
    if (!form.ok) return page('operations/operations', await operationsPage(ctx, {}, form), 422)
    await runJobNow(ctx, form.value.jobb)
    return redirect(DRIFT, 'operations.jobWanted')
  })
}

function letterRoutes(routes: Routes): void {
  routes.get('/admin/drift/brev/:id', admin, async (ctx, { params }) =>
    page('operations/mail', await mailPage(ctx, params.id)),
  )
  routes.post('/admin/drift/brev/:id/utskick', admin, async (ctx, { params }) => {
    await sendAgain(ctx, params.id)
    return redirect(DRIFT, 'operations.onItsWay')
  })
  routes.post('/admin/drift/brev/:id/undanlaggning', admin, async (ctx, { params }) => {
    await discardMail(ctx, params.id)
    return redirect(DRIFT, 'operations.setAside')
  })
}

function queueRoutes(routes: Routes): void {
  routes.post('/admin/drift/misslyckade/utskick', admin, async ctx => {
    await sendAllAgain(ctx)
    return redirect(DRIFT, 'operations.allOnTheirWay')
  })
  routes.post('/admin/drift/aterlasta/utskick', admin, async ctx => {
    await releaseRestored(ctx)
    return redirect(DRIFT, 'operations.allOnTheirWay')
  })
  routes.post('/admin/drift/aterlasta/undanlaggning', admin, async ctx => {
    await discardRestored(ctx)
    return redirect(DRIFT, 'operations.allSetAside')
  })
}

function bounceRoutes(routes: Routes): void {
  routes.get('/admin/drift/studs', admin, async (ctx, { query }) =>
    page('operations/bounce', bouncePage(ctx, query['adress'])),
  )
  routes.post('/admin/drift/studs', admin, async (ctx, { body }) => {
    const form = ctx.form(BounceForm, body)
    if (!form.ok) return page('operations/bounce', bouncePage(ctx, undefined, form), 422)
    if ((await noteBounce(ctx, form.value)) > 0) return redirect(DRIFT, 'operations.bounceNoted')
    const unknown = faulty(body, { address: ['operations.noLetterSent'] })
    return page('operations/bounce', bouncePage(ctx, undefined, unknown), 422)
  })
}
