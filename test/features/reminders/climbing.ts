import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { askAgency } from '#src/features/answers/ask-agency.ts'
import type { Manager } from '#src/features/reminders/manager-of.ts'
import { remindDue } from '#src/features/reminders/remind-due.job.ts'
import { type Reminder, reminders } from '#src/features/reminders/reminder.entity.ts'
import type { FindManager } from '#src/features/reminders/take-step.ts'
import { instantAt } from '#src/kernel/days.ts'
import { UnitsOfWork } from '#src/work/unit-of-work.ts'
import type { World } from '#test/support/world.ts'
import { QUESTION, type Situation } from '../answers/situation.ts'

export const MANAGER: Manager = { function: 'Avdelningschef', email: 'avdelning@myndighet.test' }
export const managed: FindManager = async () => MANAGER

type Asked = Pick<Situation, 'world' | 'office' | 'group' | 'contact' | 'deficiency'>
/** Asks the situation's contact at ten on a day; the clock stays there. */
export function askedOn(
  { world, office, group, contact, deficiency }: Asked,
  day: string,
  { termDays = 30, byGroup = true }: { readonly termDays?: number; readonly byGroup?: boolean } = {},
) {
  world.clock.moveTo(instantAt(day, '10:00'))
  const groupId = byGroup ? group.id : null
  const asking = { deficiency, contactId: contact.id, question: QUESTION, termDays, groupId, officeId: office.id }
  return world.given(ctx => askAgency(ctx, asking))
}

/** The job runs at a time of a day, and what it wrote is sent. */
export async function remindOn(world: World, day: string, time = '09:00', findManager = managed): Promise<number> {
  world.clock.moveTo(instantAt(day, time))
  return remindDue(world.works, findManager)
}

/** The same database as another process has it: units of work of its own. */
export const another = ({ works }: World): UnitsOfWork => new UnitsOfWork(works.settings)

export const setDueDay = (world: World, id: string, dueDay: string): Promise<unknown> =>
  world.given(ctx => ctx.rows(answerRequests).changeAll({ id }, { dueDay }))

/** `before 2027-02-03` for each step done, `seat 2027-02-24 nobody` for others; by the day it was taken. */
export async function climbed(world: World, requestId: string): Promise<string[]> {
  return (await world.rows(reminders, { requestId })).map(stepText)
}
const stepText = ({ step, at, outcome }: Reminder): string =>
  [
    step,
    at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' }),
    ...(outcome === 'done' ? [] : [outcome]),
  ].join(' ')
