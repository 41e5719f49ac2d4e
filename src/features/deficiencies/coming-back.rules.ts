import { addMonths, type Day, dayOf } from '#src/kernel/days.ts'
import type { Deficiency } from './deficiency.entity.ts'
import { isOpen } from './deficiency.lifecycle.ts'

/** A new report opens a closed systemfel again within this many months (product §4). */
const COMES_BACK_WITHIN = 24

/** Closed so long ago that what is met now is a new systemfel. Merged ones are not closed: follow them. */
export const isClosedForGood = ({ state, closedAt }: Pick<Deficiency, 'state' | 'closedAt'>, today: Day): boolean =>
  !isOpen(state) && state !== 'merged' && closedAt !== null && addMonths(dayOf(closedAt), COMES_BACK_WITHIN) < today
