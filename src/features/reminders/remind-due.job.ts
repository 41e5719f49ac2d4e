import { In } from 'typeorm'
import { isDuplicate } from '#src/db/duplicate.ts'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { climbingIds, climbsOf, isSent } from './ladder.queries.ts'
import { managerOf } from './manager-of.ts'
import { dueStep, isOfficeTime } from './reminders.rules.ts'
import { climb, type FindManager } from './take-step.ts'

/** So many questions are looked at in one reading. */
const BATCH = 500

/**
 * Takes the step that is due of every question that waits for an answer, each in a unit of work of its own with its letter, its
 * row and its line in the log: once, also when several processes do it at the same time (J4). In office hours only; what fell
 * due meanwhile is taken when they begin. Gives how many questions had a step taken. A question that cannot be reminded of
 * stops none of the others (J10); in the end their faults are thrown together.
 */
export async function remindDue(works: UnitsOfWork, findManager: FindManager = managerOf): Promise<number> {
  if (!isOfficeTime(works.settings.clock.now())) return 0
  const faults: Error[] = []
  let taken = 0
  for (const id of await works.read(SYSTEM, dueIds)) {
    try {
      if (await works.write(SYSTEM, ctx => climb(ctx, id, findManager))) taken += 1
    } catch (error) {
      // Another process was first: its row stands, and nothing of this one is kept.
      if (!isDuplicate(error)) faults.push(new Error(`The question ${id} cannot be reminded of.`, { cause: error }))
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, faults.map(faultText).join('\n'))
  return taken
}

const faultText = ({ message, cause }: Error): string =>
  `${message} ${cause instanceof Error ? cause.message : String(cause)}`

/** Of the many that wait, the few that the day asks something for. */
async function dueIds(ctx: Ctx): Promise<string[]> {
  const waiting = await climbingIds(ctx)
  const due: string[] = []
  for (let from = 0; from < waiting.length; from += BATCH) {
    const requests = await ctx.rows(answerRequests).all({ id: In(waiting.slice(from, from + BATCH)) })
    const climbs = await climbsOf(ctx, requests.filter(isSent))
    for (const [id, { ladder }] of climbs) if (dueStep(ladder, ctx.today) !== null) due.push(id)
  }
  return due
}
