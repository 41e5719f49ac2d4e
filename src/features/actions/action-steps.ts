import type { z } from 'zod'
import type { FieldErrors } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { Acceptance, acceptAction } from './accept-action.ts'
import { askDueDay, WishedDay, wishFaults } from './ask-due-day.ts'
import { Cancellation, cancelAction } from './cancel-action.ts'
import { changeDueDay, dueDayFaults, NewDueDay } from './change-due-day.ts'
import { Completion, completeAction, completionFaults } from './complete-action.ts'
import { declineAction, Refusal } from './decline-action.ts'
import type { FoundAction } from './find-action.ts'
import { noteProgress, Progress, progressFaults } from './note-progress.ts'

export interface ActStep<S extends z.ZodObject> {
  readonly schema: S
  /** What only the clock can tell is wrong. */
  readonly faults?: (ctx: Ctx, value: z.output<S>) => FieldErrors
  readonly command: (ctx: Ctx, found: FoundAction, value: z.output<S>) => Promise<unknown>
  /** Said on the next page. */
  readonly told: string
}
const step = <S extends z.ZodObject>(of: ActStep<S>): ActStep<S> => of

/** What each act reads and does, whether somebody is signed in or came by a link. */
export const STEPS = {
  accept: step({ schema: Acceptance, command: acceptAction, told: 'actions.wasAccepted' }),
  decline: step({ schema: Refusal, command: declineAction, told: 'actions.wasDeclined' }),
  note: step({ schema: Progress, faults: progressFaults, command: noteProgress, told: 'actions.wasNoted' }),
  complete: step({ schema: Completion, faults: completionFaults, command: completeAction, told: 'actions.wasDone' }),
  askDue: step({ schema: WishedDay, faults: wishFaults, command: askDueDay, told: 'actions.wasAsked' }),
  changeDue: step({ schema: NewDueDay, faults: dueDayFaults, command: changeDueDay, told: 'actions.wasMoved' }),
  cancel: step({ schema: Cancellation, command: cancelAction, told: 'actions.wasCancelled' }),
}
