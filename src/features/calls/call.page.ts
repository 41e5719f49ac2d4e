import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { whenOf } from '#src/features/meetings/why-line.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { BadgeModel, EmptyModel, ListCell, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CallAnswerForm, callAnswerForm } from './answer-form.ts'
import type { CallAnswer, CallInvitation, MeetingCall } from './call.entity.ts'
import { type Called, calledTo, editionOf } from './call.queries.ts'
import { takesAnswers } from './call.rules.ts'
import { isUnreached } from './call-meeting.ts'
import { holderOf } from './find-call.ts'
import { isSilent } from './remind.ts'

interface Step {
  readonly action: string
  readonly label: string
  readonly hint: string
}
export interface CallPage {
  readonly title: string
  readonly fictitious: boolean
  readonly id: string
  readonly lead: string
  /** Where it stands: not called, called when, cancelled, passed. */
  readonly status: string
  /** How many have answered what. */
  readonly counts: string | null
  readonly call: Step | null
  readonly remind: Step | null
  /** Why nobody can be reminded, when that is so. */
  readonly remindedAlready: string | null
  readonly warnings: readonly string[]
  readonly list: TableListModel | null
  readonly empty: EmptyModel | null
}

/** Who is called, who has answered what, and whom no letter reaches. For the convener. */
export async function callPage(ctx: Ctx, meeting: MeetingInGroup): Promise<CallPage> {
  const called = await calledTo(ctx, meeting)
  const edition = await editionOf(ctx, meeting.id)
  const open = takesAnswers(meeting, ctx.today)
  const silent = called.filter(isSilent).length
  const reminded = edition?.remindedDay === ctx.today
  return {
    title: ctx.t('calls.title'),
    fictitious: meeting.group.fictitious,
    id: meeting.id,
    lead: `${meeting.group.name}, ${whenOf(meeting, ctx.actor.locale)}, ${meeting.place}`,
    status: statusOf(ctx, meeting, edition),
    counts: edition?.calledAt == null ? null : countsOf(ctx, called),
    call: open ? callStep(ctx, meeting.id, called, edition) : null,
    remind: open && silent > 0 && !reminded ? remindStep(ctx, meeting.id, silent) : null,
    remindedAlready: open && silent > 0 && reminded ? ctx.t('calls.remindedToday') : null,
    warnings: warningsOf(ctx, called),
    list: called.length === 0 ? null : listOf(ctx, called),
    empty: called.length > 0 ? null : emptyOf(ctx, meeting),
  }
}

function statusOf(ctx: Ctx, meeting: MeetingInGroup, edition: MeetingCall | null): string {
  if (meeting.state === 'cancelled') return ctx.t('calls.statusCancelled')
  if (edition?.calledAt == null) return ctx.t('calls.statusNotCalled')
  return ctx.t('calls.statusCalled', { when: dates[ctx.actor.locale].time(edition.calledAt) })
}

function countsOf(ctx: Ctx, called: readonly Called[]): string {
  const asked = called.flatMap(({ invitation }) => invitation ?? [])
  const count = (answer: CallAnswer | null): number => asked.filter(one => one.answer === answer).length
  const [coming, away, instead, silent] = [count('coming'), count('not_coming'), count('substitute'), count(null)]
  return ctx.t('calls.counts', { coming, away, instead, silent })
}

function callStep(ctx: Ctx, id: string, called: readonly Called[], edition: MeetingCall | null): Step | null {
  const count = called.filter(isUnreached).length
  if (count === 0) return null
  const first = edition?.calledAt == null
  return {
    action: `/moten/${id}/kallelse`,
    label: ctx.t(first ? 'calls.call' : 'calls.callRest', { count }),
    hint: ctx.t(first ? 'calls.callHint' : 'calls.callRestHint'),
  }
}

const remindStep = (ctx: Ctx, id: string, count: number): Step => ({
  action: `/moten/${id}/paminnelse`,
  label: ctx.t('calls.remind', { count }),
  hint: ctx.t('calls.remindHint'),
})

