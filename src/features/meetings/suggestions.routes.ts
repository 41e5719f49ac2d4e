import { NotFound } from '#src/kernel/errors.ts'
import { faulty } from '#src/kernel/forms.ts'
import { signedIn } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AgendaSuggestion, agendaSuggestions } from './agenda.entity.ts'
import { DeclineForm, decline, TakeUpForm, takeUp } from './answer-suggestion.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { findOwnMeeting, holdMeeting, type MeetingInGroup } from './meeting.queries.ts'
import { SuggestionForm, suggestItem } from './suggest-item.ts'
import { suggestionsPage } from './suggestions.page.ts'

async function findSuggestion(ctx: Ctx, meeting: MeetingInGroup, id: unknown): Promise<AgendaSuggestion> {
  const all = await ctx.rows(agendaSuggestions).all({ meetingId: meeting.id })
  const found = all.find(one => one.id === id)
  if (found === undefined) throw new NotFound('errors.notFound')
  return found
}

/** What members suggest for the agenda, and the convener's answer. */
export const suggestionRoutes: Feature = routes => {
  routes.get('/moten/:id/forslag', signedIn, async (ctx, { params }) => {
    const meeting = await findOwnMeeting(ctx, params.id)
    return page('meetings/suggestions', await suggestionsPage(ctx, meeting))
  })

  routes.post('/moten/:id/forslag', signedIn, async (ctx, { params, body }) => {
    const meeting = await findOwnMeeting(ctx, params.id)
    meetingPolicy.authorize(ctx.actor, 'suggest', meeting)
    const form = ctx.form(SuggestionForm, body)
    if (!form.ok) return page('meetings/suggestions', await suggestionsPage(ctx, meeting, { form }), 422)
    const errors = await suggestItem(ctx, meeting, form.value)
    if (errors === null) return redirect(`/moten/${meeting.id}/forslag`, 'agenda.suggested')
    return page('meetings/suggestions', await suggestionsPage(ctx, meeting, { form: faulty(body, errors) }), 422)
  })

  routes.post('/moten/:id/forslag/upptagning', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const suggestion = await findSuggestion(ctx, meeting, body['suggestion'])
    const form = ctx.form(TakeUpForm, body)
    if (!form.ok) return page('meetings/suggestions', await suggestionsPage(ctx, meeting), 422)
    await takeUp(ctx, meeting, suggestion, form.value)
    return redirect(`/moten/${meeting.id}/forslag`, 'agenda.taken')
  })

  routes.post('/moten/:id/forslag/avbojan', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const suggestion = await findSuggestion(ctx, meeting, body['suggestion'])
    const form = ctx.form(DeclineForm, body)
    if (!form.ok) {
      const declined = { id: suggestion.id, form }
      return page('meetings/suggestions', await suggestionsPage(ctx, meeting, { declined }), 422)
    }
    await decline(ctx, meeting, suggestion, form.value)
    return redirect(`/moten/${meeting.id}/forslag`, 'agenda.declined')
  })
}
