import { findDeficiency } from '#src/features/deficiencies/find-deficiency.ts'
import { type FormState, faulty } from '#src/kernel/forms.ts'
import { withRole } from '#src/web/access.ts'
import { page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { answerActRoutes } from './answer-acts.routes.ts'
import { answerLinkRoutes } from './answer-link.routes.ts'
import { receivedPage, unansweredPage } from './answer-lists.page.ts'
import { askPage, contactsFor } from './ask.page.ts'
import { askDirectly, Question } from './ask-directly.ts'
import { findRequest } from './find-request.ts'
import { noteAnswer } from './note-answer.ts'
import { requestPage } from './request.page.ts'
import { resendRequest } from './resend-request.ts'
import { Revocation, revokeRequest } from './withdraw-request.ts'

const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')
const askers = withRole('coordinator', 'convener')

export const answerRoutes: Feature = routes => {
  answerLinkRoutes(routes)
  answerActRoutes(routes)

  routes.get('/systemfel/:nr/begar-svar', withRole('coordinator'), async (ctx, { params }) =>
    page('answers/ask', await askPage(ctx, await findDeficiency(ctx, params.nr))),
  )
  routes.post('/systemfel/:nr/begar-svar', withRole('coordinator'), async (ctx, { params, body }) => {
    const deficiency = await findDeficiency(ctx, params.nr)
    const again = async (form: FormState): Promise<Reply> =>
      page('answers/ask', await askPage(ctx, deficiency, form), 422)
    const form = ctx.form(Question, body)
    if (!form.ok) return again(form)
    const contacts = await contactsFor(ctx, deficiency.id)
    if (!contacts.some(({ value }) => value === form.value.contactId))
      return again(faulty(body, { contactId: ['errors.choose'] }))
    await askDirectly(ctx, deficiency, form.value)
    return redirect(`/systemfel/${deficiency.number}`, 'answers.asked')
  })

  routes.get('/obesvarade', readers, async (ctx, { query }) =>
    page('answers/unanswered', await unansweredPage(ctx, query)),
  )
  routes.get('/obesvarade/:id', readers, async (ctx, { params }) =>
    page('answers/request', await requestPage(ctx, await findRequest(ctx, params.id))),
  )
  routes.post('/obesvarade/:id/ny-lank', askers, async (ctx, { params }) => {
    await resendRequest(ctx, await findRequest(ctx, params.id))
    return redirect(`/obesvarade/${params.id}`, 'answers.wasResent')
  })
  routes.post('/obesvarade/:id/aterkallelse', askers, async (ctx, { params, body }) => {
    const found = await findRequest(ctx, params.id)
    const form = ctx.form(Revocation, body)
    if (!form.ok) return page('answers/request', await requestPage(ctx, found), 422)
    await revokeRequest(ctx, found, form.value)
    return redirect(`/obesvarade/${params.id}`, 'answers.wasRevoked')
  })

  routes.get('/inkomna-svar', readers, async ctx => page('answers/received', await receivedPage(ctx)))
  routes.post('/inkomna-svar/:id/tagit-del', askers, async (ctx, { params }) => {
    await noteAnswer(ctx, params.id)
    return redirect('/inkomna-svar', 'answers.wasNoted')
  })
}
