import { z } from 'zod'
import { field, type Submitted } from '#src/kernel/forms.ts'
import { byLink } from '#src/web/access.ts'
import { linkCookie, type Opened, openLink, stayOpen } from '#src/web/mailed-link.ts'
import { barePage, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { keepOwn, withReason } from './answer-between.ts'
import { askedPage, goneAskedPage, openAskedPage } from './asked.page.ts'
import { CIRCULATION_ANSWERS } from './circulation.entity.ts'
import { takesReplies } from './circulation.rules.ts'
import { type Asked, askedByLink, holdAsked } from './find-asked.ts'

type Link = Opened<Asked>

const AskedAnswer = z.object({
  answer: field.choice(CIRCULATION_ANSWERS, 'decisions.chooseAnswer'),
  reason: field.optionalFormal(1000),
  checked: z.literal('ja', 'decisions.needTick'),
})

/**
 * The pages of a mailed question between meetings, without an account. Opening the link reads and writes nothing; a form
 * takes it into a cookie of 30 minutes, so that the address that is answered on holds no link (S10).
 */
export const askedRoutes: Feature = routes => {
  routes.get('/mellan-moten', byLink, async (ctx, { cookies }) => {
    const link = await askedBehind(ctx, cookies.between)
    return link === null ? gone(ctx) : barePage('decisions/asked', await askedPage(ctx, link))
  })
  routes.get('/mellan-moten/:token', byLink, async (ctx, { params }) => {
    const link = await askedBehind(ctx, params.token)
    return link === null ? gone(ctx) : barePage('decisions/asked-open', openAskedPage(ctx, link))
  })

  // Two questions open side by side share the cookie: an answer must not land on the other.
  routes.post('/mellan-moten', byLink, async (ctx, { cookies, body }) => {
    const link = await askedBehind(ctx, cookies.between)
    if (link === null || body['ask'] !== link.ask.id) return gone(ctx, body)
    return answer(ctx, { ...(await holdAsked(ctx, link)), token: link.token }, body)
  })
  routes.post('/mellan-moten/:token', byLink, async (ctx, { params }) => {
    const link = await askedBehind(ctx, params.token)
    return link === null ? gone(ctx) : redirect('/mellan-moten', null, [linkCookie('between', link)])
  })
}

async function answer(ctx: Ctx, link: Link, body: Submitted): Promise<Reply> {
  if (!takesReplies(link.found.circulation, ctx.today)) return again(ctx, link, 409)
  const form = withReason(ctx.form(AskedAnswer, body), body)
  if (!form.ok) return stayOpen('between', link, barePage('decisions/asked', await askedPage(ctx, link, form), 422))
  const { answer: said, reason } = form.value
  await keepOwn(ctx, link.found, { seatId: link.seat.id, answer: said, reason })
  return redirect('/mellan-moten', 'decisions.answered', [linkCookie('between', link)])
}

/** It has been closed while she wrote: the page says so. */
const again = async (ctx: Ctx, link: Link, status: number): Promise<Reply> =>
  stayOpen('between', link, barePage('decisions/asked', await askedPage(ctx, link), status))

const askedBehind = (ctx: Ctx, token: string | null): Promise<Link | null> =>
  openLink(token, sent => askedByLink(ctx, sent))
const gone = (ctx: Ctx, body: Submitted = {}): Reply => barePage('decisions/asked-gone', goneAskedPage(ctx, body), 404)
