import { emptyForm, type FormState, faulty, type Submitted } from '#src/kernel/forms.ts'
import { byLink } from '#src/web/access.ts'
import { linkCookie, type Opened, openLink, stayOpen } from '#src/web/mailed-link.ts'
import { barePage, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature, Incoming } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AnswerRequest } from './answer.entity.ts'
import { answerPage, checkPage, gonePage, openPage, receiptPage } from './answer.page.ts'
import { answerFaults } from './answer.rules.ts'
import { requestByLink } from './find-request.ts'
import { AnswerForm, CheckedAnswer, receiveAnswer } from './receive-answer.ts'

type Link = Opened<{ readonly request: AnswerRequest }>

/**
 * The pages of a mailed question, without an account. Opening the link reads and writes nothing; a form takes it into a
 * cookie of 30 minutes, so that the address that the answer is written on holds no link (S10).
 */
export const answerLinkRoutes: Feature = routes => {
  routes.get('/svar', byLink, async (ctx, { cookies }) => {
    const link = await requestBehind(ctx, cookies.reply)
    if (link === null) return gone(ctx)
    return link.request.state === 'sent'
      ? barePage('answers/answer', await answerPage(ctx, link.request))
      : receipt(ctx, link.request)
  })
  routes.get('/svar/:token', byLink, async (ctx, { params }) => {
    const link = await requestBehind(ctx, params.token)
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
    const link = await requestBehind(ctx, params.token)
    return link === null ? gone(ctx) : redirect('/svar', null, [linkCookie('reply', link)])
  })
}

const requestBehind = (ctx: Ctx, token: string | null): Promise<Link | null> =>
  openLink(token, async sent => ({ request: await requestByLink(ctx, sent) }))

/**
 * A step of the form. Its request must be the one that the cookie opens: two questions open side by side share the cookie,
 * and an answer must not land on the other. One that is answered meanwhile shows its receipt.
 */
async function answering(ctx: Ctx, { cookies, body }: Incoming, step: (link: Link) => Promise<Reply>): Promise<Reply> {
  const link = await requestBehind(ctx, cookies.reply)
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
const stay = (link: Link, reply: Reply): Reply => stayOpen('reply', link, reply)
