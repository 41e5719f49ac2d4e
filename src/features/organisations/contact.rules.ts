import { addMonths, type Day } from '#src/kernel/days.ts'
import type { FieldErrors } from '#src/kernel/forms.ts'
import type { AgencyContact } from './organisation.entity.ts'

/** So many months what is known of a contact is taken to be right. */
export const MONTHS_RIGHT = 12

/** The last day that is old: a contact verified before it must be checked. */
export const lastRightDay = (today: Day): Day => addMonths(today, -MONTHS_RIGHT)

/** Whether somebody should check a contact: nobody ever has, or more than twelve months ago. Not one that is used no more. */
export const needsCheck = (
  { active, verifiedDay }: Pick<AgencyContact, 'active' | 'verifiedDay'>,
  today: Day,
): boolean => active && (verifiedDay === null || verifiedDay < lastRightDay(today))

export interface ManagerValues {
  readonly managerId: string | null
  readonly managerFunction: string | null
  readonly managerEmail: string | null
}

/** A manager is one of the contacts, or a function with an address, or nobody: never half of it, and never both. */
export function managerFaults({ managerId, managerFunction, managerEmail }: ManagerValues): FieldErrors {
  if (managerId !== null && (managerFunction ?? managerEmail) !== null) return { managerId: ['contacts.oneManager'] }
  if (managerFunction === null && managerEmail !== null) return { managerFunction: ['contacts.managerFunctionMissing'] }
  if (managerFunction !== null && managerEmail === null) return { managerEmail: ['contacts.managerEmailMissing'] }
  return {}
}

export interface LeavingValues {
  readonly closedDay: Day
  readonly successorId: string | null
  readonly function: string | null
  readonly email: string | null
}

/**
 * What is wrong with saying that a contact has left: it lies ahead; the one who comes after is named by half, or twice;
 * or questions wait (`waiting`) and nobody comes after.
 */
export function leavingFaults(values: LeavingValues, today: Day, waiting: boolean): FieldErrors {
  const { closedDay, successorId, function: name, email } = values
  if (closedDay > today) return { closedDay: ['contacts.leftAhead'] }
  if (successorId !== null && (name ?? email) !== null) return { successorId: ['contacts.oneSuccessor'] }
  if (name === null && email !== null) return { function: ['organisations.giveFunction'] }
  if (name !== null && email === null) return { email: ['errors.email'] }
  return waiting && successorId === null && name === null ? { successorId: ['contacts.needSuccessor'] } : {}
}
