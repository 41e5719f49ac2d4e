import { meetingLifecycle } from '#src/features/meetings/meeting.lifecycle.ts'
import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { whenOf } from '#src/features/meetings/why-line.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { dayOf } from '#src/kernel/days.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { BadgeModel, EmptyModel, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { isLocked } from './adjuster-link.ts'
import { failedFor } from './failed-mails.queries.ts'
import type { Minutes, MinutesAdjuster } from './minutes.entity.ts'
import { adjustersOf, everyAdjusterOf, minutesOf, type SaidOfMinutes, saidOf } from './minutes.queries.ts'
import { type Part, partsOf } from './minutes-parts.ts'
import { holdersAt } from './name-adjuster.ts'
import { lastAsked } from './remind-adjuster.ts'
import { isApproved, isOpen, markOf } from './standing.rules.ts'
import { nameOf, standingTable } from './standing-shown.ts'

export interface AdjusterModel {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly badge: BadgeModel
  /** What has gone wrong, for the convener to mend. */
  readonly problem: string | null
  readonly asked: string | null
  readonly removable: boolean
  readonly remindable: boolean
}
export interface ObjectionModel {
  readonly title: string
  readonly when: string
  readonly text: string
  readonly badge: BadgeModel
  /** Where the § is edited, while it may be. */
  readonly href: string | null
}
export interface AdjustingPage {
  readonly title: string
  readonly fictitious: boolean
  readonly id: string
  readonly version: number
  readonly lead: string
  readonly empty: EmptyModel | null
  /** Why it was taken back, until it is sent again. */
  readonly withdrawn: string | null
  readonly adjusters: readonly AdjusterModel[]
  readonly naming: { readonly holders: readonly Option[]; readonly seated: FormState; readonly named: FormState } | null
  readonly canSend: boolean
  readonly standing: TableListModel | null
  readonly objections: readonly ObjectionModel[]
  readonly canLock: boolean
  readonly withdraw: FormState | null
}
/** A form that comes back with what is wrong with it. */
export interface FaultyForms {
  readonly seated?: FormState
  readonly named?: FormState
  readonly withdraw?: FormState
}

/** Where the convener names those who approve the minutes, sends them, and sees how it goes. */
export async function adjustingPage(
  ctx: Ctx,
  meeting: MeetingInGroup,
  faulty: FaultyForms = {},
): Promise<AdjustingPage> {
  const { id, group, state, version } = meeting
  const all = await known(ctx, meeting)
  const names = group.minutesKind === 'minutes' && meetingLifecycle.allows(state, 'send')
  const sent = state === 'approval' || state === 'done'
  const model = {
    title: ctx.t('minutes.adjustingTitle'),
    fictitious: group.fictitious,
    lead: `${group.name}, ${whenOf(meeting, ctx.actor.locale)}`,
    ...{ id, version, ...NOTHING },
    objections: all.said.objections.map(one => objectionModel(ctx, meeting, all, one)),
  }
  if (!names && !sent) return { ...model, empty: emptyOf(ctx, meeting) }
  const adjusters = all.adjusters.map(one => adjusterModel(ctx, meeting, all, one))
  if (sent) return { ...model, adjusters, ...sentParts(ctx, meeting, all, faulty) }
  return {
    ...model,
    adjusters,
    withdrawn: all.kept?.withdrawnReason ?? null,
    naming: await naming(ctx, meeting, all.adjusters, faulty),
    canSend: adjusters.length > 0,
  }
}
const NOTHING = {
  empty: null,
  withdrawn: null,
  adjusters: [],
  naming: null,
  canSend: false,
  standing: null,
  canLock: false,
  withdraw: null,
} as const

const sentParts = (ctx: Ctx, { state }: MeetingInGroup, { parts, adjusters, said }: Known, faulty: FaultyForms) => ({
  standing: standingTable(ctx, parts, adjusters, said),
  canLock: state === 'approval' && isApproved(parts, adjusters, said),
  withdraw: meetingLifecycle.allows(state, 'withdraw') ? (faulty.withdraw ?? emptyForm()) : null,
})

const known = async (ctx: Ctx, meeting: MeetingInGroup): Promise<Known> => ({
  kept: await minutesOf(ctx, meeting.id),
  parts: await partsOf(ctx, meeting),
  adjusters: await adjustersOf(ctx, meeting.id),
  everybody: await everyAdjusterOf(ctx, meeting.id),
  said: await saidOf(ctx, meeting.id),
  failed: await failedFor(ctx, meeting.id),
})

