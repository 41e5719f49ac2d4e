import type { Document } from '#src/documents/document.ts'
import { yearOf } from '#src/kernel/days.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { itemsOf, type MeetingInGroup } from './meeting.queries.ts'
import { notesDocument } from './notes.document.ts'
import { countTray } from './tray.queries.ts'
import { paragraphLabel } from './wording.ts'

export interface NoteModel {
  readonly itemId: string
  readonly legend: string
  readonly action: string
  readonly version: number
  readonly form: FormState
  readonly open: boolean
}
export interface NotesPage {
  readonly title: string
  readonly fictitious: boolean
  readonly id: string
  readonly back: string
  readonly version: number
  readonly document: Document
  readonly draft: boolean
  readonly docxHref: string
  /** One form for each §, while the notes are written. */
  readonly notes: readonly NoteModel[]
  readonly finish: { readonly text: string } | null
}
export interface FaultyNote {
  readonly itemId: string
  readonly form: FormState
}

/** The meeting's notes as they read now, and under them what the convener may still write. */
export async function notesPage(ctx: Ctx, meeting: MeetingInGroup, faulty?: FaultyNote): Promise<NotesPage> {
  const { id, state, version } = meeting
  const document = await notesDocument(ctx, meeting)
  const leads = meetingPolicy.can(ctx.actor, 'lead', meeting)
  const count = await countTray(ctx, id)
  return {
    title: document.title,
    fictitious: meeting.group.fictitious,
    id,
    back: `/moten/${id}`,
    version,
    document: { ...document, fictitious: false },
    draft: state !== 'done',
    docxHref: `/moten/${id}/minnesanteckningar.docx`,
    notes: leads && meetingLifecycle.allows(state, 'note') ? await noteModels(ctx, meeting, faulty) : [],
    finish:
      leads && meetingLifecycle.allows(state, 'finish') ? { text: ctx.t('meetings.finishText', { count }) } : null,
  }
}

async function noteModels(ctx: Ctx, meeting: MeetingInGroup, faulty?: FaultyNote): Promise<NoteModel[]> {
  const items = await itemsOf(ctx, meeting.id)
  return items.flatMap((item, index) => {
    const { id, paragraph, title, note, version } = item
    if (paragraph === null) return []
    const mine = faulty?.itemId === id ? faulty.form : null
    return [
      {
        itemId: id,
        legend: `${paragraphLabel(paragraph, yearOf(meeting.day))} ${title}`,
        action: `/moten/${meeting.id}/punkter/${index + 1}/anteckning`,
        version,
        form: mine ?? emptyForm({ note: note ?? '' }),
        open: mine !== null,
      },
    ]
  })
}
