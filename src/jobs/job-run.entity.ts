import { id, instant, integer, optional, text } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/** How it stands with a job: one row each, which processes take turns to hold. */
export interface JobRun {
  /** The job's name. */
  id: string
  nextAt: Date
  /** Who runs it now, and until when that is believed; null while nobody does. */
  holder: string | null
  leasedUntil: Date | null
  lastStartedAt: Date | null
  /** When it last came to its end without a failure. */
  lastDoneAt: Date | null
  /** Failures in a row; 0 when the last run went well. */
  attempts: number
  /** Code of the last failure, never its words. `abandoned`: whoever ran it died. */
  failure: string | null
}
export const jobRuns = table<JobRun>('job_run', {
  id: id(),
  nextAt: instant(),
  holder: optional(text(36, 'system')),
  leasedUntil: optional(instant()),
  lastStartedAt: optional(instant()),
  lastDoneAt: optional(instant()),
  attempts: integer(),
  failure: optional(text(40, 'system')),
})
