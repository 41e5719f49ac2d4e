import type { Submitted } from '#src/kernel/forms.ts'
import { type Opened, openLink, stayOpen } from '#src/web/mailed-link.ts'
import { barePage, type Reply, redirect } from '#src/web/reply.ts'
import type { Incoming } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AnswerRequest } from './answer.entity.ts'
import { gonePage, passedOnPage, receiptPage } from './answer.page.ts'
import type { RequestPassing } from './exchange.entity.ts'
import { passedByLink, requestByLink } from './find-request.ts'

/** A question behind a mailed link. `passing`: the link is of whoever passed it on, and opens the receipt only. */
export type Link = Opened<{ readonly request: AnswerRequest; readonly passing: RequestPassing | null }>

/** Null for every link that leads nowhere. */
export const requestBehind = async (ctx: Ctx, token: string | null): Promise<Link | null> =>
  (await openLink(token, async sent => ({ request: await requestByLink(ctx, sent), passing: null }))) ??
  (await openLink(token, sent => passedByLink(ctx, sent)))

/** The link opens a question that waits for its answer. */
export const isWaiting = ({ request, passing }: Link): boolean => request.state === 'sent' && passing === null

/** What is shown while the question waits, else how it ended. `opened`: the link is in the cookie. */
export async function whileWaiting(
  ctx: Ctx,
  token: string | null,
  show: (link: Link) => Promise<Reply>,
  opened = true,
): Promise<Reply> {
  const link = await requestBehind(ctx, token)
  if (link === null) return gone(ctx)
  return isWaiting(link) ? show(link) : receipt(ctx, link, opened)
}

/**
 * A step of a form. Its request must be the one that the cookie opens: two questions open side by side share the cookie,
 * and an answer must not land on the other. One that is answered meanwhile shows its receipt.
 */
export async function answering(
  ctx: Ctx,
  { cookies, body }: Incoming,
  step: (link: Link) => Promise<Reply>,
): Promise<Reply> {
  const link = await requestBehind(ctx, cookies.reply)
  if (link === null || body['request'] !== link.request.id) return gone(ctx, body)
  return isWaiting(link) ? step(link) : redirect('/svar')
}

const receipt = async (ctx: Ctx, { request, passing }: Link, opened: boolean): Promise<Reply> =>
  passing === null
    ? barePage('answers/receipt', await receiptPage(ctx, request, opened))
    : barePage('answers/passed-on', await passedOnPage(ctx, request, passing))
export const gone = (ctx: Ctx, body: Submitted = {}): Reply => barePage('answers/gone', gonePage(ctx, body), 404)
export const stay = (link: Link, reply: Reply): Reply => stayOpen('reply', link, reply)
