import { requestPolicy } from '#src/features/answers/answer-request.policy.ts'
import type { FoundRequest } from '#src/features/answers/find-request.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { type Day, dayOf } from '#src/kernel/days.ts'
import type { TimelineEvent, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type RequestReminders, remindersOf } from './ladder.queries.ts'
import { type Reminder, type ReminderHold, reminderHolds, reminders } from './reminder.entity.ts'
import type { Planned } from './reminders.rules.ts'

/** The reminders of a question: those that have gone, what comes next, and whether they rest. */
export interface RemindersShown {
  readonly gone: readonly TimelineEvent[]
  /** “Nästa påminnelse 12 mars till enhetschefen”; null when none comes. */
  readonly next: string | null
  readonly held: { readonly text: string; readonly reason: string } | null
  /** Those that were before, with their reasons. */
  readonly rested: readonly TimelineEvent[]
  /** For those who keep the question, while one comes: where they are let rest. */
  readonly rest: string | null
  /** … and where they are let go again. */
  readonly resume: string | null
}

/** Null for a question that has not been sent: there is nothing to remind of. */
export async function remindersShown(ctx: Ctx, { request, deficiency }: FoundRequest): Promise<RemindersShown | null> {
  if (request.sentAt === null) return null
  const steps = await ctx.rows(reminders).all({ requestId: request.id }, { at: 'ASC', id: 'ASC' })
  const holds = await ctx.rows(reminderHolds).all({ requestId: request.id }, { at: 'DESC', id: 'DESC' })
  const { next = null, heldUntil = null } = (await remindersOf(ctx, [request.id])).get(request.id) ?? {}
  const contact = await ctx.rows(agencyContacts).get({ id: request.contactId })
  const held = heldUntil === null ? undefined : holds.find(({ endedAt }) => endedAt === null)
  const keeps = next !== null && requestPolicy.can(ctx.actor, 'keep', { request, deficiency })
  const path = `/obesvarade/${request.id}/paminnelser`
  return {
    gone: steps.map(step => goneEvent(ctx, step, request.dueDay)),
    next: next && nextText(ctx, next, contact.function),
    held: held === undefined ? null : { text: heldText(ctx, held.untilDay), reason: held.reason },
    rested: holds.filter(hold => hold !== held).map(hold => restedEvent(ctx, hold)),
    rest: keeps ? `${path}/vila` : null,
    resume: keeps && held !== undefined ? `${path}/igen` : null,
  }
}

const heldText = (ctx: Ctx, untilDay: Day): string =>
  ctx.t('reminders.heldUntil', { day: dates[ctx.actor.locale].day(untilDay) })

function restedEvent(ctx: Ctx, { at, endedAt, untilDay, reason }: ReminderHold): TimelineEvent {
  const { day } = dates[ctx.actor.locale]
  return {
    when: ctx.t('reminders.restedFrom', { from: day(dayOf(at)), to: day(endOf(endedAt, untilDay)) }),
    title: ctx.t('reminders.rested'),
    text: reason,
    tone: 'closed',
  }
}

function endOf(endedAt: Date | null, untilDay: Day): Day {
  const ended = endedAt === null ? untilDay : dayOf(endedAt)
  return ended < untilDay ? ended : untilDay
}

const TONES: Readonly<Record<Reminder['outcome'], Tone>> = { done: 'waiting', nobody: 'late', passed_over: 'closed' }

function goneEvent(ctx: Ctx, { step, outcome, toFunction, at, dueDay }: Reminder, current: Day | null): TimelineEvent {
  const { date, day } = dates[ctx.actor.locale]
  const why = step === 'agenda' && outcome === 'done' ? 'back' : outcome
  const texts = [
    ...(why === 'done' || why === 'back' ? [] : [ctx.t(keyOf(`reminders.outcome.${why}`))]),
    ...(dueDay === current ? [] : [ctx.t('reminders.oldDue', { day: day(dueDay) })]),
  ]
  return {
    when: date(at),
    title: ctx.t(keyOf(`reminderStep.${step}`)),
    ...(outcome === 'done' && step !== 'agenda' ? { by: receiverText(ctx, step, toFunction) } : {}),
    text: texts.join(' '),
    tone: TONES[outcome],
  }
}

const receiverText = (ctx: Ctx, step: Planned['step'], toFunction: string | null): string =>
  toFunction ?? ctx.t(keyOf(`reminders.to.${step}`))

/** `to`: the contact's function, for the steps that go to it. */
function nextText(ctx: Ctx, { step, day }: Planned, to: string): string {
  const when = dates[ctx.actor.locale].day(day)
  if (step === 'agenda') return ctx.t('reminders.nextAgenda', { day: when })
  const contact = step === 'before' || step === 'after'
  return ctx.t('reminders.next', { day: when, to: receiverText(ctx, step, contact ? to : null) })
}

/** One line for a list of questions: the last that was done, and what comes next. Null where there is neither. */
export function remindersLine(ctx: Ctx, { last, next, heldUntil }: RequestReminders, contact: string): string | null {
  const { date } = dates[ctx.actor.locale]
  const parts = [
    ...(last === null ? [] : [lastText(ctx, last, date(last.at))]),
    ...(heldUntil === null ? [] : [heldText(ctx, heldUntil)]),
    ...(next === null ? [] : [nextText(ctx, next, contact)]),
  ]
  return parts.length === 0 ? null : parts.join(' ')
}

/** The same line for each of the questions, by id; those with nothing to say are left out. */
export async function reminderLines(
  ctx: Ctx,
  requests: readonly { readonly id: string; readonly contactFunction: string }[],
): Promise<ReadonlyMap<string, string>> {
  const known = await remindersOf(
    ctx,
    requests.map(({ id }) => id),
  )
  return new Map(
    requests.flatMap(({ id, contactFunction }): [string, string][] => {
      const reminders = known.get(id)
      const line = reminders === undefined ? null : remindersLine(ctx, reminders, contactFunction)
      return line === null ? [] : [[id, line]]
    }),
  )
}

const lastText = (ctx: Ctx, { step, toFunction }: Reminder, day: string): string =>
  step === 'agenda'
    ? ctx.t('reminders.lastAgenda', { day })
    : ctx.t('reminders.last', { day, to: receiverText(ctx, step, toFunction) })
