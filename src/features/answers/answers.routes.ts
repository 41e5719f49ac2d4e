import { findDeficiency } from '#src/features/deficiencies/find-deficiency.ts'
import { type FormState, faulty } from '#src/kernel/forms.ts'
import { withRole } from '#src/web/access.ts'
import { page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { answerActRoutes } from './answer-acts.routes.ts'
import { answerLinkRoutes } from './answer-link.routes.ts'
import { receivedPage } from './answer-lists.page.ts'
import { askPage, contactsFor } from './ask.page.ts'
import { askDirectly, Question } from './ask-directly.ts'
import { findRequest } from './find-request.ts'
import { jointRoutes } from './joint.routes.ts'
import { faultsBeside } from './joint-form.ts'
import { noteAnswer } from './note-answer.ts'
import { requestPage } from './request.page.ts'
import { resendRequest } from './resend-request.ts'
import { unansweredRoutes } from './unanswered.routes.ts'
import { Revocation, revokeRequest } from './withdraw-request.ts'

const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')
const askers = withRole('coordinator', 'convener')

export const answerRoutes: Feature = routes => {
  answerLinkRoutes(routes)
  jointRoutes(routes)
  unansweredRoutes(routes)
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
    const faults = await faultsBeside(ctx, deficiency, form.value)
    if (Object.keys(faults).length > 0) return again(faulty(body, faults))
    await askDirectly(ctx, deficiency, form.value)
    return redirect(`/systemfel/${deficiency.number}`, 'answers.asked')
  })

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
