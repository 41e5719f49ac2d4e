import type { z } from 'zod'
import { type FieldErrors, type FormState, faulty } from '#src/kernel/forms.ts'
import { withRole } from '#src/web/access.ts'
import { page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature, Routes } from '#src/web/routes.ts'
import type { ActionAct } from './action.lifecycle.ts'
import { actionPage } from './action.page.ts'
import { ACT_PATHS, actionFormPage } from './action-form.page.ts'
import { type ActStep, STEPS } from './action-steps.ts'
import { refuseDueDay } from './ask-due-day.ts'
import { findAction } from './find-action.ts'
import { listRoutes } from './list.routes.ts'
import { resendTask } from './resend-task.ts'
import { taskLinkRoutes } from './task-link.routes.ts'

const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')
const keepers = withRole('coordinator', 'convener')
const owners = withRole('ombud', 'coordinator', 'convener', 'member')

export const actionRoutes: Feature = routes => {
  listRoutes(routes)
  taskLinkRoutes(routes)
  routes.get('/atgarder/:id', readers, async (ctx, { params }) =>
    page('actions/show', await actionPage(ctx, await findAction(ctx, params.id))),
  )
  act(routes, 'accept', STEPS.accept)
  act(routes, 'decline', STEPS.decline)
  act(routes, 'note', STEPS.note)
  act(routes, 'complete', STEPS.complete)
  act(routes, 'askDue', STEPS.askDue)
  act(routes, 'changeDue', STEPS.changeDue)
  act(routes, 'cancel', STEPS.cancel)
  routes.post('/atgarder/:id/ny-dag/avsla', keepers, async (ctx, { params }) => {
    const found = await findAction(ctx, params.id)
    await refuseDueDay(ctx, found)
    return redirect(`/atgarder/${found.action.id}`, 'actions.wasRefused')
  })
  routes.post('/atgarder/:id/lank', keepers, async (ctx, { params }) => {
    const found = await findAction(ctx, params.id)
    const sent = await resendTask(ctx, found)
    return redirect(`/atgarder/${found.action.id}`, sent === 0 ? 'actions.nobodyToSend' : 'actions.wasSent')
  })
}

/** Each act has its form at an address of its own, and posting it there carries it out. */
function act<S extends z.ZodObject>(
  routes: Routes,
  name: ActionAct,
  { schema, faults, command, told }: ActStep<S>,
): void {
  const path = `/atgarder/:id/${ACT_PATHS[name]}` as const
  const access = name === 'changeDue' || name === 'cancel' ? keepers : owners
  routes.get(path, access, async (ctx, { params }) =>
    page('actions/form', await actionFormPage(ctx, await findAction(ctx, params.id), name)),
  )
  routes.post(path, access, async (ctx, { params, body }) => {
    const found = await findAction(ctx, params.id)
    const again = async (form: FormState): Promise<Reply> =>
      page('actions/form', await actionFormPage(ctx, found, name, form), 422)
    const read = ctx.form(schema, body)
    if (!read.ok) return again(read)
    const wrong: FieldErrors = faults?.(ctx, read.value) ?? {}
    if (Object.keys(wrong).length > 0) return again(faulty(body, wrong))
    await command(ctx, found, read.value)
    return redirect(`/atgarder/${found.action.id}`, told)
  })
}
