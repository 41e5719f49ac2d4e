import { type CallOnMeeting, callOnMeeting } from '#src/features/calls/own-call.ts'
import { type Key, keyOf } from '#src/i18n/translate.ts'
import type { BadgeModel } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import { lockedLine, timeLine } from './agenda-lock.page.ts'
import { type AgendaSection, agendaSections } from './agenda-rows.ts'
import { takesSuggestions } from './agenda-time.rules.ts'
import { mayFinish } from './finish-notes.ts'
import type { AgendaItem } from './meeting.entity.ts'
import { type MeetingAct, meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { attendanceOf, hasNotes, type MeetingInGroup } from './meeting.queries.ts'
import { MEETING_TONES } from './meeting-list.page.ts'
import { type ProposalLine, proposalLine } from './proposal.page.ts'
import { type Proposal, proposalsOf } from './proposal.queries.ts'
import { untilLine } from './suggestions.page.ts'
import { countTray } from './tray.queries.ts'
import { whenOf } from './why-line.ts'

interface Link {
  readonly href: string
  readonly label: string
  /** What to do next: shown as a button. */
  readonly main?: true
}
/** A step of a meeting, for the one who leads it. */
export interface StepModel {
  readonly title: string
  readonly status: BadgeModel
  readonly text: string
  readonly links: readonly Link[]
  /** A form that takes the meeting on. */
  readonly forward: { readonly action: string; readonly label: string; readonly main: boolean } | null
}

export interface MeetingPage {
  readonly title: string
  readonly fictitious: boolean
  readonly id: string
  readonly version: number
  readonly badge: BadgeModel
  readonly place: string
  readonly group: { readonly href: string; readonly name: string }
  /** Null for those who do not lead it. */
  readonly steps: readonly StepModel[] | null
  readonly sections: readonly AgendaSection[]
  readonly emptyText: string
  /** Items lead to their pages for the group's own people. */
  readonly opensItems: boolean
  readonly notesHref: string | null
  /** The pack, for the group's own people. */
  readonly packHref: string | null
  /** What the group's own people do before the meeting: suggest items, agree to some. */
  readonly links: readonly Link[]
  readonly locked: string | null
  readonly timeLine: string | null
  /** By the item's id; empty for those outside the group. */
  readonly proposals: ReadonlyMap<string, ProposalLine>
  /** The page that follows the meeting, while it runs and for those who may. */
  readonly screenHref: string | null
  readonly call: CallOnMeeting
}

/** The hub of a meeting: Förbered → Genomför → Anteckningar for the convener, the agenda and the notes for the others. */
export async function meetingPage(ctx: Ctx, meeting: MeetingInGroup): Promise<MeetingPage> {
  const { id, group, state, place, version } = meeting
  const sections = await agendaSections(ctx, meeting)
  const leads = meetingPolicy.can(ctx.actor, 'lead', meeting)
  const steps = leads && state !== 'cancelled' ? await stepsOf(ctx, meeting, sections) : null
  return {
    title: `${group.name}, ${whenOf(meeting, ctx.actor.locale)}`,
    fictitious: group.fictitious,
    id,
    version,
    badge: { text: ctx.t(keyOf(`meetingState.${state}`)), tone: MEETING_TONES[state] },
    place,
    group: { href: `/grupper/${group.slug}`, name: group.name },
    steps,
    sections,
    emptyText: ctx.t(leads ? 'meetings.agendaEmptyLead' : 'meetings.agendaEmpty'),
    opensItems: meetingPolicy.can(ctx.actor, 'follow', meeting),
    ...(await beforeMeeting(ctx, meeting, sections)),
    notesHref: hasNotes(meeting) ? `/moten/${id}/protokoll` : null,
    // Whoever leads finds it among the steps.
    packHref: steps === null && meetingPolicy.can(ctx.actor, 'follow', meeting) ? `/moten/${id}/material` : null,
    screenHref: state === 'running' && meetingPolicy.can(ctx.actor, 'follow', meeting) ? `/moten/${id}/skarm` : null,
    call: await callOnMeeting(ctx, meeting),
  }
}

type Before = Pick<MeetingPage, 'links' | 'locked' | 'timeLine' | 'proposals'>
async function beforeMeeting(ctx: Ctx, meeting: MeetingInGroup, sections: readonly AgendaSection[]): Promise<Before> {
  const items = sections.flatMap(({ rows }) => rows.map(({ item }) => item))
  const follows = meetingPolicy.can(ctx.actor, 'follow', meeting)
  const proposals = follows && !hasNotes(meeting) ? await proposalsOf(ctx, meeting, items) : new Map<string, Proposal>()
  return {
    links: follows ? ownLinks(ctx, meeting, items) : [],
    locked: meeting.state === 'planned' ? lockedLine(ctx, meeting) : null,
    timeLine: hasNotes(meeting) ? null : timeLine(ctx, meeting, items),
    proposals: new Map([...proposals].map(([id, proposal]) => [id, proposalLine(ctx, proposal)])),
  }
}

function ownLinks(ctx: Ctx, meeting: MeetingInGroup, items: readonly AgendaItem[]): Link[] {
  const at = `/moten/${meeting.id}`
  const count = items.filter(({ consentAt, paragraph }) => consentAt !== null && paragraph === null).length
  const suggests = meetingPolicy.can(ctx.actor, 'suggest', meeting) && takesSuggestions(meeting, ctx.today)
  return links(
    suggests
      ? { href: `${at}/forslag`, label: ctx.t('agenda.suggestLink', { until: untilLine(ctx, meeting) }) }
      : { href: `${at}/forslag`, label: ctx.t('agenda.suggestions') },
    count > 0 && { href: `${at}/samtycke`, label: ctx.t('agenda.toConsent', { count }) },
  )
}

async function stepsOf(ctx: Ctx, meeting: MeetingInGroup, sections: readonly AgendaSection[]): Promise<StepModel[]> {
  const rows = sections.flatMap(section => section.rows)
  const first = rows.find(({ outcome }) => outcome === null)
  const decided = rows.filter(({ outcome }) => outcome !== null).length
  return [
    prepareStep(ctx, meeting, rows.length),
    await runStep(ctx, meeting, { items: rows.length, decided, nextNr: first?.nr ?? null }),
    await notesStep(ctx, meeting),
  ]
}

const may = ({ state }: MeetingInGroup, act: MeetingAct): boolean => meetingLifecycle.allows(state, act)
const reached = (ctx: Ctx, at: number, meeting: MeetingInGroup): BadgeModel => {
  const now = { planned: 0, running: 1, held: 2, approval: 2, done: 3, cancelled: 3 }[meeting.state]
  if (now === at) return { text: ctx.t('meetings.stepNow'), tone: 'ongoing' }
  return now > at
    ? { text: ctx.t('meetings.stepDone'), tone: 'good' }
    : { text: ctx.t('meetings.stepLater'), tone: 'neutral' }
}
const links = (...all: readonly (Link | false)[]): Link[] => all.filter(link => link !== false)

function prepareStep(ctx: Ctx, meeting: MeetingInGroup, items: number): StepModel {
  const at = `/moten/${meeting.id}`
  return {
    title: ctx.t('meetings.prepare'),
    status: reached(ctx, 0, meeting),
    text: ctx.t('meetings.prepareText', { items }),
    links: links(
      may(meeting, 'arrange') && { href: `${at}/dagordning`, label: ctx.t('meetings.arrange') },
      { href: `${at}/material`, label: ctx.t('pack.toPack') },
      may(meeting, 'change') && { href: `${at}/andra`, label: ctx.t('meetings.change') },
      { href: `${at}/kallelse`, label: ctx.t('calls.toCall') },
      may(meeting, 'cancel') && { href: `${at}/stall-in`, label: ctx.t('calls.toCancel') },
    ),
    forward: may(meeting, 'open') ? { action: `${at}/oppning`, label: ctx.t('meetings.open'), main: true } : null,
  }
}

interface Progress {
  readonly items: number
  readonly decided: number
  readonly nextNr: number | null
}

async function runStep(ctx: Ctx, meeting: MeetingInGroup, { items, decided, nextNr }: Progress): Promise<StepModel> {
  const at = `/moten/${meeting.id}`
  const noted = (await attendanceOf(ctx, meeting.id)).filter(({ presence }) => presence !== 'absent').length
  const there = noted === 0 ? ctx.t('meetings.nobodyNoted') : ctx.t('meetings.presentCount', { count: noted })
  return {
    title: ctx.t('meetings.run'),
    status: reached(ctx, 1, meeting),
    text: `${ctx.t('meetings.runText', { decided, items })} ${there}`,
    links: links(
      may(meeting, 'decide') &&
        nextNr !== null && {
          href: `${at}/punkter/${nextNr}`,
          label: ctx.t('meetings.continue', { nr: nextNr }),
          main: true,
        },
      may(meeting, 'attend') && { href: `${at}/narvaro`, label: ctx.t('meetings.attendance') },
    ),
    forward: may(meeting, 'end')
      ? { action: `${at}/avslut`, label: ctx.t('meetings.end'), main: nextNr === null }
      : null,
  }
}

async function notesStep(ctx: Ctx, meeting: MeetingInGroup): Promise<StepModel> {
  const at = `/moten/${meeting.id}`
  const count = await countTray(ctx, meeting.id)
  const isMinutes = meeting.group.minutesKind === 'minutes'
  return {
    title: ctx.t(isMinutes ? 'minutes.step' : 'meetings.notes'),
    status: reached(ctx, 2, meeting),
    text: ctx.t(notesText(meeting), { count }),
    links: links(
      may(meeting, 'note') && { href: `${at}/protokoll`, label: ctx.t('meetings.toNotes') },
      isMinutes && hasNotes(meeting) && { href: `${at}/justering`, label: ctx.t('minutes.toAdjusting'), main: true },
      may(meeting, 'release') && { href: `${at}/utkorg`, label: ctx.t('meetings.toTray', { count }) },
    ),
    forward: mayFinish(meeting)
      ? { action: `${at}/anteckningar-klara`, label: ctx.t('meetings.finish'), main: true }
      : null,
  }
}

function notesText({ state, group }: MeetingInGroup): Key {
  if (group.minutesKind === 'notes') return state === 'done' ? 'meetings.notesDoneText' : 'meetings.notesText'
  return state === 'done' ? 'minutes.stepDone' : state === 'approval' ? 'minutes.stepSent' : 'minutes.stepText'
}
