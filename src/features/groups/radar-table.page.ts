import { keyOf } from '#src/i18n/translate.ts'
import type { ListCell, TableListModel, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Radar } from './radar.queries.ts'
import { type RadarRow, type Sighting, timesThere } from './radar.rules.ts'
import { partyName } from './seat-table.page.ts'

const TONES: Readonly<Record<Sighting, Tone>> = {
  present: 'good',
  substitute: 'ongoing',
  absent: 'late',
  vacant: 'closed',
  not_noted: 'neutral',
}

/** Party by meeting, each told in words; null until the group has met. */
export function radarTable(ctx: Ctx, { meetings, rows }: Radar): TableListModel | null {
  if (meetings.length === 0) return null
  const { shortDay } = dates[ctx.actor.locale]
  return {
    caption: ctx.t('radar.title'),
    columns: [{ label: ctx.t('field.party') }, ...meetings.map(meeting => ({ label: shortDay(meeting.day) }))],
    rows: rows.map(row => [headCell(ctx, row), ...row.sightings.map(sighting => sightingCell(ctx, sighting))]),
  }
}

function headCell(ctx: Ctx, { party, organisationName, sightings }: RadarRow): ListCell {
  const name = partyName(ctx, party)
  const there = ctx.t('radar.there', { there: timesThere(sightings), all: sightings.length })
  return { text: name, note: [organisationName === name ? null : organisationName, there].filter(Boolean).join(' · ') }
}

const sightingCell = (ctx: Ctx, sighting: Sighting): ListCell => ({
  badge: { text: ctx.t(keyOf(`radar.${sighting}`)), tone: TONES[sighting] },
})
