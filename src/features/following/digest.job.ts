import { SYSTEM } from '#src/kernel/actor.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { mailWaiting } from './mail-news.ts'
import { waitingPersons } from './news.queries.ts'
import { isDue } from './news.rules.ts'

/**
 * Mails what waits for those who reported, at most one letter a week to each: the first news soon after it has happened,
 * the rest gathered. A unit of work for each person, so that one that fails stops none of the others (J10). May run twice
 * at once. Gives how many letters.
 */
export async function sendDigests(works: UnitsOfWork): Promise<number> {
  const due = await works.read(SYSTEM, async ctx =>
    (await waitingPersons(ctx)).filter(person => person.frequency === 'none' || isDue({ ...person, today: ctx.today })),
  )
  let sent = 0
  const faults: unknown[] = []
  for (const { personId } of due)
    try {
      if (await works.write(SYSTEM, ctx => mailWaiting(ctx, personId))) sent += 1
    } catch (error) {
      faults.push(error)
    }
  if (faults.length > 0) throw faults[0]
  return sent
}
