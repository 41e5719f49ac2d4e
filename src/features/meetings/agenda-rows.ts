import { In } from 'typeorm'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { yearOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AgendaItem } from './meeting.entity.ts'
import { decisionsOfMeeting, itemsOf, type MeetingInGroup } from './meeting.queries.ts'
import { readingDay, whyLine } from './why-line.ts'
import { paragraphLabel } from './wording.ts'

export interface AgendaRow {
  readonly item: AgendaItem
  readonly nr: number
  /** `SF-2026-0042`; null for a free item. */
  readonly number: string | null
  readonly why: string
  /** "§ 12/2026 · Begär svar av myndighet", once decided. */
  readonly outcome: string | null
}
export interface AgendaSection {
  readonly label: string
  readonly rows: readonly AgendaRow[]
}

/** The agenda as it is read: numbered, with a heading wherever the section changes. */
export async function agendaSections(ctx: Ctx, meeting: MeetingInGroup): Promise<AgendaSection[]> {
  const rows = await agendaRows(ctx, meeting)
  const sections: { label: string; rows: AgendaRow[] }[] = []
  for (const row of rows) {
    const label = ctx.t(keyOf(`section.${row.item.section}`))
    const last = sections.at(-1)
    if (last?.label === label) last.rows.push(row)
    else sections.push({ label, rows: [row] })
  }
  return sections
}

export async function agendaRows(ctx: Ctx, meeting: MeetingInGroup): Promise<AgendaRow[]> {
  const items = await itemsOf(ctx, meeting.id)
  const numbers = await numbersOf(ctx, items)
  const made = new Map((await decisionsOfMeeting(ctx, meeting.id)).map(one => [one.agendaItemId, one.type]))
  return items.map((item, index) => {
    const type = made.get(item.id)
    const label = ctx.t(keyOf(type === undefined ? 'meetings.noted' : `decision.${type}`))
    return {
      item,
      nr: index + 1,
      number: numbers.get(item.deficiencyId ?? '') ?? null,
      why: whyLine(item, ctx.actor.locale, readingDay(meeting, ctx.today)),
      outcome: item.paragraph === null ? null : `${paragraphLabel(item.paragraph, yearOf(meeting.day))} · ${label}`,
    }
  })
}

async function numbersOf(ctx: Ctx, items: readonly AgendaItem[]): Promise<Map<string, Deficiency['number']>> {
  const ids = items.flatMap(({ deficiencyId }) => deficiencyId ?? [])
  const found = ids.length === 0 ? [] : await ctx.rows(deficiencies).all({ id: In(ids) })
  return new Map(found.map(({ id, number }) => [id, number]))
}
