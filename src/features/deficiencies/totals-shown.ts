import type { Key } from '#src/i18n/translate.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { addressOf, type Choice } from './deficiency-filter.rules.ts'
import { MOST_COUNTED, type TotalParts, type Totals } from './deficiency-totals.queries.ts'

/** How many are chosen, and how many of them stand where. */
export interface TotalsShown {
  readonly text: string
  /** With the list of those, where one choice more gives it. */
  readonly parts: readonly { readonly text: string; readonly href: string | null }[]
}

export function totalsShown(
  ctx: Ctx,
  { total, atLeast, parts }: Totals,
  chosen: readonly (readonly [Choice, string])[],
): TotalsShown {
  const { number } = dates[ctx.actor.locale]
  if (atLeast) return { text: ctx.t('deficiencies.totalAtLeast', { count: number(total) }), parts: [] }
  if (parts === null) return { text: ctx.t('deficiencies.totalMany', { count: number(MOST_COUNTED) }), parts: [] }
  const text = ctx.t(total === 1 ? 'deficiencies.totalOne' : 'deficiencies.total', { count: number(total) })
  const withState = (slug: string): string => addressOf([['lage', slug], ...chosen.filter(([name]) => name !== 'lage')])
  return {
    text,
    parts: PARTS.filter(({ tells }) => tells(parts)).map(({ name, slug }) => ({
      text: ctx.t(labelOf(name, parts[name]), { count: number(parts[name]) }),
      href: slug === null ? null : withState(slug),
    })),
  }
}

interface Part {
  readonly name: keyof TotalParts
  readonly slug: string | null
  /** What is all of it, or none, says nothing new. */
  readonly tells: (parts: TotalParts) => boolean
}
const isMixed = ({ open, ended }: TotalParts): boolean => open > 0 && ended > 0
const PARTS: readonly Part[] = [
  { name: 'open', slug: 'oppna', tells: isMixed },
  {
    name: 'awaiting',
    slug: 'vantar-pa-svar',
    tells: ({ awaiting, open, ended }) => awaiting > 0 && awaiting < open + ended,
  },
  { name: 'ended', slug: 'avslutade', tells: isMixed },
  { name: 'overdue', slug: null, tells: ({ overdue }) => overdue > 0 },
]
const labelOf = (name: keyof TotalParts, count: number): Key =>
  count === 1 ? `deficiencies.tally.${name}.one` : `deficiencies.tally.${name}`