function warningsOf(ctx: Ctx, called: readonly Called[]): string[] {
  const failed = called.filter(({ delivery }) => delivery === 'failed').length
  const addressless = called.filter(({ holder }) => holder.email === null).length
  return [
    ...(failed === 0 ? [] : [ctx.t('calls.someFailed', { count: failed })]),
    ...(addressless === 0 ? [] : [ctx.t('calls.someAddressless', { count: addressless })]),
  ]
}

const listOf = (ctx: Ctx, called: readonly Called[]): TableListModel => ({
  caption: ctx.t('calls.listCaption'),
  captionShown: true,
  columns: [{ label: ctx.t('calls.seat') }, { label: ctx.t('calls.answer') }, { label: ctx.t('calls.letter') }],
  rows: called.map(one => [seatCell(ctx, one), answerCell(ctx, one.invitation), { badge: deliveryBadge(ctx, one) }]),
})

const seatCell = (ctx: Ctx, { seat, holder }: Called): ListCell => ({
  text: seat.organisationName ?? ctx.t(keyOf(`party.${seat.party}`)),
  note: holder.substitute ? ctx.t('calls.isSubstitute', { name: holder.name }) : holder.name,
})

const ANSWER_TONES = { coming: 'good', not_coming: 'closed', substitute: 'ongoing' } as const

function answerCell(ctx: Ctx, invitation: CallInvitation | null): ListCell {
  if (invitation === null) return { text: '–' }
  const { answer, answeredAt, substituteName } = invitation
  if (answer === null) return { badge: { text: ctx.t('calls.silent'), tone: 'waiting' } }
  const when = answeredAt === null ? null : dates[ctx.actor.locale].time(answeredAt)
  const note = [substituteName, when].filter(part => part !== null).join(', ')
  return { badge: { text: ctx.t(keyOf(`callSaid.${answer}`)), tone: ANSWER_TONES[answer] }, note }
}

function deliveryBadge(ctx: Ctx, { holder, delivery }: Called): BadgeModel {
  if (delivery === 'failed') return { text: ctx.t('calls.failed'), tone: 'late' }
  if (holder.email === null) return { text: ctx.t('calls.addressless'), tone: 'late' }
  if (delivery === null) return { text: ctx.t('calls.notSent'), tone: 'neutral' }
  return delivery === 'sent'
    ? { text: ctx.t('calls.sent'), tone: 'good' }
    : { text: ctx.t('calls.onItsWay'), tone: 'ongoing' }
}

const emptyOf = (ctx: Ctx, { group }: MeetingInGroup): EmptyModel => ({
  title: ctx.t('calls.emptyTitle'),
  text: ctx.t('calls.emptyText'),
  action: { href: `/grupper/${group.slug}`, label: ctx.t('calls.toSeats') },
})

export interface CancelPage {
  readonly title: string
  readonly fictitious: boolean
  readonly id: string
  readonly version: number
  readonly lead: string
  readonly form: FormState
}
export const cancelPage = (ctx: Ctx, meeting: MeetingInGroup, form: FormState = emptyForm()): CancelPage => ({
  title: ctx.t('calls.cancelTitle'),
  fictitious: meeting.group.fictitious,
  id: meeting.id,
  version: meeting.version,
  lead: `${meeting.group.name}, ${whenOf(meeting, ctx.actor.locale)}`,
  form,
})

/** The answer of somebody who is signed in, when it has to be mended. */
export interface OwnAnswerPage {
  readonly title: string
  readonly fictitious: boolean
  readonly id: string
  readonly lead: string
  readonly own: CallAnswerForm
}
export async function ownAnswerPage(
  ctx: Ctx,
  meeting: MeetingInGroup,
  invitation: CallInvitation,
  form?: FormState,
): Promise<OwnAnswerPage> {
  const action = `/moten/${meeting.id}/svar`
  return {
    title: ctx.t('calls.ownTitle'),
    fictitious: meeting.group.fictitious,
    id: meeting.id,
    lead: `${meeting.group.name}, ${whenOf(meeting, ctx.actor.locale)}`,
    own: callAnswerForm(ctx, invitation, await holderOf(ctx, invitation), { action, form }),
  }
}
