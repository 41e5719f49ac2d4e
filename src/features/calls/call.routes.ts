import { findLedMeeting, findMeeting, holdMeeting } from '#src/features/meetings/meeting.queries.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { signedIn } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { answerCall } from './answer-call.ts'
import { callPage, cancelPage, ownAnswerPage } from './call.page.ts'
import { ownInvitation } from './call.queries.ts'
import { callMeeting } from './call-meeting.ts'
import { CancelForm, cancelMeeting } from './cancel-meeting.ts'
import { remindSilent } from './remind.ts'

/** The call as its convener keeps it, and as somebody with an account answers it. */
export const conveneRoutes: Feature = routes => {
  routes.get('/moten/:id/kallelse', signedIn, async (ctx, { params }) =>
    page('calls/show', await callPage(ctx, await findLedMeeting(ctx, params.id))),
  )
  routes.post('/moten/:id/kallelse', signedIn, async (ctx, { params }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const letters = await callMeeting(ctx, meeting)
    return redirect(`/moten/${meeting.id}/kallelse`, letters > 0 ? 'calls.called' : 'calls.allReached')
  })
  routes.post('/moten/:id/paminnelse', signedIn, async (ctx, { params }) => {
    const meeting = await holdMeeting(ctx, params.id)
    await remindSilent(ctx, meeting)
    return redirect(`/moten/${meeting.id}/kallelse`, 'calls.reminded')
  })

  routes.get('/moten/:id/stall-in', signedIn, async (ctx, { params }) =>
    page('calls/cancel', cancelPage(ctx, await findLedMeeting(ctx, params.id))),
  )
  routes.post('/moten/:id/stall-in', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const form = ctx.form(CancelForm, body)
    if (!form.ok) return page('calls/cancel', cancelPage(ctx, meeting, form), 422)
    await cancelMeeting(ctx, meeting, form.value)
    return redirect(`/moten/${meeting.id}`, 'calls.cancelled')
  })

  routes.get('/moten/:id/svar', signedIn, async (ctx, { params }) => {
    const meeting = await findMeeting(ctx, params.id)
    const invitation = await ownInvitation(ctx, meeting.id)
    if (invitation === null) throw new NotFound('errors.notFound')
    return page('calls/own', await ownAnswerPage(ctx, meeting, invitation))
  })
  routes.post('/moten/:id/svar', signedIn, async (ctx, { params, body }) => {
    const meeting = await findMeeting(ctx, params.id)
    const invitation = await ownInvitation(ctx, meeting.id)
    if (invitation === null || body['invitation'] !== invitation.id) throw new NotFound('errors.notFound')
    const faulty = await answerCall(ctx, invitation, body)
    if (faulty === null) return redirect(`/moten/${meeting.id}`, 'calls.answered')
    return page('calls/own', await ownAnswerPage(ctx, meeting, invitation, faulty), 422)
  })
}
