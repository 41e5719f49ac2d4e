import { keyOf } from '#src/i18n/translate.ts'
import { dayOf, daysBetween, yearOf } from '#src/kernel/days.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { EmptyModel, ListCell, ListColumn } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import {
  addressOf,
  type DeficiencyFilter,
  isUnfiltered,
  LEVEL_SLUGS,
  type Query,
  readCursor,
  readFilter,
  SORT_CHOICES,
  STATE_CHOICES,
} from './deficiency-filter.rules.ts'
import {
  type DeficiencyList,
  type ListedDeficiency,
  listDeficiencies,
  MOST_COUNTED,
} from './deficiency-list.queries.ts'
import { chosenBy, municipalitiesMet, organisationsNamed } from './deficiency-options.queries.ts'
import { reportsShown } from './disclosure.rules.ts'
import { countText, periodText } from './shown-reports.ts'
import { stateBadge } from './state-badge.ts'
import { themeOptions } from './theme-options.ts'

export interface DeficiencyListPage {
  readonly title: string
  readonly fictitious: boolean
  readonly form: FormState
  readonly states: readonly Option[]
  readonly levels: readonly Option[]
  readonly sorts: readonly Option[]
  readonly organisations: readonly Option[]
  readonly themes: readonly Option[]
  readonly municipalities: readonly Option[]
  /** Some of the choices that are folded away are in use. */
  readonly more: boolean
  readonly total: string
  readonly columns: readonly ListColumn[]
  readonly rows: readonly (readonly ListCell[])[]
  readonly previous: string | null
  readonly next: string | null
  readonly empty: EmptyModel | null
}

/** The systemfel in the actor's circle: open ones, the latest changed first, unless something else is chosen. */
export async function deficiencyListPage(ctx: Ctx, query: Query): Promise<DeficiencyListPage> {
  const filter = readFilter(query, yearOf(ctx.today))
  const list = await listDeficiencies(ctx, await chosenBy(ctx, filter), filter.sort, readCursor(query))
  return {
    title: ctx.t('deficiencies.title'),
    fictitious: list.rows.length > 0 && list.rows.every(row => row.fictitious),
    form: formOf(query, filter),
    ...(await choices(ctx, list)),
    more: [filter.theme, filter.organisation, filter.municipality].some(choice => choice !== null),
    total: totalText(ctx, list.total),
    columns: columns(ctx),
    rows: list.rows.map(row => cellsOf(ctx, row)),
    previous: list.before ? edge(query, 'fore', list.rows[0]) : null,
    next: list.after ? edge(query, 'efter', list.rows.at(-1)) : null,
    empty: list.rows.length === 0 ? emptyOf(ctx, filter) : null,
  }
}

const edge = (query: Query, name: 'efter' | 'fore', row: ListedDeficiency | undefined): string | null =>
  row === undefined ? null : addressOf(query, { [name]: row.number })

const formOf = (query: Query, { state, sort }: DeficiencyFilter): FormState =>
  emptyForm({
    lage: state,
    niva: query['niva'] ?? '',
    organisation: query['organisation'] ?? '',
    tema: query['tema'] ?? '',
    kommun: query['kommun'] ?? '',
    ord: query['ord'] ?? '',
    sortering: sort,
  })

async function choices(ctx: Ctx, { circleIsSmall }: DeficiencyList) {
  const { t } = ctx
  const state = (slug: string): string => {
    const [only, ...others] = STATE_CHOICES[slug] ?? []
    return others.length > 0 ? t(keyOf(`deficiencies.states.${slug}`)) : t(keyOf(`state.${only}`))
  }
  return {
    states: Object.keys(STATE_CHOICES).map(value => ({ value, label: state(value) })),
    levels: Object.entries(LEVEL_SLUGS).map(([value, level]) => ({ value, label: t(keyOf(`level.${level}`)) })),
    sorts: SORT_CHOICES.map(value => ({ value, label: t(keyOf(`deficiencies.sort.${value}`)) })),
    themes: themeOptions(ctx),
    organisations: await organisationsNamed(ctx, circleIsSmall),
    municipalities: await municipalitiesMet(ctx, circleIsSmall),
  }
}

function totalText(ctx: Ctx, total: number): string {
  const { number } = dates[ctx.actor.locale]
  if (total > MOST_COUNTED) return ctx.t('deficiencies.totalMany', { count: number(MOST_COUNTED) })
  return ctx.t(total === 1 ? 'deficiencies.totalOne' : 'deficiencies.total', { count: number(total) })
}

const columns = ({ t }: Ctx): ListColumn[] => [
  { label: t('deficiencies.one') },
  { label: t('deficiencies.level') },
  { label: t('deficiencies.responsible') },
  { label: t('deficiencies.state') },
  { label: t('deficiencies.reports') },
  { label: t('deficiencies.daysWithout'), numeric: true },
]

function cellsOf(ctx: Ctx, row: ListedDeficiency): ListCell[] {
  const shown = reportsShown(row, row.inside)
  return [
    { text: row.title, href: `/systemfel/${row.number}`, note: noteOf(ctx, row) },
    {
      text: ctx.t(keyOf(`level.${row.level}`)),
      ...(row.levelInferred ? { note: ctx.t('deficiencies.levelInferred') } : {}),
    },
    { text: row.organisations.join(', ') || ctx.t('deficiencies.noOrganisation') },
    { badge: stateBadge(ctx, row.state) },
    { text: countText(ctx, shown), note: periodText(ctx, shown) ?? undefined },
    daysCell(ctx, row),
  ]
}

const noteOf = ({ t }: Ctx, { number, fictitious, source }: ListedDeficiency): string =>
  [number, fictitious ? t('web.fictitious') : null, source].filter(Boolean).join(' · ')

/** Red once the answer should have come. */
function daysCell(ctx: Ctx, { waitingSince, dueDay }: ListedDeficiency): ListCell {
  if (waitingSince === null) return { text: '–' }
  const days = dates[ctx.actor.locale].number(daysBetween(dayOf(waitingSince), ctx.today))
  const late = dueDay !== null && dueDay < ctx.today
  return {
    badge: { text: days, tone: late ? 'late' : 'waiting' },
    ...(late ? { note: ctx.t('deficiencies.overdue') } : {}),
  }
}

function emptyOf(ctx: Ctx, filter: DeficiencyFilter): EmptyModel {
  if (!isUnfiltered(filter))
    return {
      title: ctx.t('deficiencies.noHitsTitle'),
      text: ctx.t('deficiencies.noHits'),
      action: { href: '/systemfel', label: ctx.t('deficiencies.showOpen') },
    }
  const files = ctx.actor.grants.some(({ role }) => role === 'ombud')
  return {
    title: ctx.t('deficiencies.emptyTitle'),
    text: ctx.t(files ? 'deficiencies.emptyOmbud' : 'deficiencies.emptyOthers'),
    ...(files ? { action: { href: '/rapportera', label: ctx.t('start.file') } } : {}),
  }
}
