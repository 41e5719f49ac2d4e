import { rowLink } from '#src/features/organisations/register-form.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { BadgeModel, ListCell, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { PARTIES, type Seat } from './group.entity.ts'
import type { SeatWithHolders } from './group.queries.ts'
import { isOffered, isRequired, partiesWithoutSeat } from './seat.rules.ts'

/**
 * The seats of a group, in the order of the parties. A required party without a seat has a row too. With `changeUnder`
 * (the group's path) each row leads to where it is kept.
 */
export function seatTable(ctx: Ctx, seats: readonly SeatWithHolders[], changeUnder: string | null): TableListModel {
  const rows = [
    ...seats.map(seat => ({ party: seat.party, cells: seatRow(ctx, seat, changeUnder) })),
    ...partiesWithoutSeat(seats).map(party => ({ party, cells: missingRow(ctx, party, changeUnder) })),
  ].sort((one, other) => PARTIES.indexOf(one.party) - PARTIES.indexOf(other.party))
  const change = changeUnder === null ? [] : [{ label: ctx.t('organisations.choice'), quiet: true }]
  return {
    caption: ctx.t('groups.seats'),
    columns: [
      { label: ctx.t('field.party') },
      { label: ctx.t('field.state') },
      { label: ctx.t('groups.holder') },
      ...change,
    ],
    rows: rows.map(({ cells }) => cells),
  }
}

export const partyName = (ctx: Ctx, party: Seat['party']): string => ctx.t(keyOf(`party.${party}`))

/** The party, with the organisation that has the seat where that says more. */
function seatRow(ctx: Ctx, seat: SeatWithHolders, changeUnder: string | null): ListCell[] {
  const party = partyName(ctx, seat.party)
  const organisation = seat.organisationName === party ? null : seat.organisationName
  const note = [organisation, standingOf(ctx, seat.party)].filter(Boolean).join(' · ') || undefined
  const cells: ListCell[] = [
    { text: party, note },
    { badge: stateBadge(ctx, seat.state), note: stateNote(ctx, seat) },
    holdersCell(ctx, seat),
  ]
  if (changeUnder === null) return cells
  return [...cells, rowLink(`${changeUnder}/platser/${seat.id}`, ctx.t('groups.manage'), party)]
}

function missingRow(ctx: Ctx, party: Seat['party'], changeUnder: string | null): ListCell[] {
  const name = partyName(ctx, party)
  const cells: ListCell[] = [
    { text: name, note: ctx.t('groups.isRequired') },
    { badge: { text: ctx.t('groups.noSeat'), tone: 'late' } },
    { text: '–' },
  ]
  if (changeUnder === null) return cells
  return [...cells, rowLink(`${changeUnder}/platser/ny?part=${party}`, ctx.t('groups.addSeat'), name)]
}

/** What the ordinance says of the party. */
function standingOf(ctx: Ctx, party: Seat['party']): string | null {
  if (isRequired(party)) return ctx.t('groups.isRequired')
  return isOffered(party) ? ctx.t('groups.isOffered') : null
}

/** Several ordinary holders at once take turns. */
function holdersCell(ctx: Ctx, { holders }: SeatWithHolders): ListCell {
  const turns = holders.filter(({ substitute }) => !substitute).length > 1
  return {
    text: holders.map(holder => holderName(ctx, holder)).join(', ') || '–',
    note: turns ? ctx.t('groups.takesTurns') : undefined,
  }
}

const holderName = (ctx: Ctx, { name, substitute }: SeatWithHolders['holders'][number]): string =>
  substitute ? ctx.t('groups.substituteName', { name }) : name

export function stateBadge(ctx: Ctx, state: Seat['state']): BadgeModel {
  const tone = { filled: 'good', vacant: 'late', declined: 'waiting' } as const
  return { text: ctx.t(keyOf(`seatState.${state}`)), tone: tone[state] }
}

/** Since when and why nobody is there. */
export function stateNote(ctx: Ctx, { state, since, reason }: SeatWithHolders): string | undefined {
  if (state === 'filled') return undefined
  const day = since === null ? '' : ctx.t('groups.since', { day: dates[ctx.actor.locale].day(since) })
  return [day, reason ?? ctx.t('groups.noReason')].filter(text => text !== '').join('. ')
}
