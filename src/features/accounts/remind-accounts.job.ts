import { In, IsNull, MoreThanOrEqual, Not } from 'typeorm'
import { offices } from '#src/features/organisations/office.entity.ts'
import { grants } from '#src/features/people/grant.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { addDays, startOf } from '#src/kernel/days.ts'
import { enqueueMail } from '#src/mail/enqueue.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { type Account, accounts, type ReportingUnit, reportingUnits } from './account.entity.ts'
import { accountPath } from './account-list.page.ts'
import { type DueReminder, dueReminder, REMIND_DAYS } from './due.rules.ts'
import type { AccountForm } from './form.ts'
import { allForms } from './forms.ts'

export const REPORTING_UNIT = 'reporting_unit'

/**
 * The coordinators of an office are told when the last day of a form is near and a unit of theirs has not sent its account,
 * begun or not: once a month before and once a week before. Gives how many units were reminded of.
 */
export async function remindAccounts(works: UnitsOfWork): Promise<number> {
  const due = await works.read(SYSTEM, unitsDue)
  let reminded = 0
  for (const { unit, form } of due) if (await works.write(SYSTEM, ctx => remind(ctx, unit.id, form))) reminded += 1
  return reminded
}

interface Due {
  readonly unit: ReportingUnit
  readonly form: AccountForm
}
async function unitsDue(ctx: Ctx): Promise<Due[]> {
  const near = formsNear(ctx.today)
  const units = await ctx
    .rows(reportingUnits)
    .all({ officeId: Not(IsNull()), county: In(near.map(({ county }) => county)) }, { id: 'ASC' })
  const all = units.flatMap(unit => near.filter(({ county }) => county === unit.county).map(form => ({ unit, form })))
  const due: Due[] = []
  for (const one of all) if ((await reminderFor(ctx, one)) !== null) due.push(one)
  return due
}

/** One for each county and year: wordings of a year have the same last day. */
function formsNear(today: string): AccountForm[] {
  const near = [...allForms().values()].filter(form => dueReminder(form, null, today) !== null)
  return [...new Map(near.map(form => [`${form.county} ${form.year}`, form])).values()]
}

interface Reminder {
  readonly kind: DueReminder
  readonly account: Account | null
}
/** Null when nothing is due, or it has been said. */
async function reminderFor(ctx: Ctx, { unit, form }: Due): Promise<Reminder | null> {
  const account = await ctx.rows(accounts).one({ unitId: unit.id, year: form.year })
  const kind = dueReminder(form, account?.state ?? null, ctx.today)
  if (kind === null) return null
  const since = MoreThanOrEqual(startOf(addDays(form.deadline, -REMIND_DAYS.month)))
  const said = await ctx.rows(outboxMails).count({ subjectId: unit.id, template: templateOf(kind), createdAt: since })
  return said > 0 ? null : { kind, account }
}
const templateOf = (kind: DueReminder): string => `accounts.${kind}`

/** The unit stands still meanwhile, so that two rounds at once do not say it twice. */
async function remind(ctx: Ctx, unitId: string, form: AccountForm): Promise<boolean> {
  const unit = await ctx.rows(reportingUnits).hold({ id: unitId })
  const reminder = await reminderFor(ctx, { unit, form })
  if (reminder === null || unit.officeId === null) return false
  const office = await ctx.rows(offices).get({ id: unit.officeId })
  const written = await coordinatorsOf(ctx, office.id)
  for (const { email, name } of written)
    await enqueueMail(ctx, {
      template: templateOf(reminder.kind),
      to: { address: email, name },
      facts: { office: office.name, municipality: unit.name, dueDay: form.deadline },
      path: reminder.account === null ? '/redovisningar' : accountPath(reminder.account),
      about: { type: REPORTING_UNIT, id: unit.id },
    })
  if (written.length === 0) return false
  const details = { year: form.year, reminder: reminder.kind, letters: written.length }
  ctx.record('unit.reminded', { type: REPORTING_UNIT, id: unit.id }, details)
  return true
}

async function coordinatorsOf(ctx: Ctx, officeId: string) {
  const granted = await ctx.rows(grants).all({ role: 'coordinator', officeId })
  return ctx.rows(people).all({ id: In(granted.map(({ personId }) => personId)), state: 'active' }, { id: 'ASC' })
}
