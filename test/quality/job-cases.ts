import { sendDigests } from '#src/features/following/digest.job.ts'
import { remindDue } from '#src/features/reminders/remind-due.job.ts'
import { instantAt } from '#src/kernel/days.ts'
import { situation } from '../features/answers/situation.ts'
import { askedOn, managed } from '../features/reminders/climbing.ts'
import { waitingNews } from './feedback-cases.ts'
import type { Scene } from './use-cases.ts'

/** Leads up to a job that has one thing to do, and gives its run. */
export type JobCase = (scene: Scene) => Promise<() => Promise<unknown>>

/** A question asked on 11 January 2027, on a day of its ladder: answered at the latest on 10 February. */
const reminded =
  (day: string): JobCase =>
  async ({ world }) => {
    await askedOn(await situation(world), '2027-01-11')
    world.clock.moveTo(instantAt(day, '09:00'))
    return () => remindDue(world.works, managed)
  }

/** Jobs do each thing in a unit of work of its own, which is whole or not at all as well. */
export const JOB_CASES: Readonly<Record<string, JobCase>> = {
  'reminding whoever was asked': reminded('2027-02-11'),
  'reminding the manager, where nobody holds the seat': reminded('2027-02-24'),
  'bringing an unanswered question back': reminded('2027-03-12'),
  'mailing what has waited for a week': async ({ world, board }) => {
    await waitingNews(board)
    world.clock.moveTo('2026-11-30T09:00:00Z')
    return () => sendDigests(world.works)
  },
}
