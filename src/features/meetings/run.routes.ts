import { askingAgain } from '#src/features/minutes/ask-again.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { signedIn } from '#src/web/access.ts'
import { livePage, page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature, Incoming } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { agendaRows } from './agenda-rows.ts'
import { attendancePage } from './attendance.page.ts'
import { decideItem } from './decide-item.ts'
import { endMeeting, openMeeting, postponeRest, StepForm, undecidedItems } from './end-meeting.ts'
import { choiceIn, itemPage, nextAfter, nextUndecided } from './item.page.ts'
import { findMatter, matterById } from './matter.ts'
import { meetingPage } from './meeting.page.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { findLedMeeting, findMeeting, holdMeeting, type MeetingInGroup } from './meeting.queries.ts'
import { noteAttendance } from './note-attendance.ts'
import { putOnScreen } from './show-item.ts'
import { undecidedPage } from './undecided.page.ts'

/** Attendance, one item at a time, and the end. */
export const runRoutes: Feature = routes => {
  routes.get('/moten/:id/narvaro', signedIn, async (ctx, { params }) => {
    const meeting = await findLedMeeting(ctx, params.id)
    return page('meetings/attendance', await attendancePage(ctx, meeting))
  })

  routes.post('/moten/:id/narvaro', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const faulty = await askingAgain(ctx, meeting, () => noteAttendance(ctx, meeting, body))
    if (faulty === null) return redirect(`/moten/${meeting.id}`, 'meetings.attendanceNoted')
    const status = faulty.errors['form'] === undefined ? 422 : 409
    return page('meetings/attendance', await attendancePage(ctx, meeting, faulty), status)
  })

  routes.post('/moten/:id/oppning', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const form = ctx.form(StepForm, body)
    if (!form.ok) return page('meetings/show', await meetingPage(ctx, meeting), 422)
    await openMeeting(ctx, meeting, form.value)
    return redirect(await firstItem(ctx, meeting), 'meetings.opened')
  })

  routes.get('/moten/:id/punkter/:nr', signedIn, async (ctx, { params, query }) => {
    const meeting = await findMeeting(ctx, params.id)
    if (!meetingPolicy.can(ctx.actor, 'follow', meeting)) throw new NotFound('errors.notFound')
    const matter = await findMatter(ctx, meeting, params.nr)
    return livePage('meetings/item', await itemPage(ctx, matter, { choice: choiceIn(query['beslut']) }))
  })

  routes.post('/moten/:id/punkter/:nr/beslut', signedIn, decide)

  endRoutes(routes)
}

const endRoutes: Feature = routes => {
  routes.post('/moten/:id/avslut', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const form = ctx.form(StepForm, body)
    if (!form.ok) return page('meetings/show', await meetingPage(ctx, meeting), 422)
    const left = meeting.state === 'running' ? await undecidedItems(ctx, meeting.id) : []
    if (left.length > 0) return page('meetings/undecided', await undecidedPage(ctx, meeting), 409)
    await endMeeting(ctx, meeting, form.value)
    return redirect(`/moten/${meeting.id}`, 'meetings.ended')
  })

  routes.post('/moten/:id/bordlaggning', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const form = ctx.form(StepForm, body)
    if (!form.ok) return page('meetings/show', await meetingPage(ctx, meeting), 422)
    await postponeRest(ctx, meeting, form.value)
    return redirect(`/moten/${meeting.id}`, 'meetings.restPostponed')
  })
}

async function decide(ctx: Ctx, { params, body }: Incoming<'/moten/:id/punkter/:nr/beslut'>): Promise<Reply> {
  const meeting = await holdMeeting(ctx, params.id)
  const matter = await matterById(ctx, meeting, body['item'])
  const choice = choiceIn(body['type'])
  if (matter.item.paragraph !== null)
    return livePage('meetings/item', await itemPage(ctx, matter, { lost: String(body['text'] ?? '') }), 409)
  if (choice === null) return livePage('meetings/item', await itemPage(ctx, matter), 422)
  const faulty = await decideItem(ctx, matter, choice, body)
  if (faulty !== null) return livePage('meetings/item', await itemPage(ctx, matter, { choice, form: faulty }), 422)
  const next = nextUndecided(await agendaRows(ctx, meeting), matter.item.id)
  await putOnScreen(ctx, meeting, next?.item.id ?? null)
  return redirect(nextAfter(next, meeting.id), 'meetings.decided')
}

async function firstItem(ctx: Ctx, meeting: MeetingInGroup): Promise<string> {
  const [first] = await agendaRows(ctx, meeting)
  return first === undefined ? `/moten/${meeting.id}` : `/moten/${meeting.id}/punkter/${first.nr}`
}
