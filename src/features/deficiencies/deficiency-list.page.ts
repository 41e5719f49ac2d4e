import { yearOf } from '#src/kernel/days.ts'
import type { EmptyModel, ListCell, ListColumn } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Chip, chipsOf, choicesLine, choiceTexts, understoodIn } from './choice-texts.ts'
import { type ListChoices, listChoices } from './deficiency-choices.ts'
import { ALL_OPEN, addressOf, type Choice, type Query, readCursor, readFilter } from './deficiency-filter.rules.ts'
import { type DeficiencyList, listDeficiencies } from './deficiency-list.queries.ts'
import { chosenBy } from './deficiency-options.queries.ts'
import { cellsOf, columnsOf, rowShown } from './deficiency-row.ts'
import { type TotalsShown, totalsShown } from './totals-shown.ts'
import { type ViewsShown, viewsShown } from './views-shown.ts'

export interface DeficiencyListPage {
  readonly title: string
  readonly fictitious: boolean
  readonly choices: ListChoices
  readonly chips: readonly Chip[]
  /** What is chosen, for the printed page. */
  readonly line: string
  readonly totals: TotalsShown
  readonly columns: readonly ListColumn[]
  readonly rows: readonly (readonly ListCell[])[]
  readonly previous: string | null
  readonly next: string | null
  readonly empty: EmptyModel | null
  readonly views: ViewsShown
  /** The same list as a file. */
  readonly files: { readonly csv: string; readonly xlsx: string }
}

/** The systemfel in the actor's circle: open ones, the latest changed first, unless something else is chosen. */
export async function deficiencyListPage(ctx: Ctx, query: Query): Promise<DeficiencyListPage> {
  const filter = readFilter(query, yearOf(ctx.today))
  const ids = await chosenBy(ctx, filter)
  const list = await listDeficiencies(ctx, ids, filter.sort, readCursor(query))
  const chosen = understoodIn(query, ids)
  const texts = await choiceTexts(ctx, chosen)
  const { date } = dates[ctx.actor.locale]
  return {
    title: ctx.t('deficiencies.title'),
    fictitious: list.rows.length > 0 && list.rows.every(row => row.fictitious),
    choices: await listChoices(ctx, query, filter, list.circleIsSmall),
    chips: chipsOf(chosen, texts),
    line: ctx.t('deficiencies.printed', { choices: choicesLine(ctx, texts), day: date(ctx.now) }),
    totals: totalsShown(ctx, list.totals, chosen),
    columns: columnsOf(ctx),
    rows: list.rows.map(row => cellsOf(ctx, rowShown(ctx, row))),
    ...pagesOf(chosen, list),
    empty: list.rows.length === 0 ? emptyOf(ctx, chosen) : null,
    views: await viewsShown(ctx, chosen),
    files: { csv: addressOf(chosen, '/systemfel.csv'), xlsx: addressOf(chosen, '/systemfel.xlsx') },
  }
}

function pagesOf(chosen: readonly [Choice, string][], { rows, before, after }: DeficiencyList) {
  const beside = (name: 'fore' | 'efter', at: number): string | null => {
    const row = rows.at(at)
    return row === undefined ? null : addressOf([...chosen, [name, row.number]])
  }
  return { previous: before ? beside('fore', 0) : null, next: after ? beside('efter', -1) : null }
}

/** Nothing chosen but the order: what is empty then is empty for everybody who stands where the reader stands. */
function emptyOf(ctx: Ctx, chosen: readonly [Choice, string][]): EmptyModel {
  if (chosen.some(([name]) => name !== 'sortering'))
    return {
      title: ctx.t('deficiencies.noHitsTitle'),
      text: ctx.t('deficiencies.noHits'),
      action: { href: ALL_OPEN, label: ctx.t('deficiencies.showOpen') },
    }
  const files = ctx.actor.grants.some(({ role }) => role === 'ombud')
  return {
    title: ctx.t('deficiencies.emptyTitle'),
    text: ctx.t(files ? 'deficiencies.emptyOmbud' : 'deficiencies.emptyOthers'),
    ...(files ? { action: { href: '/rapportera', label: ctx.t('start.file') } } : {}),
  }
}
