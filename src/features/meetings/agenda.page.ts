import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { TimelineEvent } from '#src/web/blocks.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { agendaSuggestions, UNLOCK_REASONS } from './agenda.entity.ts'
import { lockedLine, lockTrace, timeLine } from './agenda-lock.page.ts'
import { type AgendaRow, type AgendaSection, agendaSections } from './agenda-rows.ts'
import { FREE_SECTIONS, neighbourOf } from './arrange-agenda.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import type { MeetingInGroup } from './meeting.queries.ts'
import { postponedFreeItems } from './postponed.queries.ts'
import { type ProposalLine, proposalLine } from './proposal.page.ts'
import { type Proposal, proposalsOf } from './proposal.queries.ts'
import { candidatesFor } from './propose-agenda.ts'
import { minutesField } from './set-minutes.ts'
import { waitsLine, whenOf } from './why-line.ts'

interface ArrangedRow extends AgendaRow {
  readonly movesUp: boolean
  readonly movesDown: boolean
  readonly removable: boolean
  /** What is proposed; null of what is decided, and where nothing can be said beforehand. */
  readonly proposal: ProposalLine | null
  /** To be decided in one act with others. */
  readonly consent: boolean
  readonly marksConsent: boolean
  readonly minutesName: string
}
export interface ArrangedSection {
  readonly label: string
  readonly rows: readonly ArrangedRow[]
}
/** What waits for the group and stands on no agenda. */
export interface WaitingRow {
  readonly title: string
  /** Null for a free item that was postponed. */
  readonly number: string | null
  readonly why: string
}

export interface AgendaPage {
  readonly title: string
  readonly fictitious: boolean
  readonly id: string
  readonly lead: string
  readonly version: number
  /** What hinders what was just asked for. */
  readonly error: string | null
  /** Nothing can be arranged while it says something. */
  readonly locked: string | null
  readonly locks: boolean
  readonly unlock: FormState
  readonly unlockReasons: readonly Option[]
  readonly trace: readonly TimelineEvent[]
  readonly sections: readonly ArrangedSection[]
  readonly minutes: FormState
  readonly timeLine: string | null
  /** Suggestions of members that nobody has answered. */
  readonly suggestions: number
  readonly waiting: readonly WaitingRow[]
  readonly byNumber: FormState
  readonly free: FormState
  readonly freeSections: readonly Option[]
}
interface Forms {
  readonly error?: string
  readonly unlock?: FormState
  readonly minutes?: FormState
  readonly byNumber?: FormState
  readonly free?: FormState
}

/** The agenda as the convener arranges it. */
export async function agendaPage(ctx: Ctx, meeting: MeetingInGroup, forms: Forms = {}): Promise<AgendaPage> {
  return {
    title: ctx.t('meetings.agendaTitle'),
    fictitious: meeting.group.fictitious,
    id: meeting.id,
    lead: `${meeting.group.name}, ${whenOf(meeting, ctx.actor.locale)}`,
    ...(await arrangement(ctx, meeting, forms)),
    ...(await lockOf(ctx, meeting, forms)),
    suggestions: await ctx.rows(agendaSuggestions).count({ meetingId: meeting.id, state: 'open' }),
    waiting: await waitingRows(ctx, meeting.groupId),
    byNumber: forms.byNumber ?? emptyForm(),
    free: forms.free ?? emptyForm({ section: 'other' }),
    freeSections: FREE_SECTIONS.map(value => ({ value, label: ctx.t(keyOf(`section.${value}`)) })),
  }
}

/** The agenda with what is proposed, and the time that it takes. */
async function arrangement(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { minutes }: Forms,
): Promise<Pick<AgendaPage, 'sections' | 'minutes' | 'timeLine'>> {
  const sections = await agendaSections(ctx, meeting)
  const items = sections.flatMap(({ rows }) => rows.map(({ item }) => item))
  const proposals = await proposalsOf(ctx, meeting, items)
  const planned = items.map(({ id, minutes: given }) => [minutesField(id), given === null ? '' : String(given)])
  return {
    sections: arranged(ctx, sections, {
      proposals,
      open: meeting.lockedAt === null,
      planned: meeting.state === 'planned',
    }),
    minutes: minutes ?? emptyForm(Object.fromEntries(planned)),
    timeLine: timeLine(ctx, meeting, items),
  }
}

type Lock = Pick<AgendaPage, 'version' | 'error' | 'locked' | 'locks' | 'unlock' | 'unlockReasons' | 'trace'>
async function lockOf(ctx: Ctx, meeting: MeetingInGroup, { error, unlock }: Forms): Promise<Lock> {
  return {
    version: meeting.version,
    error: error === undefined ? null : ctx.t(keyOf(error)),
    locked: lockedLine(ctx, meeting),
    locks: meetingLifecycle.allows(meeting.state, 'lock'),
    unlock: unlock ?? emptyForm(),
    unlockReasons: UNLOCK_REASONS.map(value => ({ value, label: ctx.t(keyOf(`unlockReason.${value}`)) })),
    trace: await lockTrace(ctx, meeting),
  }
}

interface Standing {
  readonly proposals: ReadonlyMap<string, Proposal>
  readonly open: boolean
  readonly planned: boolean
}
function arranged(
  ctx: Ctx,
  sections: readonly AgendaSection[],
  { proposals, open, planned }: Standing,
): ArrangedSection[] {
  const items = sections.flatMap(({ rows }) => rows.map(({ item }) => item))
  return sections.map(({ label, rows }) => ({
    label,
    rows: rows.map(row => ({
      ...row,
      movesUp: open && neighbourOf(items, row.item, 'up') !== null,
      movesDown: open && neighbourOf(items, row.item, 'down') !== null,
      removable: open && row.item.paragraph === null,
      proposal: lineOf(ctx, proposals.get(row.item.id)),
      consent: row.item.consentAt !== null,
      marksConsent: open && planned && row.item.paragraph === null,
      minutesName: minutesField(row.item.id),
    })),
  }))
}

const lineOf = (ctx: Ctx, proposal: Proposal | undefined): ProposalLine | null =>
  proposal === undefined ? null : proposalLine(ctx, proposal)

async function waitingRows(ctx: Ctx, groupId: string): Promise<WaitingRow[]> {
  const candidates = await candidatesFor(ctx, groupId)
  const free = await postponedFreeItems(ctx, groupId)
  const line = (why: 'postponed', day: string) => waitsLine({ why, whyFacts: { day } }, ctx.actor.locale, ctx.today)
  return [
    ...candidates.map(({ deficiency: { title, number }, reason: { why, facts } }) => ({
      title,
      number,
      why: waitsLine({ why, whyFacts: facts }, ctx.actor.locale, ctx.today),
    })),
    ...free.map(({ title, day }) => ({ title, number: null, why: line('postponed', day) })),
  ]
}
