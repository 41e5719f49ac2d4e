import { answerersOf } from '#src/features/groups/seat.rules.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { deliveriesOf } from '#src/mail/deliveries.ts'
import type { ListCell, TableListModel, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CirculationAnswer, circulationAsks } from './circulation.entity.ts'
import type { AskedSeat, FoundCirculation } from './find-circulation.ts'
import { seatName } from './seat-name.ts'

const TONES: Readonly<Record<CirculationAnswer, Tone>> = { agree: 'good', object: 'late', abstain: 'closed' }

/** Who has answered what; for who leads the group, also how it stands with the letters to those who have not. */
export async function circulationSeats(
  ctx: Ctx,
  { circulation, seats }: FoundCirculation,
  leads: boolean,
): Promise<TableListModel> {
  const letters = leads && circulation.state === 'asking' ? await lettersOf(ctx, circulation.id) : null
  return {
    caption: ctx.t('decisions.seats'),
    captionShown: true,
    columns: [
      { label: ctx.t('meetings.seat') },
      { label: ctx.t('groups.holder') },
      { label: ctx.t('decisions.answerColumn') },
      { label: ctx.t('decisions.wayColumn') },
    ],
    rows: seats.map(seat => seatCells(ctx, seat, letters)),
  }
}

/** The last letter to each holder who has been asked, by her id. */
async function lettersOf(ctx: Ctx, circulationId: string) {
  const asks = await ctx.rows(circulationAsks).all({ circulationId })
  const deliveries = await deliveriesOf(
    ctx,
    asks.map(({ id }) => id),
  )
  return new Map(asks.map(({ id, holderId }) => [holderId, deliveries.get(id) ?? null]))
}
type Letters = Awaited<ReturnType<typeof lettersOf>>

function seatCells(ctx: Ctx, seat: AskedSeat, letters: Letters | null): ListCell[] {
  const { holders, reply } = seat
  const name = [{ text: seatName(ctx, seat) }, { text: holders.map(holder => holder.name).join(', ') || '–' }]
  if (reply === null)
    return [
      ...name,
      { badge: { text: ctx.t('decisions.notAnswered'), tone: 'waiting' } },
      letters === null ? { text: '–' } : letterCell(ctx, seat, letters),
    ]
  const answer: ListCell = {
    badge: { text: ctx.t(keyOf(`decisions.said.${reply.answer}`)), tone: TONES[reply.answer] },
    ...(reply.reason === null ? {} : { note: reply.reason }),
  }
  const day = dates[ctx.actor.locale].day(reply.day)
  return [...name, answer, { text: `${day}, ${reply.way ?? ctx.t('decisions.byPage')}` }]
}

/** Whether anybody in the seat has been reached. */
function letterCell(ctx: Ctx, { holders }: AskedSeat, letters: Letters): ListCell {
  const states = answerersOf(holders).flatMap(({ id }) => letters.get(id) ?? [])
  if (states.includes('sent')) return { text: ctx.t('decisions.letterSent') }
  if (states.includes('waiting')) return { text: ctx.t('decisions.letterOnItsWay') }
  return states.includes('failed')
    ? { badge: { text: ctx.t('decisions.letterFailed'), tone: 'late' } }
    : { badge: { text: ctx.t('decisions.noLetter'), tone: 'late' } }
}
