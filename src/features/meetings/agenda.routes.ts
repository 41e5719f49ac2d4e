import { faulty } from '#src/kernel/forms.ts'
import { signedIn } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { agendaPage } from './agenda.page.ts'
import {
  addDeficiency,
  addFreeItem,
  FreeItemForm,
  MoveForm,
  moveItem,
  NumberForm,
  RemoveForm,
  removeItem,
} from './arrange-agenda.ts'
import { LockForm, lockAgenda, UnlockForm, unlockAgenda } from './lock-agenda.ts'
import { findLedMeeting, holdMeeting, type MeetingInGroup } from './meeting.queries.ts'
import { proposeAgenda } from './propose-agenda.ts'
import { setMinutes } from './set-minutes.ts'

const back = ({ id }: MeetingInGroup): string => `/moten/${id}/dagordning`

/** The agenda as its convener arranges it. */
export const agendaRoutes: Feature = routes => {
  routes.get('/moten/:id/dagordning', signedIn, async (ctx, { params }) => {
    const meeting = await findLedMeeting(ctx, params.id)
    return page('meetings/agenda', await agendaPage(ctx, meeting))
  })

  routes.post('/moten/:id/dagordning/forslag', signedIn, async (ctx, { params }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const added = await proposeAgenda(ctx, meeting)
    return redirect(back(meeting), added > 0 ? 'meetings.proposed' : 'meetings.nothingWaits')
  })

  routes.post('/moten/:id/dagordning/ordning', signedIn, async (ctx, incoming) => {
    const meeting = await holdMeeting(ctx, incoming.params.id)
    const form = ctx.form(MoveForm, incoming.body)
    if (!form.ok) return page('meetings/agenda', await agendaPage(ctx, meeting), 422)
    await moveItem(ctx, meeting, form.value)
    return redirect(`${back(meeting)}#punkt-${form.value.item}`)
  })

  routes.post('/moten/:id/dagordning/borttag', signedIn, async (ctx, incoming) => {
    const meeting = await holdMeeting(ctx, incoming.params.id)
    const form = ctx.form(RemoveForm, incoming.body)
    if (!form.ok) return page('meetings/agenda', await agendaPage(ctx, meeting), 422)
    await removeItem(ctx, meeting, form.value)
    return redirect(back(meeting), 'meetings.removed')
  })

  addRoutes(routes)
  lockRoutes(routes)
}

const addRoutes: Feature = routes => {
  routes.post('/moten/:id/dagordning/systemfel', signedIn, async (ctx, incoming) => {
    const meeting = await holdMeeting(ctx, incoming.params.id)
    const form = ctx.form(NumberForm, incoming.body)
    if (!form.ok) return page('meetings/agenda', await agendaPage(ctx, meeting, { byNumber: form }), 422)
    const errors = await addDeficiency(ctx, meeting, form.value)
    if (errors === null) return redirect(back(meeting), 'meetings.added')
    const byNumber = faulty(incoming.body, errors)
    return page('meetings/agenda', await agendaPage(ctx, meeting, { byNumber }), 422)
  })

  routes.post('/moten/:id/dagordning/punkt', signedIn, async (ctx, incoming) => {
    const meeting = await holdMeeting(ctx, incoming.params.id)
    const form = ctx.form(FreeItemForm, incoming.body)
    if (!form.ok) return page('meetings/agenda', await agendaPage(ctx, meeting, { free: form }), 422)
    await addFreeItem(ctx, meeting, form.value)
    return redirect(back(meeting), 'meetings.added')
  })
}

const lockRoutes: Feature = routes => {
  routes.post('/moten/:id/dagordning/tider', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const minutes = await setMinutes(ctx, meeting, body)
    if (minutes === null) return redirect(`${back(meeting)}#tider`, 'agenda.minutesSaved')
    const status = minutes.errors['form'] === undefined ? 422 : 409
    return page('meetings/agenda', await agendaPage(ctx, meeting, { minutes }), status)
  })

  routes.post('/moten/:id/dagordning/lasning', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const form = ctx.form(LockForm, body)
    if (!form.ok) return page('meetings/agenda', await agendaPage(ctx, meeting), 422)
    await lockAgenda(ctx, meeting, form.value)
    return redirect(back(meeting), 'agenda.nowLocked')
  })

  routes.post('/moten/:id/dagordning/upplasning', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const form = ctx.form(UnlockForm, body)
    if (!form.ok) return page('meetings/agenda', await agendaPage(ctx, meeting, { unlock: form }), 422)
    await unlockAgenda(ctx, meeting, form.value)
    return redirect(back(meeting), 'agenda.nowOpen')
  })
}
