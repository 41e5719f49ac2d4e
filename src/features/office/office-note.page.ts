import { ownFeeding } from '#src/features/deficiencies/deficiency.policy.ts'
import { findDeficiency } from '#src/features/deficiencies/find-deficiency.ts'
import { findReport } from '#src/features/observations/observation.queries.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { TimelineEvent } from '#src/web/blocks.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import type { OfficeNote } from './office-note.entity.ts'
import { MOST_NOTES, noteEvents, notesOf } from './office-note.queries.ts'
import { LONGEST_NOTE } from './write-office-note.ts'

/** What a note is about, and the offices that the actor may write it for. */
export interface NoteSubject extends Pick<OfficeNote, 'subjectType' | 'subjectId'> {
  readonly reference: string
  readonly path: string
  readonly fictitious: boolean
  readonly officeIds: readonly string[]
}

/** Throws `NotFound` for those outside the report's office. */
export async function reportSubject(ctx: Ctx, number: string): Promise<NoteSubject> {
  const { id, officeId } = await findReport(ctx, { number })
  const [office] = await officesByIds(ctx, [officeId])
  return {
    ...{ subjectType: 'observation', subjectId: id, reference: number, path: `/rapporter/${number}` },
    fictitious: office?.fictitious ?? false,
    officeIds: [officeId],
  }
}

/** Throws `NotFound` for those who see the systemfel, but work in no office that feeds it. */
export async function deficiencySubject(ctx: Ctx, number: string): Promise<NoteSubject> {
  const deficiency = await findDeficiency(ctx, number)
  const officeIds = ownFeeding(ctx.actor, deficiency)
  if (officeIds.length === 0) throw new NotFound('errors.notFound')
  return {
    ...{ subjectType: 'deficiency', subjectId: deficiency.id, reference: number, path: `/systemfel/${number}` },
    fictitious: deficiency.fictitious,
    officeIds,
  }
}

export interface NotesPage {
  readonly title: string
  readonly fictitious: boolean
  readonly back: string
  readonly action: string
  readonly form: FormState
  readonly longest: number
  /** Asked of those who have several. */
  readonly offices: readonly Option[] | null
  readonly events: readonly TimelineEvent[]
  readonly withhold: string
}

export async function notesPage(ctx: Ctx, subject: NoteSubject, form?: FormState): Promise<NotesPage> {
  const several = subject.officeIds.length > 1
  const offices = several ? await officesByIds(ctx, subject.officeIds) : []
  const notes = await notesOf(ctx, subject.subjectId, subject.officeIds, MOST_NOTES)
  return {
    title: ctx.t('office.notesOn', { reference: subject.reference }),
    fictitious: subject.fictitious,
    back: subject.path,
    action: `${subject.path}/anteckningar`,
    form: form ?? emptyForm(),
    longest: LONGEST_NOTE,
    offices: several ? offices.map(({ id, name }) => ({ value: id, label: name })) : null,
    events: await noteEvents(ctx, notes, several),
    withhold: `${subject.path}/sparra`,
  }
}
