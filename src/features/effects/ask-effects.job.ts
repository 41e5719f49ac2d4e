import { SYSTEM } from '#src/kernel/actor.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { askCheck, followCheck } from './ask-check.ts'
import { dueCheckIds, openCheckIds } from './effect.queries.ts'

/**
 * Asks the ombud whether it has become better, 3 and 9 months after an answer was accepted, reminds them twice, and stops
 * waiting after 30 days. It may run as often as it likes, in several processes: each letter is written once (J4).
 */
export async function askEffects(works: UnitsOfWork): Promise<void> {
  for (const id of await works.read(SYSTEM, dueCheckIds)) await works.write(SYSTEM, ctx => askCheck(ctx, id))
  for (const id of await works.read(SYSTEM, openCheckIds)) await works.write(SYSTEM, ctx => followCheck(ctx, id))
}
