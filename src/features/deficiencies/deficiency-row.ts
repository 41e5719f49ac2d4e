import { keyOf } from '#src/i18n/translate.ts'
import { type Day, dayOf, daysBetween } from '#src/kernel/days.ts'
import type { BadgeModel, ListCell, ListColumn } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { ListedDeficiency } from './deficiency-rows.queries.ts'
import { reportsShown } from './disclosure.rules.ts'
import { periodText } from './shown-reports.ts'
import { stateBadge } from './state-badge.ts'

/** A systemfel in the list as its reader may know it. The page and the files are made of this, so that they say the same. */
export interface RowShown {
  readonly number: string
  readonly title: string
  readonly source: string | null
  readonly fictitious: boolean
  readonly level: string
  readonly levelInferred: boolean
  readonly organisations: string
  readonly state: BadgeModel
  readonly since: Day
  /** Null is "färre än 5". */
  readonly reports: number | null
  readonly period: string | null
  /** Without an answer; null where nobody is waited for. */
  readonly days: number | null
  /** The answer should have come. */
  readonly late: boolean
}

export function rowShown(ctx: Ctx, row: ListedDeficiency): RowShown {
  const reports = reportsShown(row, row.inside)
  const { number, title, source, fictitious, levelInferred, waitingSince, dueDay } = row
  return {
    number,
    title,
    source,
    fictitious,
    level: ctx.t(keyOf(`level.${row.level}`)),
    levelInferred,
    organisations: row.organisations.join(', '),
    state: stateBadge(ctx, row.state),
    since: dayOf(row.stateSince),
    reports: reports.count,
    period: periodText(ctx, reports),
    days: waitingSince === null ? null : daysBetween(dayOf(waitingSince), ctx.today),
    late: waitingSince !== null && dueDay !== null && dueDay < ctx.today,
  }
}

export const columnsOf = ({ t }: Ctx): ListColumn[] => [
  { label: t('deficiencies.one') },
  { label: t('deficiencies.level') },
  { label: t('deficiencies.responsible') },
  { label: t('deficiencies.state') },
  { label: t('deficiencies.reports') },
  { label: t('deficiencies.daysWithout'), numeric: true },
]

export function cellsOf(ctx: Ctx, row: RowShown): ListCell[] {
  const { number, day } = dates[ctx.actor.locale]
  return [
    { text: row.title, href: `/systemfel/${row.number}`, note: noteOf(ctx, row) },
    { text: row.level, ...(row.levelInferred ? { note: ctx.t('deficiencies.levelInferred') } : {}) },
    { text: row.organisations || ctx.t('deficiencies.noOrganisation') },
    { badge: row.state, note: ctx.t('deficiencies.since', { day: day(row.since) }) },
    { text: row.reports === null ? ctx.t('band.few') : number(row.reports), note: row.period ?? undefined },
    daysCell(ctx, row),
  ]
}

const noteOf = ({ t }: Ctx, { number, fictitious, source }: RowShown): string =>
  [number, fictitious ? t('web.fictitious') : null, source].filter(Boolean).join(' · ')

/** Red once the answer should have come. */
function daysCell(ctx: Ctx, { days, late }: RowShown): ListCell {
  if (days === null) return { text: '–' }
  return {
    badge: { text: dates[ctx.actor.locale].number(days), tone: late ? 'late' : 'waiting' },
    ...(late ? { note: ctx.t('deficiencies.overdue') } : {}),
  }
}
