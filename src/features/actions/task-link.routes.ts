import { z } from 'zod'
import { type FormState, faulty, field } from '#src/kernel/forms.ts'
import { byLink } from '#src/web/access.ts'
import { linkCookie, type Opened, openLink, stayOpen } from '#src/web/mailed-link.ts'
import { barePage, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature, Incoming, Routes } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import type { ActionAct } from './action.lifecycle.ts'
import { ACT_PATHS, mayDo } from './action-form.page.ts'
import { type ActStep, STEPS } from './action-steps.ts'
import { openWish } from './ask-due-day.ts'
import { holdTask, type Task, taskByLink } from './find-task.ts'
import { openTaskPage, taskFormPage, taskGonePage, taskPage } from './task-link.page.ts'

type Link = Opened<Task>

/** The last thing of each form: a tick, so that no machine that follows links can send it. */
const LAST = { task: field.id('errors.form'), checked: z.literal('ja', 'actions.needTick') }

/**
 * The pages of a mailed action, without an account. Opening the link reads and writes nothing; a form takes it into a
 * cookie of 30 minutes, so that the address that is written on holds no link (S10).
 */
export const taskLinkRoutes: Feature = routes => {
  routes.get('/uppdrag', byLink, async (ctx, { cookies }) => {
    const link = await taskBehind(ctx, cookies.task)
    return link === null ? gone(ctx) : barePage('actions/task', await taskPage(ctx, link))
  })
  taskAct(routes, 'accept', STEPS.accept)
  taskAct(routes, 'decline', STEPS.decline)
  taskAct(routes, 'note', STEPS.note)
  taskAct(routes, 'complete', STEPS.complete)
  taskAct(routes, 'askDue', STEPS.askDue)
  routes.get('/uppdrag/:token', byLink, async (ctx, { params }) => {
    const link = await taskBehind(ctx, params.token)
    return link === null ? gone(ctx) : barePage('actions/task-open', await openTaskPage(ctx, link))
  })
  routes.post('/uppdrag/:token', byLink, async (ctx, { params }) => {
    const link = await taskBehind(ctx, params.token)
    return link === null ? gone(ctx) : redirect('/uppdrag', null, [linkCookie('task', link)])
  })
}

const taskBehind = (ctx: Ctx, token: string | null): Promise<Link | null> =>
  openLink(token, sent => taskByLink(ctx, sent))

/** What is too late leads to the page that says how it stands, which is the receipt when it is over. */
function taskAct<S extends z.ZodObject>(routes: Routes, name: ActionAct, step: ActStep<S>): void {
  const path = `/uppdrag/${ACT_PATHS[name]}` as const
  routes.get(path, byLink, async (ctx, { cookies }) => {
    const link = await taskBehind(ctx, cookies.task)
    if (link === null) return gone(ctx)
    return (await isAsked(ctx, link, name)) ? shown(ctx, link, name) : redirect('/uppdrag')
  })
  routes.post(path, byLink, (ctx, incoming) => answering(ctx, incoming, name, step))
}

/**
 * A step of hers. The form must be of the action that the cookie opens: two that are open side by side share it. Of two
 * tabs that send at once one is first, and the other is led to what has been said (C6).
 */
async function answering<S extends z.ZodObject>(
  ctx: Ctx,
  { cookies, body }: Incoming,
  name: ActionAct,
  { schema, faults, command, told }: ActStep<S>,
): Promise<Reply> {
  const link = await taskBehind(ctx, cookies.task)
  if (link === null || body['task'] !== link.invitation.id) return gone(ctx, body)
  const held = { ...(await holdTask(ctx, link)), token: link.token }
  if (!(await isAsked(ctx, held, name))) return redirect('/uppdrag', null, [linkCookie('task', held)])
  const read = ctx.form(z.object({ ...schema.shape, ...LAST }), body)
  if (!read.ok) return shown(ctx, held, name, read)
  const { task: _task, checked: _checked, ...words } = read.value as Record<string, unknown>
  const value = words as z.output<S>
  const wrong = faults?.(ctx, value) ?? {}
  if (Object.keys(wrong).length > 0) return shown(ctx, held, name, faulty(body, wrong))
  await command(ctx, held, value)
  return redirect('/uppdrag', told, [linkCookie('task', held)])
}

/** A wish for another day that waits is not asked again. */
const isAsked = async (ctx: Ctx, task: Task, act: ActionAct): Promise<boolean> =>
  mayDo(ctx, task, act) && (act !== 'askDue' || (await openWish(ctx, task.action.id)) === null)

async function shown(ctx: Ctx, link: Link, act: ActionAct, form?: FormState): Promise<Reply> {
  const reply = barePage('actions/task-form', await taskFormPage(ctx, link, act, form), form === undefined ? 200 : 422)
  return form === undefined ? reply : stayOpen('task', link, reply)
}

const gone = (ctx: Ctx, body: Incoming['body'] = {}): Reply =>
  barePage('actions/task-gone', taskGonePage(ctx, body), 404)
