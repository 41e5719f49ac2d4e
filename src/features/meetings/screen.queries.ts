import { asNumber } from '#src/db/sql.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AgendaRow } from './agenda-rows.ts'
import { meetingScreens } from './live.entity.ts'
import type { MeetingInGroup } from './meeting.queries.ts'

/** The row that those who follow are shown; null when everything is decided. */
export async function shownRow(ctx: Ctx, meetingId: string, rows: readonly AgendaRow[]): Promise<AgendaRow | null> {
  const screen = await ctx.rows(meetingScreens).one({ meetingId })
  const shown = rows.find(({ item }) => item.id === screen?.agendaItemId)
  return shown ?? rows.find(({ outcome }) => outcome === null) ?? null
}

/**
 * Changes whenever something changes that the participants' page shows. One small query: thirty pages ask for it every
 * few seconds. A text that is withheld, or let out again, changes no version of what it stood in: all of them are counted,
 * so that it leaves the screens at once.
 */
export async function screenVersion(ctx: Ctx, { id, version }: MeetingInGroup): Promise<string> {
  const [row] = await ctx.sql.select<Record<'items' | 'steps' | 'matters' | 'withheld', unknown>>(
    `SELECT COUNT(*) AS "items", SUM("i"."version") AS "steps", SUM("d"."version") AS "matters",
       (SELECT COUNT("at") + COUNT("decided_at") FROM "withheld_text") AS "withheld"
     FROM "agenda_item" "i" LEFT JOIN "deficiency" "d" ON "d"."id" = "i"."deficiency_id" WHERE "i"."meeting_id" = $1`,
    [id],
  )
  const screen = await ctx.rows(meetingScreens).one({ meetingId: id })
  const sums = [row?.items, row?.steps, row?.matters, row?.withheld].map(sum => asNumber(sum ?? 0))
  return [version, ...sums, screen?.step ?? 0].join('.')
}
