import { type FormState, faulty } from '#src/kernel/forms.ts'
import { withRole } from '#src/web/access.ts'
import { page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { Reply as ReplyForm, replyToQuestion } from './ask-back.ts'
import { enterPage } from './enter.page.ts'
import { EnteredAnswer, enterAnswer, enteredFaults } from './enter-answer.ts'
import { findRequest } from './find-request.ts'
import { decideMoreTime, TimeDecision } from './more-time.ts'
import { proposeOtherBody } from './propose-other-body.ts'
import { requestPage } from './request.page.ts'
import { requestFile } from './request-file.document.ts'

const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')
const askers = withRole('coordinator', 'convener')

/** What whoever asked may do while a question waits, and once it is answered. */
export const answerActRoutes: Feature = routes => {
  routes.getSnapshot('/obesvarade/:id/fraga-och-svar.pdf', readers, async (ctx, { params }) =>
    requestFile(ctx, (await findRequest(ctx, params.id)).request, ctx.actor.id),
  )

  routes.post('/obesvarade/:id/mer-tid', askers, async (ctx, { params, body }) => {
    const found = await findRequest(ctx, params.id)
    const form = ctx.form(TimeDecision, body)
    if (!form.ok) return page('answers/request', await requestPage(ctx, found, { time: form }), 422)
    await decideMoreTime(ctx, found, form.value)
    return redirect(`/obesvarade/${params.id}`, `answerActs.was.${form.value.outcome}`)
  })
  routes.post('/obesvarade/:id/fragor', askers, async (ctx, { params, body }) => {
    const found = await findRequest(ctx, params.id)
    const form = ctx.form(ReplyForm, body)
    if (!form.ok) return page('answers/request', await requestPage(ctx, found, { back: form }), 422)
    await replyToQuestion(ctx, found, form.value)
    return redirect(`/obesvarade/${params.id}`, 'answerActs.wasReplied')
  })

  routes.get('/obesvarade/:id/skriv-in', askers, async (ctx, { params }) =>
    page('answers/enter', await enterPage(ctx, await findRequest(ctx, params.id))),
  )
  routes.post('/obesvarade/:id/skriv-in', askers, async (ctx, { params, body }) => {
    const found = await findRequest(ctx, params.id)
    const again = async (form: FormState): Promise<Reply> =>
      page('answers/enter', await enterPage(ctx, found, form), 422)
    const form = ctx.form(EnteredAnswer, body)
    if (!form.ok) return again(form)
    const faults = await enteredFaults(ctx, found.request, form.value)
    if (Object.keys(faults).length > 0) return again(faulty(body, faults))
    await enterAnswer(ctx, found, form.value)
    return redirect(`/obesvarade/${params.id}`, 'answerActs.wasEntered')
  })

  routes.post('/obesvarade/:id/dagordning', askers, async (ctx, { params }) => {
    const { id } = await proposeOtherBody(ctx, await findRequest(ctx, params.id))
    return redirect(`/moten/${id}/dagordning`, 'answerActs.wasPlaced')
  })
}
