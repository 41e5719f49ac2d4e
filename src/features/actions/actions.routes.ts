import type { z } from 'zod'
import { type FieldErrors, type FormState, faulty } from '#src/kernel/forms.ts'
import { withRole } from '#src/web/access.ts'
import { page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature, Routes } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { Acceptance, acceptAction } from './accept-action.ts'
import type { ActionAct } from './action.lifecycle.ts'
import { ACT_PATHS, actionFormPage, actionPage } from './action.page.ts'
import { actionListPage } from './action-list.page.ts'
import { Cancellation, cancelAction } from './cancel-action.ts'
import { changeDueDay, dueDayFaults, NewDueDay } from './change-due-day.ts'
import { Completion, completeAction, completionFaults } from './complete-action.ts'
import { type FoundAction, findAction } from './find-action.ts'

const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')
const keepers = withRole('coordinator', 'convener')

export const actionRoutes: Feature = routes => {
  routes.get('/atgarder', readers, async (ctx, { query }) => page('actions/index', await actionListPage(ctx, query)))
  routes.get('/atgarder/:id', readers, async (ctx, { params }) =>
    page('actions/show', await actionPage(ctx, await findAction(ctx, params.id))),
  )
  act(routes, 'accept', { schema: Acceptance, command: acceptAction, told: 'actions.wasAccepted' })
  act(routes, 'changeDue', {
    schema: NewDueDay,
    faults: dueDayFaults,
    command: changeDueDay,
    told: 'actions.wasMoved',
  })
  act(routes, 'complete', {
    schema: Completion,
    faults: completionFaults,
    command: completeAction,
    told: 'actions.wasDone',
  })
  act(routes, 'cancel', { schema: Cancellation, command: cancelAction, told: 'actions.wasCancelled' })
}

interface Step<S extends z.ZodObject> {
  readonly schema: S
  /** What only the clock can tell is wrong. */
  readonly faults?: (ctx: Ctx, value: z.output<S>) => FieldErrors
  readonly command: (ctx: Ctx, found: FoundAction, value: z.output<S>) => Promise<unknown>
  readonly told: string
}

/** Each act has its form at an address of its own, and posting it there carries it out. */
function act<S extends z.ZodObject>(routes: Routes, name: ActionAct, { schema, faults, command, told }: Step<S>): void {
  const path = `/atgarder/:id/${ACT_PATHS[name]}` as const
  routes.get(path, keepers, async (ctx, { params }) =>
    page('actions/form', actionFormPage(ctx, await findAction(ctx, params.id), name)),
  )
  routes.post(path, keepers, async (ctx, { params, body }) => {
    const found = await findAction(ctx, params.id)
    const again = (form: FormState): Reply => page('actions/form', actionFormPage(ctx, found, name, form), 422)
    const read = ctx.form(schema, body)
    if (!read.ok) return again(read)
    const wrong = faults?.(ctx, read.value) ?? {}
    if (Object.keys(wrong).length > 0) return again(faulty(body, wrong))
    await command(ctx, found, read.value)
    return redirect(`/atgarder/${found.action.id}`, told)
  })
}
