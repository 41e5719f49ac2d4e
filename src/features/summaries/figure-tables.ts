import type { Cell, Column, Table } from '#src/documents/document.ts'
import { LEVELS } from '#src/features/deficiencies/words.ts'
import type { Key } from '#src/i18n/translate.ts'
import type { ByLevel, Content, Counts, Figures } from './content.rules.ts'
import { capital, type Wording } from './wording.ts'

/** With more municipalities than this the table of levels has no room for a column each, and they get a table of their own. */
const MOST_PLACE_COLUMNS = 4

/** The tables of how many: in all beside the half-year before, by level and municipality, by organisation and by theme. */
export function countTables(w: Wording, { figures, period, earlier }: Content): Table[] {
  const { organisations, themes, places, counts } = figures
  return [
    countsTable(w, { [period]: counts, [earlier.period]: earlier.counts }, [period, earlier.period]),
    levelsTable(w, figures),
    ...(places.length > MOST_PLACE_COLUMNS ? [byLevelTable(w, PLACES, places, figures)] : []),
    byLevelTable(w, ORGANISATIONS, organisations, figures),
    byLevelTable(w, THEMES, themes, figures),
  ]
}

const MEASURES = ['all', 'isNew', 'isOpen', 'actedOn', 'closed', 'cameBack', 'unanswered', 'longestWait'] as const

function countsTable(w: Wording, of: Readonly<Record<string, Counts>>, periods: readonly string[]): Table {
  const row = (measure: keyof Counts, read: (counts: Counts) => Cell): Cell[] => [
    w.t(`summaries.count.${measure}`),
    ...periods.map(period => read(of[period] as Counts)),
  ]
  return {
    kind: 'table',
    caption: w.t('summaries.countsCaption'),
    columns: [{ label: w.t('summaries.measure') }, ...periods.map(period => numeric(capital(w.period(period))))],
    rows: [
      ...MEASURES.map(measure => row(measure, counts => counts[measure])),
      row('reports', ({ reports }) => w.reports(reports)),
    ],
  }
}

function levelsTable(w: Wording, { levels, places, counts }: Figures): Table {
  const columns = places.length > 1 && places.length <= MOST_PLACE_COLUMNS ? places : []
  return {
    kind: 'table',
    caption: w.t('summaries.levelsCaption'),
    columns: [
      { label: w.t('summaries.level') },
      ...[w.t('summaries.systemfel'), w.t('summaries.isNew'), w.t('summaries.isOpen')].map(numeric),
      ...columns.map(({ of }) => numeric(of ?? w.t('summaries.noPlace'))),
    ],
    rows: [
      ...levels.map(({ level, all, isNew, isOpen }): Cell[] => [
        w.label('level', level),
        ...[all, isNew, isOpen],
        ...columns.map(place => place.levels[level]),
      ]),
      [w.t('summaries.sum'), counts.all, counts.isNew, counts.isOpen, ...columns.map(({ all }) => all)],
    ],
  }
}

interface Kind {
  readonly caption: Key
  readonly column: Key
  readonly lacking: Key
  /** The list whose codes the rows are of; null when they are names. */
  readonly list: string | null
}
const PLACES: Kind = {
  caption: 'summaries.placesCaption',
  column: 'summaries.place',
  lacking: 'summaries.noPlace',
  list: null,
}
const ORGANISATIONS: Kind = {
  caption: 'summaries.organisationsCaption',
  column: 'summaries.organisation',
  lacking: 'summaries.noOrganisation',
  list: null,
}
const THEMES: Kind = {
  caption: 'summaries.themesCaption',
  column: 'summaries.theme',
  lacking: 'summaries.noTheme',
  list: 'theme',
}

function byLevelTable(w: Wording, kind: Kind, rows: readonly ByLevel[], { levels, counts }: Figures): Table {
  const named = (of: string | null): string => {
    if (of === null) return w.t(kind.lacking)
    return kind.list === null ? of : w.label(kind.list, of)
  }
  return {
    kind: 'table',
    caption: w.t(kind.caption),
    columns: [
      { label: w.t(kind.column) },
      ...LEVELS.map(level => numeric(w.label('level', level))),
      numeric(w.t('summaries.sum')),
    ],
    rows: [
      ...rows.map(({ of, levels: at, all }): Cell[] => [named(of), ...LEVELS.map(level => at[level]), all]),
      [w.t('summaries.distinct'), ...levels.map(({ all }) => all), counts.all],
    ],
  }
}

const numeric = (label: string): Column => ({ label, numeric: true })
