import { emptyForm, type FormState, faulty, type Submitted } from '#src/kernel/forms.ts'
import { byLink } from '#src/web/access.ts'
import { linkCookie } from '#src/web/mailed-link.ts'
import { barePage, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { answerPage, checkPage, openPage } from './answer.page.ts'
import { answering, gone, type Link, requestBehind, stay, whileWaiting } from './answer-link.ts'
import { linkActRoutes } from './link-acts.routes.ts'
import { AnswerForm, CheckedAnswer, faultsOf, receiveAnswer } from './receive-answer.ts'

/**
 * The pages of a mailed question, without an account. Opening the link reads and writes nothing; a form takes it into a
 * cookie of 30 minutes, so that the address that the answer is written on holds no link (S10).
 */
export const answerLinkRoutes: Feature = routes => {
  routes.get('/svar', byLink, (ctx, { cookies }) =>
    whileWaiting(ctx, cookies.reply, async ({ request }) => barePage('answers/answer', await answerPage(ctx, request))),
  )
  linkActRoutes(routes)
  routes.get('/svar/:token', byLink, (ctx, { params }) =>
    whileWaiting(
      ctx,
      params.token,
      async ({ request }) => barePage('answers/open', await openPage(ctx, request)),
      false,
    ),
  )

  routes.post('/svar/kontrollera', byLink, (ctx, incoming) =>
    answering(ctx, incoming, async link => {
      const form = await readAnswer(ctx, link, incoming.body)
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
      const form = await readAnswer(ctx, link, incoming.body)
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

async function readAnswer(ctx: Ctx, { request }: Link, body: Submitted) {
  const form = ctx.form(AnswerForm, body)
  if (!form.ok) return form
  const faults = await faultsOf(ctx, request, form.value)
  return Object.keys(faults).length === 0 ? form : faulty(body, faults)
}

const again = async (ctx: Ctx, link: Link, form: FormState): Promise<Reply> =>
  stay(link, barePage('answers/answer', await answerPage(ctx, link.request, form), 422))
