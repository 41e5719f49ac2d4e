import { type Key, keyOf } from '#src/i18n/translate.ts'
import type { FigureModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { ownFeeding } from './deficiency.policy.ts'
import { type OwnReport, ownReportsOf, type ReportFigures, reportFiguresOf } from './deficiency.queries.ts'
import { definitionRules } from './definition-setting.queries.ts'
import { type DefinitionShown, definitionShown } from './definition-shown.ts'
import { reportsShown } from './disclosure.rules.ts'
import type { DeficiencyInCircle } from './find-deficiency.ts'
import { countText, periodText } from './shown-reports.ts'

/** The reports in numbers, as far as the reader may know them. */
export interface ReportsShown {
  readonly figures: readonly FigureModel[]
  readonly period: string | null
  /** Why there are none. */
  readonly note: string | null
  /** Null where it lives on in another, and is counted there. */
  readonly definition: DefinitionShown | null
  /** Reports of the reader's own office; null outside the offices that feed it. */
  readonly own: { readonly reports: readonly OwnLine[]; readonly more: number } | null
}

interface OwnLine {
  readonly href: string
  readonly number: string
  readonly note: string
}

const MOST_OWN = 20

/** `mergedInto`: the number of the one it lives on in. */
export async function reportsOf(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  mergedInto: string | null,
): Promise<ReportsShown> {
  const inside = ownFeeding(ctx.actor, deficiency).length > 0
  const rules = await definitionRules(ctx)
  const figures = await reportFiguresOf(ctx, deficiency, rules)
  const shown = reportsShown(deficiency, inside)
  return {
    // What is counted elsewhere is not told as nothing.
    figures:
      mergedInto !== null
        ? []
        : [
            { value: countText(ctx, shown), label: ctx.t(labelOf('deficiencies.reportsOf', shown.count)) },
            ...(figures.offices > 1 ? [figure(ctx, figures.offices, 'deficiencies.officesOf')] : []),
            ...(inside ? [figure(ctx, figures.ownReports, 'deficiencies.ownReportsOf')] : []),
            ...(inside ? [figure(ctx, figures.ownOmbud, 'deficiencies.ownOmbudOf')] : []),
          ],
    period: periodText(ctx, shown),
    note: noteOf(ctx, deficiency, mergedInto),
    definition:
      mergedInto === null
        ? await definitionShown(ctx, deficiency, { evidence: figures.evidence, rules, inside })
        : null,
    own: inside ? ownShown(ctx, await ownReportsOf(ctx, deficiency, MOST_OWN), figures) : null,
  }
}

function noteOf(ctx: Ctx, { reportCount, source }: DeficiencyInCircle, mergedInto: string | null): string | null {
  if (mergedInto !== null) return ctx.t('links.countedThere', { number: mergedInto })
  // What is imported came without reports.
  return reportCount === 0 && source === null ? ctx.t('links.noReportsLeft') : null
}

type Counted =
  | 'deficiencies.reportsOf'
  | 'deficiencies.officesOf'
  | 'deficiencies.ownReportsOf'
  | 'deficiencies.ownOmbudOf'
const labelOf = (label: Counted, count: number | null): Key => (count === 1 ? `${label}.one` : label)
const figure = (ctx: Ctx, value: number, label: Counted): FigureModel => ({
  value: dates[ctx.actor.locale].number(value),
  label: ctx.t(labelOf(label, value)),
})

function ownShown(ctx: Ctx, reports: readonly OwnReport[], { ownReports }: ReportFigures): ReportsShown['own'] {
  const lines = reports.map(({ number, ombud, firstMonth, lastMonth, clientBand }) => {
    const period = periodText(ctx, reportsShown({ reportCount: 1, firstMonth, lastMonth }, true))
    const clients = clientBand === null ? null : ctx.t(keyOf(`band.${clientBand}`))
    return { href: `/rapporter/${number}`, number, note: [ombud, period, clients].filter(Boolean).join(' · ') }
  })
  return { reports: lines, more: Math.max(0, ownReports - lines.length) }
}
