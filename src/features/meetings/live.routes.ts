import { NotFound } from '#src/kernel/errors.ts'
import { signedIn } from '#src/web/access.ts'
import { data, livePage, page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { attendancePage } from './attendance.page.ts'
import { itemPage } from './item.page.ts'
import { matterById } from './matter.ts'
import { attendances } from './meeting.entity.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { findMeeting, holdMeeting, type MeetingInGroup } from './meeting.queries.ts'
import { noteRecusal, RecusalForm } from './note-recusal.ts'
import { CONFLICT, noteTimes } from './note-times.ts'
import { screenPage } from './screen.page.ts'
import { screenVersion } from './screen.queries.ts'
import { showItem } from './show-item.ts'

/** What goes on while a meeting runs: those who come and go, who takes no part, and the page that follows along. */
export const liveRoutes: Feature = routes => {
  routes.post('/moten/:id/narvaro/:person', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const attendance = await ctx.rows(attendances).get({ id: params.person, meetingId: meeting.id })
    const form = await noteTimes(ctx, meeting, attendance, body)
    if (form === null) return redirect(`/moten/${meeting.id}/narvaro`, 'live.timesNoted')
    const again = await attendancePage(ctx, meeting, undefined, { attendanceId: attendance.id, form })
    return page('meetings/attendance', again, form.errors[CONFLICT] === undefined ? 422 : 409)
  })

  routes.post('/moten/:id/punkter/:nr/jav', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const matter = await matterById(ctx, meeting, body['item'])
    const form = ctx.form(RecusalForm, body)
    if (!form.ok) return livePage('meetings/item', await itemPage(ctx, matter, { recusal: form }), 422)
    const late = await noteRecusal(ctx, matter, form.value, body)
    if (late !== null) return livePage('meetings/item', await itemPage(ctx, matter, { recusal: late }), 409)
    return redirect(`/moten/${meeting.id}/punkter/${params.nr}`, 'live.recusalNoted')
  })

  routes.post('/moten/:id/punkter/:nr/visning', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    await showItem(ctx, await matterById(ctx, meeting, body['item']))
    return redirect(`/moten/${meeting.id}/punkter/${params.nr}`, 'live.itemShown')
  })

  routes.get('/moten/:id/skarm', signedIn, async (ctx, { params }) => ({
    ...page('meetings/screen', await screenPage(ctx, await followed(ctx, params.id))),
    script: 'follow' as const,
  }))

  routes.get('/moten/:id/skarm/lage', signedIn, async (ctx, { params }) =>
    data({ version: await screenVersion(ctx, await followed(ctx, params.id)) }),
  )
}

/** For the group's own people, who may open its items. */
async function followed(ctx: Ctx, id: string): Promise<MeetingInGroup> {
  const meeting = await findMeeting(ctx, id)
  if (!meetingPolicy.can(ctx.actor, 'follow', meeting)) throw new NotFound('errors.notFound')
  return meeting
}
