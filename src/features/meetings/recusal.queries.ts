import { In } from 'typeorm'
import type { Ctx } from '#src/work/context.ts'
import { recusals } from './live.entity.ts'
import type { Attendance } from './meeting.entity.ts'

/** Item → those of a meeting's attendance who took no part in it, in the order given. */
export async function recusedBy(ctx: Ctx, noted: readonly Attendance[]): Promise<Map<string, Attendance[]>> {
  const ids = noted.map(({ id }) => id)
  const found = ids.length === 0 ? [] : await ctx.rows(recusals).all({ attendanceId: In(ids) })
  const items = [...new Set(found.map(({ agendaItemId }) => agendaItemId))]
  return new Map(
    items.map(itemId => [
      itemId,
      noted.filter(({ id }) => found.some(one => one.agendaItemId === itemId && one.attendanceId === id)),
    ]),
  )
}

/** "Olle Berg, Vera Lind"; null when everybody took part. */
export const namesOf = (recused: readonly Attendance[] | undefined): string | null =>
  recused === undefined || recused.length === 0 ? null : recused.map(({ name }) => name).join(', ')