interface Known {
  readonly kept: Minutes | null
  readonly parts: readonly Part[]
  readonly adjusters: readonly MinutesAdjuster[]
  readonly everybody: readonly MinutesAdjuster[]
  readonly said: SaidOfMinutes
  /** Adjusters whose latest letter did not get through. */
  readonly failed: ReadonlySet<string>
}

function emptyOf(ctx: Ctx, { group, id }: MeetingInGroup): EmptyModel {
  if (group.minutesKind === 'minutes')
    return { title: ctx.t('minutes.notHeld'), text: ctx.t('minutes.notHeldText'), action: backTo(ctx, `/moten/${id}`) }
  const action = { href: `/grupper/${group.slug}`, label: ctx.t('minutes.toGroup') }
  return { title: ctx.t('minutes.onlyNotes'), text: ctx.t('minutes.onlyNotesText'), action }
}
const backTo = (ctx: Ctx, href: string) => ({ href, label: ctx.t('meetings.toMeeting') })

async function naming(ctx: Ctx, meeting: MeetingInGroup, named: readonly MinutesAdjuster[], faulty: FaultyForms) {
  const taken = named.map(({ email }) => email)
  const holders = (await holdersAt(ctx, meeting)).filter(({ email }) => !taken.includes(email))
  return {
    holders: holders.map(({ id, name }) => ({ value: id, label: name })),
    seated: faulty.seated ?? emptyForm(),
    named: faulty.named ?? emptyForm(),
  }
}

function adjusterModel(ctx: Ctx, { state }: MeetingInGroup, all: Known, adjuster: MinutesAdjuster): AdjusterModel {
  const { id, name, email } = adjuster
  const done = all.parts.every(part => markOf(part, id, all.said) === 'approved')
  const asked = all.kept === null || state === 'held' ? null : lastAsked(adjuster, all.kept)
  return {
    id,
    name,
    email,
    badge: badgeOf(ctx, state === 'held', done),
    problem: problemOf(ctx, all, adjuster),
    asked: asked === null ? null : ctx.t('minutes.askedOn', { day: dates[ctx.actor.locale].date(asked) }),
    removable: state === 'held',
    remindable: state === 'approval' && !done && asked !== null && dayOf(asked) !== ctx.today,
  }
}

function badgeOf(ctx: Ctx, unsent: boolean, done: boolean): BadgeModel {
  if (unsent) return { text: ctx.t('minutes.unsent'), tone: 'neutral' }
  return done
    ? { text: ctx.t('minutes.mark.approved'), tone: 'good' }
    : { text: ctx.t('minutes.mark.waiting'), tone: 'waiting' }
}

function problemOf(ctx: Ctx, { failed }: Known, adjuster: MinutesAdjuster): string | null {
  if (failed.has(adjuster.id)) return ctx.t('minutes.mailFailed')
  return isLocked(adjuster) ? ctx.t('minutes.lockedOut') : null
}

function objectionModel(
  ctx: Ctx,
  { id, state }: MeetingInGroup,
  { parts, everybody }: Known,
  objection: SaidOfMinutes['objections'][number],
): ObjectionModel {
  const part = parts.find(({ key }) => key === objection.part)
  const name = everybody.find(one => one.id === objection.adjusterId)?.name ?? ''
  const open = part !== undefined && isOpen(objection, part)
  const editable = part !== undefined && part.nr !== null && meetingLifecycle.allows(state, 'note')
  return {
    title: `${name}: ${part === undefined ? '' : nameOf(part)}`,
    when: dates[ctx.actor.locale].time(objection.at),
    text: objection.text,
    badge: { text: ctx.t(keyOf(`minutes.objection.${stageOf(objection, open)}`)), tone: open ? 'late' : 'neutral' },
    href: editable && open ? `/moten/${id}/protokoll/${part?.nr}` : null,
  }
}

/** Minutes that are changed have answered a wish; a dissent stands in them. */
function stageOf({ kind, takenBackAt }: SaidOfMinutes['objections'][number], open: boolean): string {
  if (takenBackAt !== null) return 'takenBack'
  if (kind === 'dissent') return 'dissent'
  return open ? 'open' : 'changed'
}
