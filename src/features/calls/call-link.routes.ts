import { NotFound } from '#src/kernel/errors.ts'
import { byLink } from '#src/web/access.ts'
import { barePage, type CookieChange, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { answerCall } from './answer-call.ts'
import type { CallInvitation } from './call.entity.ts'
import { answerCallPage, callMaterialPage, goneCallPage, openCallPage } from './call-link.page.ts'
import { callByLink } from './find-call.ts'

const MINUTES_30 = 1800
type Link = { readonly invitation: CallInvitation; readonly token: string }

/**
 * The pages of a mailed call, without an account. Opening the link reads and writes nothing; a form takes it into a
 * cookie of 30 minutes, so that the address that is answered on holds no link (S10).
 */
export const callLinkRoutes: Feature = routes => {
  routes.get('/kallelse', byLink, async (ctx, { cookies }) => {
    const link = await openLink(ctx, cookies.call)
    return link === null ? gone(ctx) : barePage('calls/answer', await answerCallPage(ctx, link.invitation))
  })
  routes.get('/kallelse/material', byLink, async (ctx, { cookies }) => material(ctx, cookies.call))
  routes.get('/kallelse/:token', byLink, async (ctx, { params }) => {
    const link = await openLink(ctx, params.token)
    return link === null ? gone(ctx) : barePage('calls/open', await openCallPage(ctx, link.invitation))
  })
  routes.get('/kallelse/:token/material', byLink, async (ctx, { params }) => material(ctx, params.token))

  // Two calls open side by side share the cookie: an answer must not land on the other.
  routes.post('/kallelse', byLink, async (ctx, { cookies, body }) => {
    const link = await openLink(ctx, cookies.call)
    if (link === null || body['invitation'] !== link.invitation.id) return gone(ctx)
    const faulty = await answerCall(ctx, link.invitation, body)
    if (faulty === null) return redirect('/kallelse', 'calls.answered', [callCookie(link.token)])
    return stay(link, barePage('calls/answer', await answerCallPage(ctx, link.invitation, faulty), 422))
  })
  routes.post('/kallelse/:token', byLink, async (ctx, { params }) => {
    const link = await openLink(ctx, params.token)
    return link === null ? gone(ctx) : redirect('/kallelse', null, [callCookie(link.token)])
  })
}

/** Forged, expired, revoked, unknown and missing are the same: null. */
async function openLink(ctx: Ctx, token: string | null): Promise<Link | null> {
  try {
    return token === null ? null : { invitation: await callByLink(ctx, token), token }
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

async function material(ctx: Ctx, token: string | null): Promise<Reply> {
  const link = await openLink(ctx, token)
  return link === null ? gone(ctx) : barePage('calls/material', await callMaterialPage(ctx, link.invitation))
}

const gone = (ctx: Ctx): Reply => barePage('calls/gone', goneCallPage(ctx), 404)
const callCookie = (token: string): CookieChange => ({ name: 'call', value: token, seconds: MINUTES_30 })
/** Each step gives another 30 minutes. */
const stay = (link: Link, reply: Reply): Reply => ({ ...reply, cookies: [callCookie(link.token)] })
