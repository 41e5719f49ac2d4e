import { excerpt } from '#src/features/actions/excerpt.ts'
import { type Seat, seats } from '#src/features/groups/group.entity.ts'
import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { whenOf } from '#src/features/meetings/why-line.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { FormState } from '#src/kernel/forms.ts'
import type { Fact, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CallAnswerForm, callAnswerForm } from './answer-form.ts'
import { calledCalendar, type OwnCalendar } from './calendar.queries.ts'
import type { CallInvitation } from './call.entity.ts'
import { editionOf, meetingCalled } from './call.queries.ts'
import { takesAnswers } from './call.rules.ts'
import { holderOf } from './find-call.ts'
import { type Material, materialFor } from './material.ts'
import { type OwnTask, type OwnTasks, ownTasks } from './own-tasks.queries.ts'

/** What stands on every page of a call: which meeting, for whom, and how to see that it is real. */
export interface CallLinkPage {
  readonly title: string
  readonly fictitious: boolean
  readonly lead: string
  readonly facts: readonly Fact[]
  readonly asker: { readonly name: string; readonly email: string | null }
}

interface Parties {
  readonly invitation: CallInvitation
  readonly meeting: MeetingInGroup
  readonly party: Seat['party']
  readonly organisationId: string | null
  /** What the seat is for: an organisation, or a party. */
  readonly seatName: string
}

async function partiesOf(ctx: Ctx, invitation: CallInvitation): Promise<Parties> {
  const meeting = await meetingCalled(ctx, invitation.meetingId)
  const { party, organisationId } = await ctx.rows(seats).get({ id: invitation.seatId })
  const names = await organisationNames(ctx, organisationId === null ? [] : [organisationId])
  const seatName = names.get(organisationId ?? '') ?? ctx.t(keyOf(`party.${party}`))
  return { invitation, meeting, party, organisationId, seatName }
}

function linkPage(ctx: Ctx, { meeting, seatName }: Parties, title: string): CallLinkPage {
  const { group, place } = meeting
  return {
    title,
    fictitious: group.fictitious,
    lead: `${group.name}, ${whenOf(meeting, ctx.actor.locale)}`,
    facts: [
      { label: ctx.t('meetings.group'), text: group.name },
      { label: ctx.t('meetings.time'), text: whenOf(meeting, ctx.actor.locale) },
      { label: ctx.t('meetings.place'), text: place },
      { label: ctx.t('calls.speaksFor'), text: seatName },
    ],
    asker: { name: group.name, email: group.email },
  }
}

/** The first page of a link. It tells nothing of what the meeting is about, since machines open links too. */
export type OpenCallPage = CallLinkPage
export async function openCallPage(ctx: Ctx, invitation: CallInvitation): Promise<OpenCallPage> {
  const parties = await partiesOf(ctx, invitation)
  return linkPage(ctx, parties, ctx.t('calls.openTitle', { group: parties.meeting.group.name }))
}

export interface AnswerCallPage extends CallLinkPage {
  /** The meeting will not be held, or has passed: nobody answers any more. */
  readonly closed: string | null
  readonly cancelReason: string | null
  readonly own: CallAnswerForm | null
  readonly tasks: readonly TableListModel[]
  readonly tasksOf: string
  /** Actions that she may answer for: each opens on a page of its own. */
  readonly opened: readonly { readonly id: string; readonly label: string }[]
  /** Her calendar of the group's meetings; null when the place is not hers any more. */
  readonly calendar: OwnCalendar | null
}

/** The meeting, the form to answer in, and what one's own organisation owes. */
export async function answerCallPage(ctx: Ctx, invitation: CallInvitation, form?: FormState): Promise<AnswerCallPage> {
  const parties = await partiesOf(ctx, invitation)
  const { meeting, organisationId } = parties
  const open = takesAnswers(meeting, ctx.today)
  const cancelled = meeting.state === 'cancelled'
  const holder = await holderOf(ctx, invitation)
  const owned = await ownTasks(ctx, meeting.groupId, organisationId)
  return {
    ...linkPage(ctx, parties, ctx.t(cancelled ? 'calls.cancelledTitle' : 'calls.answerTitle')),
    closed: open ? null : ctx.t(cancelled ? 'calls.cancelledLead' : 'calls.closed'),
    cancelReason: (await editionOf(ctx, meeting.id))?.cancelReason ?? null,
    own: open ? callAnswerForm(ctx, invitation, holder, { action: '/kallelse', form }) : null,
    tasks: taskLists(ctx, owned),
    opened: holder.substitute ? [] : owned.actions.map(task => openedTask(ctx, task)),
    tasksOf: parties.seatName,
    calendar: await calledCalendar(ctx, invitation),
  }
}

const openedTask = ({ t }: Ctx, { id, number, text }: OwnTask): AnswerCallPage['opened'][number] => ({
  id,
  label: t('calls.openTask', { number, text: excerpt(text, 60) }),
})

function taskLists(ctx: Ctx, { actions, requests }: OwnTasks): TableListModel[] {
  return [
    ...(requests.length === 0 ? [] : [taskList(ctx, ctx.t('calls.ownRequests'), requests)]),
    ...(actions.length === 0 ? [] : [taskList(ctx, ctx.t('calls.ownActions'), actions)]),
  ]
}

const taskList = (ctx: Ctx, caption: string, tasks: readonly OwnTask[]): TableListModel => ({
  caption,
  captionShown: true,
  columns: [{ label: ctx.t('calls.matter') }, { label: ctx.t('calls.what') }, { label: ctx.t('calls.due') }],
  rows: tasks.map(({ number, title, text, dueDay }) => {
    const late = dueDay !== null && dueDay < ctx.today
    return [
      { text: title, note: number },
      { text },
      {
        text: dueDay === null ? '–' : dates[ctx.actor.locale].day(dueDay),
        ...(late ? { badge: { text: ctx.t('calls.late'), tone: 'late' as const } } : {}),
      },
    ]
  }),
})

export interface CallMaterialPage extends CallLinkPage, Material {}
export async function callMaterialPage(ctx: Ctx, invitation: CallInvitation): Promise<CallMaterialPage> {
  const parties = await partiesOf(ctx, invitation)
  const material = await materialFor(ctx, parties.meeting, parties.party)
  return { ...linkPage(ctx, parties, ctx.t('calls.materialTitle')), ...material }
}

export interface GoneCallPage {
  readonly title: string
}
export const goneCallPage = (ctx: Ctx): GoneCallPage => ({ title: ctx.t('calls.goneTitle') })
