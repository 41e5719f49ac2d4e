import { signedIn } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { agendaPage } from './agenda.page.ts'
import { consentPage } from './consent.page.ts'
import { ConsentForm, decideConsent } from './decide-consent.ts'
import {
  MarkForm,
  markConsent,
  NotingForm,
  noteConsent,
  ReplyForm,
  replyConsent,
  unmarkConsent,
} from './give-consent.ts'
import { matterById } from './matter.ts'
import { findOwnMeeting, holdMeeting } from './meeting.queries.ts'

/** Items that all agree on: marked, agreed to, decided in one act. */
export const consentRoutes: Feature = routes => {
  routes.post('/moten/:id/dagordning/samtycke', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const matter = await matterById(ctx, meeting, body['item'])
    const form = ctx.form(MarkForm, body)
    if (!form.ok) return page('meetings/agenda', await agendaPage(ctx, meeting), 422)
    if (!form.value.consent) await unmarkConsent(ctx, matter)
    else {
      const error = await markConsent(ctx, matter)
      if (error !== null) return page('meetings/agenda', await agendaPage(ctx, meeting, { error }), 422)
    }
    const notice = form.value.consent ? 'agenda.consentMarked' : 'agenda.consentUnmarked'
    return redirect(`/moten/${meeting.id}/dagordning#punkt-${matter.item.id}`, notice)
  })

  routes.get('/moten/:id/samtycke', signedIn, async (ctx, { params }) => {
    const meeting = await findOwnMeeting(ctx, params.id)
    return page('meetings/consent', await consentPage(ctx, meeting))
  })

  routes.post('/moten/:id/samtycke', signedIn, async (ctx, { params, body }) => {
    const meeting = await findOwnMeeting(ctx, params.id)
    const form = ctx.form(ReplyForm, body)
    if (!form.ok) return page('meetings/consent', await consentPage(ctx, meeting), 422)
    await replyConsent(ctx, meeting, form.value)
    return redirect(`/moten/${meeting.id}/samtycke#punkt-${form.value.item}`, 'agenda.replySaved')
  })

  actRoutes(routes)
}

const actRoutes: Feature = routes => {
  routes.post('/moten/:id/samtycke/notering', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const form = ctx.form(NotingForm, body)
    if (!form.ok) return page('meetings/consent', await consentPage(ctx, meeting), 422)
    await noteConsent(ctx, meeting, form.value)
    return redirect(`/moten/${meeting.id}/samtycke#punkt-${form.value.item}`, 'agenda.replySaved')
  })

  routes.post('/moten/:id/samtycke/beslut', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const form = ctx.form(ConsentForm, body)
    if (!form.ok) return page('meetings/consent', await consentPage(ctx, meeting), 422)
    const title = await decideConsent(ctx, meeting, form.value)
    if (title === null) return redirect(`/moten/${meeting.id}`, 'agenda.consentDecided')
    return page('meetings/consent', await consentPage(ctx, meeting, ctx.t('agenda.consentFaulty', { title })), 422)
  })
}
