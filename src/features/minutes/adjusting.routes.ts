import { findLedMeeting, holdMeeting } from '#src/features/meetings/meeting.queries.ts'
import { signedIn } from '#src/web/access.ts'
import { page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { type AdjustingPage, adjustingPage } from './adjusting.page.ts'
import { lockMinutes } from './lock-minutes.ts'
import { nameAdjuster, removeAdjuster } from './name-adjuster.ts'
import { remindAdjuster } from './remind-adjuster.ts'
import { SendForm, sendForApproval, WithdrawForm, withdrawMinutes } from './send-for-approval.ts'

/** For the convener: who approves the minutes, sending them, and what comes back. */
export const adjustingRoutes: Feature = routes => {
  routes.getSnapshot('/moten/:id/justering', signedIn, async (ctx, { params }) =>
    shown(await adjustingPage(ctx, await findLedMeeting(ctx, params.id))),
  )
  routes.post('/moten/:id/justering/justerare', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const faulty = await nameAdjuster(ctx, meeting, body)
    if (faulty === null) return redirect(pathOf(meeting), 'minutes.adjusterNamed')
    const which = body['holder'] === undefined ? 'named' : 'seated'
    return shown(await adjustingPage(ctx, meeting, { [which]: faulty }), 422)
  })
  routes.post('/moten/:id/justering/borttag', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    await removeAdjuster(ctx, meeting, body['adjuster'])
    return redirect(pathOf(meeting), 'minutes.adjusterRemoved')
  })
  routes.post('/moten/:id/justering', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const form = ctx.form(SendForm, body)
    if (!form.ok) return shown(await adjustingPage(ctx, meeting), 422)
    await sendForApproval(ctx, meeting, form.value)
    return redirect(pathOf(meeting), 'minutes.sent')
  })
  routes.post('/moten/:id/justering/paminnelse', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    await remindAdjuster(ctx, meeting, body['adjuster'])
    return redirect(pathOf(meeting), 'minutes.reminded')
  })
  routes.post('/moten/:id/justering/aterkallelse', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const form = ctx.form(WithdrawForm, body)
    if (!form.ok) return shown(await adjustingPage(ctx, meeting, { withdraw: form }), 422)
    await withdrawMinutes(ctx, meeting, form.value)
    return redirect(pathOf(meeting), 'minutes.withdrawn')
  })
  routes.post('/moten/:id/justering/las', signedIn, async (ctx, { params }) => {
    const meeting = await holdMeeting(ctx, params.id)
    await lockMinutes(ctx, meeting)
    return redirect(`/moten/${meeting.id}/protokoll`, 'minutes.wasLocked')
  })
}

const pathOf = ({ id }: { readonly id: string }): string => `/moten/${id}/justering`
const shown = (model: AdjustingPage, status = 200): Reply => page('minutes/adjusting', model, status)
