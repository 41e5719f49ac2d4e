import { visibleForums } from '#src/features/forums/forum.queries.ts'
import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import { nextMeetingOf } from '#src/features/meetings/meeting.queries.ts'
import type { Crumb } from '#src/features/organisations/register-form.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { Fact, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { ContactAttempt } from './contact-attempt.entity.ts'
import { type Group, groups, REQUIRED_PARTIES } from './group.entity.ts'
import { groupPolicy, type Serving } from './group.policy.ts'
import { attemptsOf, officesOfGroup, type SeatWithHolders, seatsWithHolders } from './group.queries.ts'
import { radarOf } from './radar.queries.ts'
import { radarTable } from './radar-table.page.ts'
import { notOffered, requiredFilled, requiredMissing } from './seat.rules.ts'
import { partyName, seatTable } from './seat-table.page.ts'

export interface GroupPage {
  readonly title: string
  readonly fictitious: boolean
  readonly path: string
  readonly trail: readonly Crumb[]
  readonly facts: readonly Fact[]
  /** “3 av 5 parter … har en ledamot i dag.” */
  readonly required: string
  readonly seats: TableListModel
  /** What the ordinance asks for and the group lacks: “Saknas: …”, one line each. */
  readonly lacks: readonly string[]
  /** How many times somebody has tried to fill an empty seat, and when last. */
  readonly tried: string | null
  /** Who came to the latest meetings, for those who may read them; null for others. */
  readonly radar: { readonly table: TableListModel | null } | null
  /** Where the year's meetings are planned, for the convener. */
  readonly planYear: string | null
  /** The group's handlingsplan, for those who read its matters. */
  readonly plan: string | null
  /** Councils, nämnder and the like beside it; null for those who see none. */
  readonly forums: readonly { readonly href: string; readonly text: string }[] | null
  /** Where the tone of its reminders is chosen, for those who keep it. */
  readonly reminderTone: string | null
  readonly edit: string | null
  readonly addSeat: string | null
}

/** A group with its seats, those that the ordinance requires also where they are missing. */
export async function groupPage(ctx: Ctx, group: Group & Serving): Promise<GroupPage> {
  const path = `/grupper/${group.slug}`
  const edits = groupPolicy.can(ctx.actor, 'edit', group)
  const seats = await seatsWithHolders(ctx, group.id, ctx.today)
  const tried = await attemptsOf(
    ctx,
    seats.filter(({ state }) => state !== 'filled').map(({ id }) => id),
  )
  const required = { filled: requiredFilled(seats), all: REQUIRED_PARTIES.length }
  return {
    title: group.name,
    fictitious: group.fictitious,
    path,
    trail: [{ text: ctx.t('groups.title'), href: '/grupper' }, { text: group.name }],
    facts: await factsOf(ctx, group),
    required: ctx.t('groups.required', required),
    seats: seatTable(ctx, seats, edits ? path : null),
    lacks: lacksOf(ctx, seats, tried),
    tried: triedText(ctx, tried),
    radar: readsMeetings(ctx, group) ? { table: radarTable(ctx, await radarOf(ctx, group.id, seats)) } : null,
    planYear: meetingPolicy.can(ctx.actor, 'lead', { groupId: group.id, officeIds: group.officeIds })
      ? `${path}/arsplan`
      : null,
    plan: readsMeetings(ctx, group) ? `${path}/handlingsplan` : null,
    forums: readsMeetings(ctx, group) ? await forumsBeside(ctx, group) : null,
    reminderTone: edits ? `${path}/paminnelser` : null,
    edit: edits ? `${path}/redigera` : null,
    addSeat: edits ? `${path}/platser/ny` : null,
  }
}

function lacksOf(ctx: Ctx, seats: readonly SeatWithHolders[], tried: readonly ContactAttempt[]): string[] {
  const names = (parties: readonly SeatWithHolders['party'][]) => parties.map(party => partyName(ctx, party)).join(', ')
  const [missing, unasked] = [requiredMissing(seats), notOffered(seats, tried)]
  return [
    missing.length === 0 ? ctx.t('groups.noneMissing') : ctx.t('groups.missing', { parties: names(missing) }),
    unasked.length === 0 ? ctx.t('groups.allOffered') : ctx.t('groups.notOffered', { parties: names(unasked) }),
  ]
}

function triedText(ctx: Ctx, tried: readonly ContactAttempt[]): string | null {
  const [last] = tried
  if (last === undefined) return null
  const day = dates[ctx.actor.locale].day(last.day)
  return ctx.t(tried.length === 1 ? 'groups.tried.one' : 'groups.tried', { count: tried.length, day })
}

async function factsOf(ctx: Ctx, group: Group & Serving): Promise<Fact[]> {
  const offices = await officesOfGroup(ctx, group.id)
  const parent = group.parentId === null ? null : await ctx.rows(groups).one({ id: group.parentId })
  const facts: (Fact | null)[] = [
    { label: ctx.t('field.officeIds'), text: offices.map(({ name }) => name).join(', ') || ctx.t('groups.noOffice') },
    await nextMeetingFact(ctx, group),
    parent && { label: ctx.t('groups.liftsTo'), text: parent.name },
    { label: ctx.t('field.meetingsPerYear'), text: group.meetingsPerYear },
    { label: ctx.t('field.minutesKind'), text: ctx.t(keyOf(`minutesKind.${group.minutesKind}`)) },
    { label: ctx.t('groups.email'), text: group.email ?? ctx.t('organisations.missing') },
  ]
  return facts.filter(fact => fact !== null)
}

async function forumsBeside(ctx: Ctx, { id }: Group): Promise<NonNullable<GroupPage['forums']>> {
  const beside = (await visibleForums(ctx)).filter(({ groupIds }) => groupIds.includes(id))
  return beside.map(forum => ({ href: `/forum/${forum.id}`, text: forum.name }))
}

const readsMeetings = (ctx: Ctx, { id, officeIds }: Serving): boolean =>
  meetingPolicy.can(ctx.actor, 'view', { groupId: id, officeIds })

/** Only for those who may open it. */
async function nextMeetingFact(ctx: Ctx, group: Group & Serving): Promise<Fact | null> {
  if (!readsMeetings(ctx, group)) return null
  const meeting = await nextMeetingOf(ctx, group.id)
  const label = ctx.t('groups.nextMeeting')
  return meeting === null
    ? { label, text: ctx.t('groups.noMeeting') }
    : { label, text: dates[ctx.actor.locale].day(meeting.day), href: `/moten/${meeting.id}` }
}
