import { In, IsNull } from 'typeorm'
import { asDay } from '#src/db/sql.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AgendaItem, agendaItems, meetings } from './meeting.entity.ts'

export interface PostponedItem extends Pick<AgendaItem, 'id' | 'title' | 'section'> {
  /** The day of the meeting that postponed it, or was cancelled. */
  readonly day: Day
}

/** Free items that the group has postponed, or that a cancelled meeting had, and that stand on no later agenda. */
export async function postponedFreeItems(ctx: Ctx, groupId: string): Promise<PostponedItem[]> {
  const rows = await ctx.sql.select<Record<string, unknown>>(
    `SELECT "i"."id", "i"."title", "i"."section", "m"."day"
     FROM "agenda_item" "i"
     JOIN "meeting" "m" ON "m"."id" = "i"."meeting_id" AND "m"."group_id" = $1
     WHERE "i"."deficiency_id" IS NULL AND ("m"."state" = 'cancelled' OR EXISTS (
       SELECT 1 FROM "decision" "d" WHERE "d"."agenda_item_id" = "i"."id" AND "d"."type" = 'postpone'))
     ORDER BY "m"."day", "i"."position"`,
    [groupId],
  )
  const copied = rows.length === 0 ? new Set() : await copiedIds(ctx, groupId)
  return rows
    .filter(({ id }) => !copied.has(id as string))
    .map(row => ({ ...(row as unknown as PostponedItem), day: asDay(row['day']) }))
}

async function copiedIds(ctx: Ctx, groupId: string): Promise<Set<unknown>> {
  const held = await ctx.rows(meetings).all({ groupId })
  const copies = await ctx
    .rows(agendaItems)
    .all({ deficiencyId: IsNull(), why: 'postponed', meetingId: In(held.map(({ id }) => id)) })
  return new Set(copies.map(({ whyFacts }) => whyFacts['itemId']))
}
