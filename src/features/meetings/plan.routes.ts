import { faulty } from '#src/kernel/forms.ts'
import { signedIn, withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { meetingPage } from './meeting.page.ts'
import { findLedMeeting, findMeeting, holdMeeting } from './meeting.queries.ts'
import { meetingListPage } from './meeting-list.page.ts'
import { changePage, planPage } from './plan.page.ts'
import { changeMeeting, MeetingChange, MeetingForm, planMeeting, timeErrors } from './plan-meeting.ts'

export const planRoutes: Feature = routes => {
  routes.get('/moten', withRole('ombud', 'coordinator', 'convener', 'member', 'analyst'), async ctx =>
    page('meetings/index', await meetingListPage(ctx)),
  )

  routes.get('/moten/nytt', withRole('convener'), async ctx => page('meetings/form', await planPage(ctx)))

  routes.post('/moten/nytt', withRole('convener'), async (ctx, { body }) => {
    const form = ctx.form(MeetingForm, body)
    if (!form.ok) return page('meetings/form', await planPage(ctx, form), 422)
    const errors = timeErrors(ctx, form.value)
    if (errors !== null) return page('meetings/form', await planPage(ctx, faulty(body, errors)), 422)
    const meeting = await planMeeting(ctx, form.value)
    return redirect(`/moten/${meeting.id}`, 'meetings.planned')
  })

  routes.get('/moten/:id', signedIn, async (ctx, { params }) =>
    page('meetings/show', await meetingPage(ctx, await findMeeting(ctx, params.id))),
  )

  routes.get('/moten/:id/andra', signedIn, async (ctx, { params }) => {
    const meeting = await findLedMeeting(ctx, params.id)
    return page('meetings/form', changePage(ctx, meeting))
  })

  routes.post('/moten/:id/andra', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const form = ctx.form(MeetingChange, body)
    if (!form.ok) return page('meetings/form', changePage(ctx, meeting, form), 422)
    const errors = timeErrors(ctx, form.value)
    if (errors !== null) return page('meetings/form', changePage(ctx, meeting, faulty(body, errors)), 422)
    await changeMeeting(ctx, meeting, form.value)
    return redirect(`/moten/${meeting.id}`, 'meetings.changed')
  })
}
