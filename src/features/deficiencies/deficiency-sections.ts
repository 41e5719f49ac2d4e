import type { OwnedAction } from '#src/features/actions/action.queries.ts'
import type { Addition } from '#src/features/answers/additions.queries.ts'
import type { RequestWithAnswer } from '#src/features/answers/answer.queries.ts'
import { enteredMark } from '#src/features/answers/entered-mark.ts'
import type { EffectCheck } from '#src/features/meetings/decision.entity.ts'
import type { LiftBetween } from '#src/features/meetings/meeting.queries.ts'
import type { RequestReminders } from '#src/features/reminders/ladder.queries.ts'
import { remindersLine } from '#src/features/reminders/reminders-shown.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { daysBetween } from '#src/kernel/days.ts'
import type { BadgeModel, ListCell, TimelineEvent, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Gathered } from './deficiency-gathered.queries.ts'

/** A question and what was answered. */
export interface RequestShown {
  readonly to: string
  readonly href: string
  readonly badge: BadgeModel
  readonly when: string
  readonly question: string
  /** What has reminded of it and what comes next; null where nothing has and nothing will. */
  readonly reminders: string | null
  readonly answer: {
    readonly kind: string
    readonly when: string
    readonly text: string
    readonly change: string | null
    readonly other: string | null
    /** That it came another way than by the link; null where it did not. */
    readonly way: string | null
  } | null
  /** What others who were asked together have added. */
  readonly additions: readonly { readonly from: string; readonly when: string; readonly text: string }[]
}

const REQUEST_TONES: Readonly<Record<RequestWithAnswer['state'], Tone>> = {
  tray: 'waiting',
  sent: 'waiting',
  answered: 'good',
  closed: 'closed',
  revoked: 'closed',
}

/** What stands beside the questions, by the request. */
export interface BesideRequests {
  readonly reminders: ReadonlyMap<string, RequestReminders>
  readonly additions: ReadonlyMap<string, readonly Addition[]>
}

/** Those that wait for an answer first. */
export const requestsShown = (
  ctx: Ctx,
  requests: readonly RequestWithAnswer[],
  { reminders, additions }: BesideRequests,
): RequestShown[] =>
  [...requests]
    .sort((one, other) => Number(other.state === 'sent') - Number(one.state === 'sent'))
    .map(request => ({
      to: `${request.organisationName}, ${request.contactFunction}`,
      href: `/obesvarade/${request.id}`,
      badge: requestBadge(ctx, request),
      when: requestWhen(ctx, request),
      question: request.question,
      reminders: reminderLine(ctx, request, reminders.get(request.id)),
      answer: answerOf(ctx, request),
      additions: (additions.get(request.id) ?? []).map(({ organisation, text, at }) => ({
        from: organisation,
        when: ctx.t('contacts.added', { day: dates[ctx.actor.locale].date(at) }),
        text,
      })),
    }))

const reminderLine = (ctx: Ctx, { contactFunction }: RequestWithAnswer, reminders: RequestReminders | undefined) =>
  reminders === undefined ? null : remindersLine(ctx, reminders, contactFunction)

function requestBadge(ctx: Ctx, { state, dueDay, daysWithoutAnswer }: RequestWithAnswer): BadgeModel {
  if (daysWithoutAnswer === null) return { text: ctx.t(keyOf(`requestState.${state}`)), tone: REQUEST_TONES[state] }
  const late = dueDay !== null && dueDay < ctx.today
  return { text: ctx.t('deficiencies.waited', { days: daysWithoutAnswer }), tone: late ? 'late' : 'waiting' }
}

function requestWhen(ctx: Ctx, { sentAt, dueDay, termDays }: RequestWithAnswer): string {
  const { date, day } = dates[ctx.actor.locale]
  if (sentAt === null || dueDay === null) return ctx.t('deficiencies.notSent', { days: termDays })
  return ctx.t('deficiencies.sent', { day: date(sentAt), due: day(dueDay) })
}

