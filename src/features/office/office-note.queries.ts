import { In } from 'typeorm'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { people } from '#src/features/people/person.entity.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { TimelineEvent } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type OfficeNote, officeNotes } from './office-note.entity.ts'

/** The internal notes on a report or a systemfel, as a part of its page. */
export interface NotesShown {
  readonly events: readonly TimelineEvent[]
  /** How many there are beside those. */
  readonly more: number
  /** Where one is written, and all are read. */
  readonly href: string
}
interface About {
  readonly subjectId: string
  /** The actor's own offices that have to do with it: whoever has none sees no notes. */
  readonly officeIds: readonly string[]
  readonly path: string
}

/** So many on the page of what they are about, and on their own. */
const SHOWN = 5
export const MOST_NOTES = 200

/** The latest first. Null for those who may read none. */
export async function notesShown(ctx: Ctx, { subjectId, officeIds, path }: About): Promise<NotesShown | null> {
  if (officeIds.length === 0) return null
  const notes = await notesOf(ctx, subjectId, officeIds, MOST_NOTES)
  const events = await noteEvents(ctx, notes.slice(0, SHOWN), officeIds.length > 1)
  return { events, more: Math.max(0, notes.length - SHOWN), href: `${path}/anteckningar` }
}

/** The latest first. */
export const notesOf = (
  ctx: Ctx,
  subjectId: string,
  officeIds: readonly string[],
  most: number,
): Promise<OfficeNote[]> =>
  ctx.rows(officeNotes).all({ subjectId, officeId: In([...officeIds]) }, { at: 'DESC', id: 'DESC' }, most)

/** By whom, when and why it was written; `named`: also in which office. */
export async function noteEvents(ctx: Ctx, notes: readonly OfficeNote[], named: boolean): Promise<TimelineEvent[]> {
  const persons = await ctx.rows(people).all({ id: In(notes.map(({ personId }) => personId)) })
  const offices = named
    ? await officesByIds(
        ctx,
        notes.map(({ officeId }) => officeId),
      )
    : []
  const nameOf = (rows: readonly { id: string; name: string }[], id: string): string =>
    rows.find(row => row.id === id)?.name ?? ''
  return notes.map(note => ({
    when: dates[ctx.actor.locale].time(note.at),
    title: titleOf(ctx, note, nameOf(persons, note.personId)),
    by: nameOf(offices, note.officeId),
    text: note.text,
    tone: 'waiting',
  }))
}

const titleOf = (ctx: Ctx, { kind }: OfficeNote, name: string): string =>
  kind === 'note' ? name : `${name}: ${ctx.t(keyOf(`office.noteKind.${kind}`))}`
