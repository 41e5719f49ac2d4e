import { findRequest } from '#src/features/answers/find-request.ts'
import { findGroup } from '#src/features/groups/group.queries.ts'
import { faulty } from '#src/kernel/forms.ts'
import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { chooseTone, ToneForm } from './choose-tone.ts'
import { holdPage } from './hold.page.ts'
import { HoldForm, holdFaults, holdReminders, resumeReminders } from './hold-reminders.ts'
import { tonePage } from './tone.page.ts'

const askers = withRole('coordinator', 'convener')
const keepers = withRole('admin', 'convener')

export const reminderRoutes: Feature = routes => {
  routes.get('/obesvarade/:id/paminnelser/vila', askers, async (ctx, { params }) =>
    page('reminders/hold', await holdPage(ctx, await findRequest(ctx, params.id))),
  )
  routes.post('/obesvarade/:id/paminnelser/vila', askers, async (ctx, { params, body }) => {
    const found = await findRequest(ctx, params.id)
    const read = ctx.form(HoldForm, body)
    const faults = read.ok ? holdFaults(ctx, read.value) : {}
    const form = read.ok && Object.keys(faults).length > 0 ? faulty(body, faults) : read
    if (!form.ok) return page('reminders/hold', await holdPage(ctx, found, form), 422)
    await holdReminders(ctx, found, form.value)
    return redirect(`/obesvarade/${params.id}`, 'reminders.wasHeld')
  })
  routes.post('/obesvarade/:id/paminnelser/igen', askers, async (ctx, { params }) => {
    await resumeReminders(ctx, await findRequest(ctx, params.id))
    return redirect(`/obesvarade/${params.id}`, 'reminders.wasResumed')
  })

  routes.get('/grupper/:slug/paminnelser', keepers, async (ctx, { params }) =>
    page('reminders/tone', tonePage(ctx, await findGroup(ctx, params.slug))),
  )
  routes.post('/grupper/:slug/paminnelser', keepers, async (ctx, { params, body }) => {
    const group = await findGroup(ctx, params.slug)
    const form = ctx.form(ToneForm, body)
    if (!form.ok) return page('reminders/tone', tonePage(ctx, group, form), 422)
    await chooseTone(ctx, group, form.value)
    return redirect(`/grupper/${params.slug}`, 'reminders.toneChosen')
  })
}
