import { z } from 'zod'
import { type Faulty, faulty, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { mayArrange } from './arrange-agenda.ts'
import { type AgendaItem, agendaItems, meetings } from './meeting.entity.ts'
import { itemsOf, type MeetingInGroup } from './meeting.queries.ts'

const MOST_MINUTES = 600
export const minutesField = (itemId: string): string => `minuter-${itemId}`

const optionalMinutes = () => z.union([z.literal('').transform(() => null), field.count(MOST_MINUTES)]).optional()

/** One box for each item. */
const minutesForm = (items: readonly AgendaItem[]): z.ZodObject =>
  z.object({
    version: field.version(),
    ...Object.fromEntries(items.map(({ id }) => [minutesField(id), optionalMinutes()])),
  })

/** Plans how long each item takes. Gives the form back when something is wrong with it. */
export async function setMinutes(ctx: Ctx, meeting: MeetingInGroup, body: Submitted): Promise<Faulty | null> {
  mayArrange(ctx, meeting)
  const items = await itemsOf(ctx, meeting.id)
  const form = ctx.form(minutesForm(items), body)
  if (!form.ok) return form
  const value = form.value as Readonly<Record<string, number | null | undefined>>
  // One form over many rows: the meeting's own version tells two conveners apart.
  if (value['version'] !== meeting.version) return faulty(body, { form: ['agenda.minutesConflict'] })
  await ctx.rows(meetings).update(meeting, { place: meeting.place })
  for (const item of items) {
    const minutes = value[minutesField(item.id)]
    if (minutes !== undefined && minutes !== item.minutes) await ctx.rows(agendaItems).change(item.id, { minutes })
  }
  ctx.record('meeting.minutesPlanned', { type: 'meeting', id: meeting.id })
  return null
}
