import { NotFound } from '#src/kernel/errors.ts'
import { findLink } from '#src/mail/find-link.ts'
import { byLink, withRole } from '#src/web/access.ts'
import { linkCookie, type Opened, openLink, stayOpen } from '#src/web/mailed-link.ts'
import { barePage, page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { gonePage } from './answer.page.ts'
import { findRequest } from './find-request.ts'
import { jointPage, openJointPage, sharedPage } from './joint.page.ts'
import { type Joint, type JointParty, jointOf } from './joint.queries.ts'
import { AdditionForm, addToJoint } from './joint-add.ts'

const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')

interface Party {
  readonly joint: Joint
  readonly party: JointParty
}
type Link = Opened<Party>

/** A question to several: for those who asked it, and by the mailed links of its parties, without an account (S10). */
export const jointRoutes: Feature = routes => {
  routes.get('/obesvarade/:id/gemensam', readers, async (ctx, { params }) => {
    const found = await findRequest(ctx, params.id)
    const joint = await jointOf(ctx, found.request.id)
    if (joint === null) throw new NotFound('errors.notFound')
    return page('answers/joint', jointPage(ctx, found, joint))
  })

  routes.get('/gemensam', byLink, async (ctx, { cookies }) => {
    const link = await partyBehind(ctx, cookies.joint)
    return link === null ? gone(ctx) : barePage('answers/shared', await sharedPage(ctx, link.joint, link.party))
  })
  routes.get('/gemensam/:token', byLink, async (ctx, { params }) => {
    const link = await partyBehind(ctx, params.token)
    return link === null ? gone(ctx) : barePage('answers/shared-open', await openJointPage(ctx, link.joint, link.party))
  })
  // Two questions open side by side share the cookie: what is added must not land on the other.
  routes.post('/gemensam', byLink, async (ctx, { cookies, body }) => {
    const link = await partyBehind(ctx, cookies.joint)
    if (link === null || body['request'] !== link.party.request.id) return gone(ctx, body)
    const form = ctx.form(AdditionForm, body)
    if (!form.ok)
      return stayOpen(
        'reply',
        link,
        barePage('answers/shared', await sharedPage(ctx, link.joint, link.party, form), 422),
      )
    await addToJoint(ctx, link.joint, link.party, form.value)
    return redirect('/gemensam', 'contacts.wasAdded', [linkCookie('joint', link)])
  })
  routes.post('/gemensam/:token', byLink, async (ctx, { params }) => {
    const link = await partyBehind(ctx, params.token)
    return link === null ? gone(ctx) : redirect('/gemensam', null, [linkCookie('joint', link)])
  })
}

const partyBehind = (ctx: Ctx, token: string | null): Promise<Link | null> =>
  openLink(token, sent => partyByLink(ctx, sent))

/** Throws one and the same `NotFound` for every dead link; a question in the tray or withdrawn has none that live. */
async function partyByLink(ctx: Ctx, token: string): Promise<Party> {
  const { subjectId } = await findLink(ctx, token, 'joint')
  const joint = await jointOf(ctx, subjectId)
  const party = joint?.parties.find(({ request }) => request.id === subjectId)
  if (!joint || !party || party.request.state === 'tray' || party.request.state === 'revoked')
    throw new NotFound('errors.notFound')
  return { joint, party }
}

const gone = (ctx: Ctx, body = {}): Reply => barePage('answers/gone', gonePage(ctx, body), 404)
