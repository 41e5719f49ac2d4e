import { inOffice } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'
import type { OfficeNote } from './office-note.entity.ts'

export type NoteInOffice = Pick<OfficeNote, 'officeId'>

/** Those who work in the office, and nobody else: not the group, not other offices that have met the same thing. */
export const officeNotePolicy = policyFor<NoteInOffice>()({
  view: (actor, { officeId }) => inOffice(actor, officeId, 'ombud', 'coordinator'),
  write: (actor, { officeId }) => inOffice(actor, officeId, 'ombud', 'coordinator'),
})
