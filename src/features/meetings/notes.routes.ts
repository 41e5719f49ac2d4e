import { writeDocx } from '#src/documents/docx.ts'
import { askingAgain } from '#src/features/minutes/ask-again.ts'
import { minutesDocument } from '#src/features/minutes/minutes.document.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { signedIn } from '#src/web/access.ts'
import { file, page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { StepForm } from './end-meeting.ts'
import { finishNotes, releaseTray } from './finish-notes.ts'
import { matterById } from './matter.ts'
import { meetingPage } from './meeting.page.ts'
import { findLedMeeting, findMeeting, holdMeeting, type MeetingInGroup, mayReadNotes } from './meeting.queries.ts'
import { notesPage } from './notes.page.ts'
import { trayPage } from './tray.page.ts'
import { NoteForm, writeNote } from './write-note.ts'

/** After the meeting: the notes, the tray, and the act that sends what lies in it. */
export const notesRoutes: Feature = routes => {
  routes.getSnapshot('/moten/:id/protokoll', signedIn, async (ctx, { params }) =>
    page('meetings/notes', await notesPage(ctx, await readableMeeting(ctx, params.id))),
  )

  routes.getSnapshot('/moten/:id/minnesanteckningar.docx', signedIn, async (ctx, { params }) => {
    const meeting = await readableMeeting(ctx, params.id)
    const document = await minutesDocument(ctx, meeting)
    const name = `minnesanteckningar-${meeting.group.slug}-${meeting.day}.docx`
    return file(name, 'docx', () => writeDocx(document))
  })

  routes.post('/moten/:id/punkter/:nr/anteckning', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const matter = await matterById(ctx, meeting, body['item'])
    const form = ctx.form(NoteForm, body)
    if (!form.ok) return page('meetings/notes', await notesPage(ctx, meeting, { itemId: matter.item.id, form }), 422)
    await askingAgain(ctx, meeting, () => writeNote(ctx, matter, form.value))
    return redirect(`/moten/${meeting.id}/protokoll`, 'meetings.noteSaved')
  })

  routes.get('/moten/:id/utkorg', signedIn, async (ctx, { params }) => {
    const meeting = await findLedMeeting(ctx, params.id)
    return page('meetings/tray', await trayPage(ctx, meeting))
  })

  routes.post('/moten/:id/utkorg', signedIn, async (ctx, { params }) => {
    const meeting = await holdMeeting(ctx, params.id)
    await releaseTray(ctx, meeting)
    return redirect(`/moten/${meeting.id}/utkorg`, 'meetings.traySent')
  })

  routes.post('/moten/:id/anteckningar-klara', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const form = ctx.form(StepForm, body)
    if (!form.ok) return page('meetings/show', await meetingPage(ctx, meeting), 422)
    await finishNotes(ctx, meeting, form.value)
    return redirect(`/moten/${meeting.id}`, 'meetings.notesAreDone')
  })
}

async function readableMeeting(ctx: Ctx, id: string): Promise<MeetingInGroup> {
  const meeting = await findMeeting(ctx, id)
  if (!mayReadNotes(ctx, meeting)) throw new NotFound('errors.notFound')
  return meeting
}
