import type { Document } from '#src/documents/document.ts'
import { minutesDocument } from '#src/features/minutes/minutes.document.ts'
import { minutesOf } from '#src/features/minutes/minutes.queries.ts'
import { type ParagraphLink, paragraphLinks, standingOf } from '#src/features/minutes/minutes-shown.ts'
import { yearOf } from '#src/kernel/days.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { TableListModel } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import { mayFinish } from './finish-notes.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { hasNotes, itemsOf, type MeetingInGroup } from './meeting.queries.ts'
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
  /** What kind of draft it is; null when it is one no longer. */
  readonly draft: string | null
  readonly docxHref: string
  /** Minutes only. */
  readonly pdfHref: string | null
  /** One form for each §, while the notes are written. */
  readonly notes: readonly NoteModel[]
  readonly finish: { readonly text: string } | null
  /** Each § with its own page, while its text may be changed. */
  readonly paragraphs: readonly ParagraphLink[]
  /** Who has approved which part, of minutes that have been sent. */
  readonly standing: TableListModel | null
  /** Where the convener sees to the approval. */
  readonly adjustingHref: string | null
  /** The words that the hash is of. */
  readonly frozenHref: string | null
}
export interface FaultyNote {
  readonly itemId: string
  readonly form: FormState
}

/** The meeting's notes as they read now, and under them what the convener may still write. */
export async function notesPage(ctx: Ctx, meeting: MeetingInGroup, faulty?: FaultyNote): Promise<NotesPage> {
  const { id, state, version } = meeting
  const document = await minutesDocument(ctx, meeting)
  const isMinutes = meeting.group.minutesKind === 'minutes'
  const leads = meetingPolicy.can(ctx.actor, 'lead', meeting)
  const writes = leads && meetingLifecycle.allows(state, 'note')
  return {
    title: document.title,
    fictitious: meeting.group.fictitious,
    id,
    back: `/moten/${id}`,
    version,
    document: { ...document, fictitious: false },
    draft: state === 'done' ? null : ctx.t(isMinutes ? 'minutes.draft' : 'meetings.draftNotes'),
    docxHref: `/moten/${id}/${isMinutes ? 'protokoll' : 'minnesanteckningar'}.docx`,
    pdfHref: isMinutes ? `/moten/${id}/protokoll.pdf` : null,
    notes: writes ? await noteModels(ctx, meeting, faulty) : [],
    finish: await finishOf(ctx, meeting, leads),
    paragraphs: writes ? await paragraphLinks(ctx, meeting) : [],
    standing: await standingOf(ctx, meeting),
    adjustingHref: leads && isMinutes && hasNotes(meeting) ? `/moten/${id}/justering` : null,
    frozenHref: await frozenHref(ctx, meeting),
  }
}

async function finishOf(ctx: Ctx, meeting: MeetingInGroup, leads: boolean): Promise<NotesPage['finish']> {
  if (!leads || !mayFinish(meeting)) return null
  return { text: ctx.t('meetings.finishText', { count: await countTray(ctx, meeting.id) }) }
}

async function frozenHref(ctx: Ctx, { id, state }: MeetingInGroup): Promise<string | null> {
  if (state !== 'done') return null
  const kept = await minutesOf(ctx, id)
  return kept?.sha256 ? `/moten/${id}/protokoll.json` : null
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
