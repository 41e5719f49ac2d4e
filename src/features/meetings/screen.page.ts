import { deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { Fact } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AgendaRow, agendaRows } from './agenda-rows.ts'
import { shortOf } from './background.page.ts'
import { type Decided, decidedOf } from './decided.page.ts'
import { recusedText } from './live.page.ts'
import { hasNotes, type MeetingInGroup } from './meeting.queries.ts'
import { screenVersion, shownRow } from './screen.queries.ts'
import { whenOf } from './why-line.ts'

/** What those who follow a meeting see: the item that is handled, and what was recorded last. */
export interface ScreenPage {
  readonly title: string
  readonly fictitious: boolean
  readonly back: { readonly href: string; readonly text: string }
  /** Where the page asks whether something is new, and what it shows now. */
  readonly follow: string
  readonly version: string
  /** The meeting has been held: there is nothing more to ask for. */
  readonly over: boolean
  /** Said where there is no item to show. */
  readonly state: string
  readonly item: ShownItem | null
  readonly latest: (Decided & { readonly heading: string }) | null
}
interface ShownItem {
  readonly place: string
  readonly title: string
  readonly number: string | null
  /** Kort sagt; the description of a systemfel that nobody has put in short. */
  readonly short: readonly Fact[]
  readonly description: string | null
  readonly recused: string | null
  readonly decided: Decided | null
}

export async function screenPage(ctx: Ctx, meeting: MeetingInGroup): Promise<ScreenPage> {
  const { id, group, state } = meeting
  const rows = await agendaRows(ctx, meeting)
  const row = state === 'running' ? await shownRow(ctx, id, rows) : null
  return {
    title: row?.item.title ?? ctx.t('live.screenTitle'),
    fictitious: group.fictitious,
    back: { href: `/moten/${id}`, text: `${group.name}, ${whenOf(meeting, ctx.actor.locale)}` },
    follow: `/moten/${id}/skarm/lage`,
    version: await screenVersion(ctx, meeting),
    over: hasNotes(meeting),
    state: ctx.t(state === 'running' ? 'live.allDecided' : keyOf(`live.screen.${state}`)),
    item: row === null ? null : await shownItem(ctx, meeting, row, rows.length),
    latest: state === 'running' ? await latestOf(ctx, meeting, rows, row) : null,
  }
}

async function shownItem(ctx: Ctx, meeting: MeetingInGroup, row: AgendaRow, total: number): Promise<ShownItem> {
  const { item, nr, number } = row
  const deficiency = item.deficiencyId === null ? null : await deficiencyById(ctx, item.deficiencyId)
  const short = deficiency === null ? [] : shortOf(ctx, deficiency)
  return {
    place: ctx.t('meetings.itemPlace', { nr, total, section: ctx.t(keyOf(`section.${item.section}`)) }),
    title: item.title,
    number,
    short,
    description: short.length > 0 || deficiency === null ? null : deficiency.description,
    recused: await recusedText(ctx, { meeting, item, deficiency }),
    decided: await decidedOf(ctx, meeting, item),
  }
}

/** The § that was recorded last, unless it is the item before everybody's eyes. */
async function latestOf(
  ctx: Ctx,
  meeting: MeetingInGroup,
  rows: readonly AgendaRow[],
  shown: AgendaRow | null,
): Promise<ScreenPage['latest']> {
  const last = rows.reduce<AgendaRow | null>(
    (found, row) => ((row.item.paragraph ?? 0) > (found?.item.paragraph ?? 0) ? row : found),
    null,
  )
  if (last === null || last.item.id === shown?.item.id) return null
  const decided = await decidedOf(ctx, meeting, last.item)
  return decided === null ? null : { ...decided, heading: last.item.title }
}
