import { byLink } from '#src/web/access.ts'
import { linkCookie, type Opened, openLink, stayOpen } from '#src/web/mailed-link.ts'
import { barePage, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { answerCall } from './answer-call.ts'
import type { CallInvitation } from './call.entity.ts'
import { answerCallPage, callMaterialPage, goneCallPage, openCallPage } from './call-link.page.ts'
import { callByLink } from './find-call.ts'
import { openOwnTask } from './open-own-task.ts'
import { renewCalledCalendar } from './renew-calendar.ts'

type Link = Opened<{ readonly invitation: CallInvitation }>

/**
 * The pages of a mailed call, without an account. Opening the link reads and writes nothing; a form takes it into a
 * cookie of 30 minutes, so that the address that is answered on holds no link (S10).
 */
export const callLinkRoutes: Feature = routes => {
  routes.get('/kallelse', byLink, async (ctx, { cookies }) => {
    const link = await callBehind(ctx, cookies.call)
    return link === null ? gone(ctx) : barePage('calls/answer', await answerCallPage(ctx, link.invitation))
  })
  routes.get('/kallelse/material', byLink, async (ctx, { cookies }) => material(ctx, cookies.call))
  routes.get('/kallelse/:token', byLink, async (ctx, { params }) => {
    const link = await callBehind(ctx, params.token)
    return link === null ? gone(ctx) : barePage('calls/open', await openCallPage(ctx, link.invitation))
  })
  routes.get('/kallelse/:token/material', byLink, async (ctx, { params }) => material(ctx, params.token))

  // Two calls open side by side share the cookie: an answer must not land on the other.
  routes.post('/kallelse', byLink, async (ctx, { cookies, body }) => {
    const link = await callBehind(ctx, cookies.call)
    if (link === null || body['invitation'] !== link.invitation.id) return gone(ctx)
    const faulty = await answerCall(ctx, link.invitation, body)
    if (faulty === null) return redirect('/kallelse', 'calls.answered', [linkCookie('call', link)])
    return stayOpen('call', link, barePage('calls/answer', await answerCallPage(ctx, link.invitation, faulty), 422))
  })
  routes.post('/kallelse/uppdrag', byLink, async (ctx, { cookies, body }) => {
    const link = await callBehind(ctx, cookies.call)
    const token = link === null ? null : await openOwnTask(ctx, link.invitation, body['action'])
    return token === null ? gone(ctx) : redirect('/uppdrag', null, [linkCookie('task', { token })])
  })
  routes.post('/kallelse/kalender', byLink, async (ctx, { cookies, body }) => {
    const link = await callBehind(ctx, cookies.call)
    if (link === null || body['invitation'] !== link.invitation.id) return gone(ctx)
    await renewCalledCalendar(ctx, link.invitation)
    return redirect('/kallelse#kalender', 'calls.calendarRenewed', [linkCookie('call', link)])
  })
  routes.post('/kallelse/:token', byLink, async (ctx, { params }) => {
    const link = await callBehind(ctx, params.token)
    return link === null ? gone(ctx) : redirect('/kallelse', null, [linkCookie('call', link)])
  })
}

const callBehind = (ctx: Ctx, token: string | null): Promise<Link | null> =>
  openLink(token, async sent => ({ invitation: await callByLink(ctx, sent) }))

async function material(ctx: Ctx, token: string | null): Promise<Reply> {
  const link = await callBehind(ctx, token)
  return link === null ? gone(ctx) : barePage('calls/material', await callMaterialPage(ctx, link.invitation))
}

const gone = (ctx: Ctx): Reply => barePage('calls/gone', goneCallPage(ctx), 404)
