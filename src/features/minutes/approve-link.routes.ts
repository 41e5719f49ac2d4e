import { emptyForm, faulty, type Submitted } from '#src/kernel/forms.ts'
import { byLink } from '#src/web/access.ts'
import { linkCookie, type Opened, openLink } from '#src/web/mailed-link.ts'
import { barePage, type PageReply, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature, Incoming } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { approvedPage, approveGonePage, approveOpenPage, approvePage, type FaultyApproval } from './approve.page.ts'
import { ApproveForm, approveMinutes, type Outcome } from './approve-minutes.ts'
import { type Approving, approvingByLink, holdApproving } from './minutes.queries.ts'
import { ObjectionForm, objectToPart, takeBackObjection } from './object-to-part.ts'
import { sendCode } from './send-code.ts'

type Link = Opened<Approving>

/**
 * The pages of a mailed link to minutes, without an account. Opening the link reads and writes nothing; a form takes it
 * into a cookie of 30 minutes, so that the address that is written on holds no link (S10).
 */
export const approveLinkRoutes: Feature = routes => {
  routes.getSnapshot('/justera', byLink, async (ctx, { cookies }) => {
    const link = await minutesBehind(ctx, cookies.approval)
    return link === null ? gone(ctx) : shown(ctx, link)
  })
  routes.get('/justera/:token', byLink, async (ctx, { params }) => {
    const link = await minutesBehind(ctx, params.token)
    if (link === null) return gone(ctx)
    return barePage('minutes/open', approveOpenPage(ctx, link))
  })

  routes.post('/justera/kod', byLink, (ctx, incoming) =>
    approving(ctx, incoming, async link => {
      const outcome = await sendCode(ctx, link)
      if (outcome === 'sent') return redirect('/justera', 'minutes.codeSent', [linkCookie('approval', link)])
      return again(ctx, link, { problem: `minutes.code.${outcome}` }, 429)
    }),
  )
  routes.post('/justera/godkann', byLink, (ctx, incoming) =>
    approving(ctx, incoming, link => approve(ctx, link, incoming.body)),
  )
  routes.post('/justera/synpunkt', byLink, (ctx, incoming) =>
    approving(ctx, incoming, link => object(ctx, link, incoming.body)),
  )
  routes.post('/justera/aterta', byLink, (ctx, incoming) =>
    approving(ctx, incoming, async link => {
      await takeBackObjection(ctx, link, incoming.body['objection'])
      return redirect('/justera', 'minutes.tookBack', [linkCookie('approval', link)])
    }),
  )
  routes.post('/justera/:token', byLink, async (ctx, { params }) => {
    const link = await minutesBehind(ctx, params.token)
    return link === null ? gone(ctx) : redirect('/justera', null, [linkCookie('approval', link)])
  })
}

const minutesBehind = (ctx: Ctx, token: string | null): Promise<Link | null> =>
  openLink(token, sent => approvingByLink(ctx, sent))

/**
 * A step of hers. The form must be of the minutes that the cookie opens, and they stand still until it is done. When they
 * have been locked or taken back meanwhile, there is nothing to do: the page says so.
 */
async function approving(ctx: Ctx, { cookies, body }: Incoming, step: (link: Link) => Promise<Reply>): Promise<Reply> {
  const link = await minutesBehind(ctx, cookies.approval)
  if (link === null || body['adjuster'] !== link.adjuster.id) return gone(ctx, body)
  const held = await holdApproving(ctx, link)
  if (held.meeting.state === 'done') return redirect('/justera')
  return held.meeting.state === 'approval' ? step({ ...held, token: link.token }) : gone(ctx, body)
}

const FAULTS: Readonly<Record<Exclude<Outcome, 'approved'>, { status: number; key: string }>> = {
  changed: { status: 409, key: 'minutes.changedMeanwhile' },
  wrong: { status: 422, key: 'minutes.code.wrong' },
  dead: { status: 422, key: 'minutes.code.dead' },
  locked: { status: 429, key: 'minutes.code.locked' },
}

async function approve(ctx: Ctx, link: Link, body: Submitted): Promise<Reply> {
  const form = ctx.form(ApproveForm, body)
  if (!form.ok) return again(ctx, link, { code: form })
  const outcome = await approveMinutes(ctx, link, form.value)
  if (outcome === 'approved') return redirect('/justera', 'minutes.youApproved', [linkCookie('approval', link)])
  const { status, key } = FAULTS[outcome]
  const tried = await holdApproving(ctx, link)
  const code = outcome === 'wrong' ? faulty({}, { code: [key] }) : emptyForm()
  const reply = await again(ctx, { ...tried, token: link.token }, { code, problem: key }, status)
  // A wrong try is counted although a page answers it.
  return { ...reply, keep: true }
}

async function object(ctx: Ctx, link: Link, body: Submitted): Promise<Reply> {
  const key = String(body['part'])
  const form = ctx.form(ObjectionForm, body)
  if (!form.ok) return again(ctx, link, { part: { key, form } })
  if (await objectToPart(ctx, link, form.value))
    return redirect('/justera', `minutes.objected.${form.value.kind}`, [linkCookie('approval', link)])
  const changed = faulty(body, { form: ['minutes.changedMeanwhile'] })
  return again(ctx, link, { part: { key, form: changed } }, 409)
}

const shown = async (ctx: Ctx, link: Link): Promise<Reply> =>
  link.meeting.state === 'done'
    ? barePage('minutes/approved', await approvedPage(ctx, link))
    : barePage('minutes/approve', await approvePage(ctx, link))

async function again(ctx: Ctx, link: Link, problem: FaultyApproval, status = 422): Promise<PageReply> {
  const page = barePage('minutes/approve', await approvePage(ctx, link, problem), status)
  return { ...page, cookies: [linkCookie('approval', link)] }
}
const gone = (ctx: Ctx, body: Submitted = {}): Reply => barePage('minutes/gone', approveGonePage(ctx, body), 404)
