import { type Crumb, rowLink } from '#src/features/organisations/register-form.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { Fact, ListCell, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { ContactAttempt } from './contact-attempt.entity.ts'
import type { Group, Seat, SeatHolder } from './group.entity.ts'
import { groupPolicy, type Serving } from './group.policy.ts'
import { attemptsOf, holdersOf, type SeatWithHolders, seatsWithHolders } from './group.queries.ts'
import { holdsOn } from './seat.rules.ts'
import { partyName, stateBadge, stateNote } from './seat-table.page.ts'

/** One seat, for who keeps the group. */
export interface SeatPage {
  readonly title: string
  readonly fictitious: boolean
  readonly trail: readonly Crumb[]
  readonly facts: readonly Fact[]
  readonly fill: string
  readonly vacate: string
  readonly edit: string
  /** Where an attempt to fill it is noted; null while somebody has it. */
  readonly addAttempt: string | null
  /** What has been done to fill it, the latest first; null when nothing has. */
  readonly attempts: TableListModel | null
  /** Everybody who holds, held or will hold it; null when nobody ever did. */
  readonly holders: TableListModel | null
}

export const seatPath = (group: Group, seat: Pick<Seat, 'id'>): string => `/grupper/${group.slug}/platser/${seat.id}`

/** From the list of groups down to the seat. */
export const seatTrail = (ctx: Ctx, group: Group, seat: Seat): Crumb[] => [
  { text: ctx.t('groups.title'), href: '/grupper' },
  { text: group.name, href: `/grupper/${group.slug}` },
  { text: partyName(ctx, seat.party), href: seatPath(group, seat) },
]

export async function seatPage(ctx: Ctx, group: Group & Serving, seat: Seat): Promise<SeatPage> {
  groupPolicy.authorize(ctx.actor, 'edit', group)
  const path = seatPath(group, seat)
  const party = partyName(ctx, seat.party)
  const today = (await seatsWithHolders(ctx, group.id, ctx.today)).find(({ id }) => id === seat.id)
  const attempts = await attemptsOf(ctx, [seat.id])
  return {
    title: ctx.t('groups.seatOf', { party }),
    fictitious: group.fictitious,
    trail: [...seatTrail(ctx, group, seat).slice(0, -1), { text: party }],
    facts: factsOf(ctx, today),
    fill: `${path}/tillsatt`,
    vacate: `${path}/vakans`,
    edit: `${path}/redigera`,
    addAttempt: today?.state === 'filled' ? null : `${path}/kontakt`,
    attempts: attempts.length === 0 ? null : attemptTable(ctx, attempts),
    holders: await holderTable(ctx, seat, path),
  }
}

function factsOf(ctx: Ctx, today: SeatWithHolders | undefined): Fact[] {
  if (today === undefined) return []
  return [
    { label: ctx.t('field.party'), text: partyName(ctx, today.party) },
    { label: ctx.t('field.organisationId'), text: today.organisationName ?? ctx.t('groups.noOrganisation') },
    { label: ctx.t('field.state'), badge: stateBadge(ctx, today.state), note: stateNote(ctx, today) },
  ]
}

function attemptTable(ctx: Ctx, attempts: readonly ContactAttempt[]): TableListModel {
  const { day } = dates[ctx.actor.locale]
  return {
    caption: ctx.t('groups.attempts'),
    columns: [
      { label: ctx.t('field.day') },
      { label: ctx.t('field.way') },
      { label: ctx.t('field.outcome') },
      { label: ctx.t('field.note') },
    ],
    rows: attempts.map(attempt => [
      { text: day(attempt.day) },
      { text: ctx.t(keyOf(`contactWay.${attempt.way}`)) },
      { text: ctx.t(keyOf(`contactOutcome.${attempt.outcome}`)) },
      { text: attempt.note ?? '–' },
    ]),
  }
}

async function holderTable(ctx: Ctx, seat: Seat, path: string): Promise<TableListModel | null> {
  const holders = await holdersOf(ctx, [seat.id])
  if (holders.length === 0) return null
  return {
    caption: ctx.t('groups.holders'),
    columns: [
      { label: ctx.t('field.name') },
      { label: ctx.t('organisations.emailShort') },
      { label: ctx.t('organisations.time') },
      { label: ctx.t('organisations.choice'), quiet: true },
    ],
    rows: holders.map(holder => holderRow(ctx, holder, path)),
  }
}

function holderRow(ctx: Ctx, holder: SeatHolder, path: string): ListCell[] {
  const { day } = dates[ctx.actor.locale]
  const { name, substitute, shared, fromDay, toDay } = holder
  return [
    {
      text: name,
      note: substitute ? ctx.t('groups.substitute') : shared ? ctx.t('groups.takesTurns') : undefined,
      badge: holdsOn(holder, ctx.today) ? undefined : { text: ctx.t('organisations.notNow'), tone: 'closed' },
    },
    { text: holder.email ?? '–' },
    { text: `${day(fromDay)} – ${toDay === null ? '' : day(toDay)}`.trim() },
    rowLink(`${path}/innehavare/${holder.id}`, ctx.t('groups.changeHolder'), name),
  ]
}
