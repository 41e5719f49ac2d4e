import { NotFound } from '#src/kernel/errors.ts'
import { emptyForm, type FormState, faulty, type Submitted } from '#src/kernel/forms.ts'
import { byLink } from '#src/web/access.ts'
import { barePage, type CookieChange, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature, Incoming } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AnswerRequest } from './answer.entity.ts'
import { answerPage, checkPage, gonePage, openPage, receiptPage } from './answer.page.ts'
import { answerFaults } from './answer.rules.ts'
import { requestByLink } from './find-request.ts'
import { AnswerForm, CheckedAnswer, receiveAnswer } from './receive-answer.ts'

const MINUTES_30 = 1800
type Link = { readonly request: AnswerRequest; readonly token: string }

/**
 * The pages of a mailed question, without an account. Opening the link reads and writes nothing; a form takes it into a
 * cookie of 30 minutes, so that the address that the answer is written on holds no link (S10).
 */
export const answerLinkRoutes: Feature = routes => {
  routes.get('/svar', byLink, async (ctx, { cookies }) => {
    const link = await openLink(ctx, cookies.reply)
    if (link === null) return gone(ctx)
    return link.request.state === 'sent'
      ? barePage('answers/answer', await answerPage(ctx, link.request))
      : receipt(ctx, link.request)
  })
  routes.get('/svar/:token', byLink, async (ctx, { params }) => {
    const link = await openLink(ctx, params.token)
    if (link === null) return gone(ctx)
    return link.request.state === 'sent'
      ? barePage('answers/open', await openPage(ctx, link.request))
      : receipt(ctx, link.request)
  })

  routes.post('/svar/kontrollera', byLink, (ctx, incoming) =>
    answering(ctx, incoming, async link => {
      const form = readAnswer(ctx, incoming.body)
      if (!form.ok) return again(ctx, link, form)
      return stay(link, barePage('answers/check', await checkPage(ctx, link.request, form.value, incoming.body)))
    }),
  )
  routes.post('/svar/andra', byLink, (ctx, incoming) =>
    answering(ctx, incoming, async link =>
      stay(link, barePage('answers/answer', await answerPage(ctx, link.request, emptyForm(incoming.body)))),
    ),
  )
  routes.post('/svar', byLink, (ctx, incoming) =>
    answering(ctx, incoming, async link => {
      const form = readAnswer(ctx, incoming.body)
      if (!form.ok) return again(ctx, link, form)
      const checked = ctx.form(CheckedAnswer, incoming.body)
      if (!checked.ok)
        return barePage('answers/check', await checkPage(ctx, link.request, form.value, incoming.body, checked), 422)
      await receiveAnswer(ctx, link.request, form.value)
      return redirect('/svar')
    }),
  )
  routes.post('/svar/:token', byLink, async (ctx, { params }) => {
    const link = await openLink(ctx, params.token)
    return link === null ? gone(ctx) : redirect('/svar', null, [replyCookie(link.token)])
  })
}

/** Forged, expired, revoked, unknown and missing are the same: null. */
async function openLink(ctx: Ctx, token: string | null): Promise<Link | null> {
  try {
    return token === null ? null : { request: await requestByLink(ctx, token), token }
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

/**
 * A step of the form. Its request must be the one that the cookie opens: two questions open side by side share the cookie,
 * and an answer must not land on the other. One that is answered meanwhile shows its receipt.
 */
async function answering(ctx: Ctx, { cookies, body }: Incoming, step: (link: Link) => Promise<Reply>): Promise<Reply> {
  const link = await openLink(ctx, cookies.reply)
  if (link === null || body['request'] !== link.request.id) return gone(ctx, body)
  return link.request.state === 'sent' ? step(link) : redirect('/svar')
}

function readAnswer(ctx: Ctx, body: Submitted) {
  const form = ctx.form(AnswerForm, body)
  if (!form.ok) return form
  const faults = answerFaults(form.value, ctx.today)
  return Object.keys(faults).length === 0 ? form : faulty(body, faults)
}

const again = async (ctx: Ctx, link: Link, form: FormState): Promise<Reply> =>
  stay(link, barePage('answers/answer', await answerPage(ctx, link.request, form), 422))
const receipt = async (ctx: Ctx, request: AnswerRequest): Promise<Reply> =>
  barePage('answers/receipt', await receiptPage(ctx, request))
const gone = (ctx: Ctx, body: Submitted = {}): Reply => barePage('answers/gone', gonePage(ctx, body), 404)

const replyCookie = (token: string): CookieChange => ({ name: 'reply', value: token, seconds: MINUTES_30 })
/** Each step gives another 30 minutes. */
const stay = (link: Link, reply: Reply): Reply => ({ ...reply, cookies: [replyCookie(link.token)] })
