import { writeDocx } from '#src/documents/docx.ts'
import { contentInTurn } from '#src/documents/in-turn.ts'
import { writePdf } from '#src/documents/pdf.ts'
import {
  findLedMeeting,
  findMeeting,
  holdMeeting,
  type MeetingInGroup,
  mayReadNotes,
} from '#src/features/meetings/meeting.queries.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { signedIn } from '#src/web/access.ts'
import { file, page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { askingAgain } from './ask-again.ts'
import { frozenWords, minutesDocument } from './minutes.document.ts'
import { paragraphAt, paragraphOf } from './minutes-parts.ts'
import { paragraphPage } from './paragraph.page.ts'
import { ParagraphForm, RestoreForm, restoreParagraph, writeParagraph } from './write-paragraph.ts'

/** Each § by itself, and the minutes as files. */
export const paragraphRoutes: Feature = routes => {
  routes.getSnapshot('/moten/:id/protokoll.docx', signedIn, async (ctx, { params }) => {
    const meeting = await readable(ctx, params.id)
    const document = await minutesDocument(ctx, meeting)
    return file(`protokoll-${meeting.group.slug}-${meeting.day}.docx`, 'docx', () => writeDocx(document))
  })
  routes.getSnapshot('/moten/:id/protokoll.pdf', signedIn, async (ctx, { params }) => {
    const meeting = await readable(ctx, params.id)
    const document = await minutesDocument(ctx, meeting)
    const made = contentInTurn(ctx.actor.id, () => writePdf(document))
    return file(`protokoll-${meeting.group.slug}-${meeting.day}.pdf`, 'pdf', made)
  })
  // The words that the hash is of, so that anybody can reckon it again.
  routes.getSnapshot('/moten/:id/protokoll.json', signedIn, async (ctx, { params }) => {
    const meeting = await readable(ctx, params.id)
    const words = await frozenWords(ctx, meeting.id)
    if (words === null) throw new NotFound('errors.notFound')
    return file(`protokoll-${meeting.group.slug}-${meeting.day}.json`, 'text', async () => words)
  })

  routes.get('/moten/:id/protokoll/:nr', signedIn, async (ctx, { params }) => {
    const meeting = await findLedMeeting(ctx, params.id)
    return page('minutes/paragraph', await paragraphPage(ctx, meeting, await paragraphAt(ctx, meeting, params.nr)))
  })
  routes.post('/moten/:id/protokoll/:nr', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const part = await paragraphOf(ctx, meeting, body['item'])
    const form = ctx.form(ParagraphForm, body)
    if (!form.ok) return page('minutes/paragraph', await paragraphPage(ctx, meeting, part, form), 422)
    await askingAgain(ctx, meeting, () => writeParagraph(ctx, meeting, part, form.value))
    return redirect(`/moten/${meeting.id}/protokoll`, 'minutes.textSaved')
  })
  routes.post('/moten/:id/protokoll/:nr/aterga', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const part = await paragraphOf(ctx, meeting, body['item'])
    const form = ctx.form(RestoreForm, body)
    if (!form.ok) return page('minutes/paragraph', await paragraphPage(ctx, meeting, part), 422)
    await askingAgain(ctx, meeting, () => restoreParagraph(ctx, meeting, part, form.value))
    return redirect(`/moten/${meeting.id}/protokoll`, 'minutes.textRestored')
  })
}

async function readable(ctx: Ctx, id: string): Promise<MeetingInGroup> {
  const meeting = await findMeeting(ctx, id)
  if (!mayReadNotes(ctx, meeting)) throw new NotFound('errors.notFound')
  return meeting
}
