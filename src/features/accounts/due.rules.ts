import { daysBetween } from '#src/kernel/days.ts'
import type { AccountState } from './account.lifecycle.ts'
import type { AccountForm } from './form.ts'

/** Days before the last one on which those who write are reminded; the first of them is when a form comes into view. */
export const REMIND_DAYS = { month: 30, week: 7 } as const
export type DueReminder = keyof typeof REMIND_DAYS

const isSent = (state: AccountState | null): boolean => state === 'sent' || state === 'received'

/** Which reminder is due today; null when the account has left, or there is more time, or none left. */
export function dueReminder(
  form: Pick<AccountForm, 'deadline'>,
  state: AccountState | null,
  today: string,
): DueReminder | null {
  const left = daysBetween(today, form.deadline)
  if (isSent(state) || left < 0 || left > REMIND_DAYS.month) return null
  return left <= REMIND_DAYS.week ? 'week' : 'month'
}