function answerOf(ctx: Ctx, { answer }: RequestWithAnswer): RequestShown['answer'] {
  if (answer === null) return null
  const { date, day } = dates[ctx.actor.locale]
  const { kind, receivedAt, text, changeDay, otherBody } = answer
  return {
    kind: ctx.t(keyOf(`answerKind.${kind}`)),
    when: ctx.t('deficiencies.answeredOn', { day: date(receivedAt) }),
    text,
    change: changeDay === null ? null : ctx.t('deficiencies.changeDay', { day: day(changeDay) }),
    other: otherBody === null ? null : ctx.t('deficiencies.otherBody', { body: otherBody }),
    way: enteredMark(ctx.actor.locale, answer),
  }
}

export function decisionEvents(ctx: Ctx, { decisions }: Gathered): TimelineEvent[] {
  const { day } = dates[ctx.actor.locale]
  const corrected = (by: string | null): string =>
    by === null ? '' : ctx.t('decisions.correctedBy', { paragraph: `§ ${by}` })
  return decisions.map(({ id, paragraph, type, meetingDay, groupName, text, reason, correctedBy }) => ({
    when: day(meetingDay),
    by: groupName,
    title: ctx.t('deficiencies.decision', { paragraph, decision: ctx.t(keyOf(`decision.${type}`)) }),
    href: `/beslut/${id}`,
    text: [text, reason, corrected(correctedBy)].filter(Boolean).join(' '),
    tone: correctedBy === null ? 'ongoing' : 'closed',
  }))
}

const ACTION_TONES: Readonly<Record<OwnedAction['state'], Tone>> = {
  proposed: 'waiting',
  accepted: 'ongoing',
  done: 'good',
  cancelled: 'closed',
  declined: 'late',
}
export function actionCells(ctx: Ctx, actions: readonly OwnedAction[]): ListCell[][] {
  const { t } = ctx
  return actions.map(action => [
    { text: action.description, href: `/atgarder/${action.id}`, note: t(keyOf(`actionKind.${action.kind}`)) },
    { text: action.ownerName ?? t('actions.noOwner'), ...(action.ownerFunction ? { note: action.ownerFunction } : {}) },
    dueCell(ctx, action),
    {
      badge: { text: t(keyOf(`actionState.${action.state}`)), tone: ACTION_TONES[action.state] },
      ...(action.strength === null ? {} : { note: t(keyOf(`strength.${action.strength}`)) }),
    },
  ])
}

function dueCell(ctx: Ctx, { state, dueDay, doneDay }: OwnedAction): ListCell {
  const { day } = dates[ctx.actor.locale]
  if (doneDay !== null) return { text: ctx.t('deficiencies.doneOn', { day: day(doneDay) }) }
  if (dueDay === null) return { text: ctx.t('actions.noDue') }
  const late = (state === 'proposed' || state === 'accepted') && dueDay < ctx.today
  if (!late) return { text: day(dueDay) }
  return {
    text: day(dueDay),
    badge: { text: ctx.t('deficiencies.late', { days: daysBetween(dueDay, ctx.today) }), tone: 'late' },
  }
}

export function liftEvents(ctx: Ctx, lifts: readonly LiftBetween[]): TimelineEvent[] {
  const { day, date } = dates[ctx.actor.locale]
  return lifts.map(lift => ({
    when: day(lift.day),
    by: lift.fromName,
    title: ctx.t('deficiencies.lifted', { receiver: lift.receiver, day: day(lift.wishedDay) }),
    href: `/beslut/${lift.decisionId}`,
    text:
      lift.repliedAt === null
        ? lift.coveringText
        : `${lift.coveringText} ${ctx.t('deficiencies.liftReply', { day: date(lift.repliedAt) })} ${lift.reply ?? ''}`,
    tone: lift.repliedAt === null ? 'waiting' : 'good',
  }))
}

const EFFECT_TONES: Readonly<Record<NonNullable<EffectCheck['answer']>, Tone>> = {
  yes: 'good',
  partly: 'waiting',
  no: 'late',
  not_met: 'neutral',
}
export function effectEvents(ctx: Ctx, checks: readonly EffectCheck[]): TimelineEvent[] {
  const { day } = dates[ctx.actor.locale]
  return checks.map(({ months, dueDay, state, answer }) => ({
    when: day(dueDay),
    title: ctx.t('deficiencies.effectAfter', { months }),
    text: answer === null ? ctx.t(keyOf(`effectState.${state}`)) : ctx.t(keyOf(`effect.${answer}`)),
    tone: answer === null ? 'neutral' : EFFECT_TONES[answer],
  }))
}
