import { CIRCLE_KINDS } from '#src/features/deficiencies/deficiency.entity.ts'
import { isOpen } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { linksOf, type Named } from '#src/features/deficiencies/deficiency.queries.ts'
import { reportsShown } from '#src/features/deficiencies/disclosure.rules.ts'
import type { DeficiencyInCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { periodText } from '#src/features/deficiencies/shown-reports.ts'
import { stateBadge } from '#src/features/deficiencies/state-badge.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { BadgeModel } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Baggage, baggageOf } from './baggage.queries.ts'
import { counted } from './counted.ts'
import { courseOf } from './course.rules.ts'
import { standingOf } from './standing.ts'

interface End {
  readonly number: string
  readonly title: string
  readonly badge: BadgeModel
}
/** What a merge will do, in numbers, before anybody says yes to it. */
export interface MergePreview {
  readonly from: End
  readonly to: End
  /** Sentences, in the order in which it matters. */
  readonly happens: readonly string[]
  readonly version: string
  readonly toVersion: string
  /** The same two, the other way round. */
  readonly swap: string
}

export async function mergePreview(ctx: Ctx, from: DeficiencyInCircle, to: DeficiencyInCircle): Promise<MergePreview> {
  const baggage = await baggageOf(ctx, from.id, to.id)
  return {
    from: endOf(ctx, from),
    to: endOf(ctx, to),
    happens: [
      ...reportLines(ctx, from, to),
      ...waitingLines(ctx, baggage),
      ...(await circleLines(ctx, from, to)),
      ...standingLines(ctx, to, baggage),
      ...(from.protected && !to.protected ? [ctx.t('links.becomesProtected', { number: to.number })] : []),
      ...counted(ctx, 'links.tellsReporters', await reportersOf(ctx, from.id)),
      ctx.t('links.mergedEnds', { number: from.number, other: to.number }),
    ],
    version: String(from.version),
    toVersion: String(to.version),
    swap: `/systemfel/${to.number}/sla-ihop?med=${from.number}`,
  }
}

const endOf = (ctx: Ctx, { number, title, state }: DeficiencyInCircle): End => ({
  number,
  title,
  badge: stateBadge(ctx, state),
})

/** Whoever may merge them works in an office that feeds both, and so reads the counts as they are. */
function reportLines(ctx: Ctx, from: DeficiencyInCircle, to: DeficiencyInCircle): string[] {
  const months = [from.firstMonth, from.lastMonth, to.firstMonth, to.lastMonth].filter(month => month !== null).sort()
  const all = {
    reportCount: from.reportCount + to.reportCount,
    firstMonth: months[0] ?? null,
    lastMonth: months.at(-1) ?? null,
  }
  const period = periodText(ctx, reportsShown(all, true))
  const after = period === null ? [] : [ctx.t('links.thenMet', { number: to.number, period })]
  return [
    ...counted(ctx, 'links.movesReports', from.reportCount),
    ...counted(ctx, 'links.thenReports', from.reportCount === 0 ? 0 : all.reportCount),
    ...(from.reportCount === 0 ? [] : after),
  ]
}

function waitingLines(ctx: Ctx, { requests, actions, lifts, effects, circulations, items }: Baggage): string[] {
  const fated = (fate: Baggage['items'][number]['fate']): number => items.filter(item => item.fate === fate).length
  return [
    ...counted(ctx, 'links.movesRequests', requests.length),
    ...counted(ctx, 'links.movesActions', actions.length),
    ...counted(ctx, 'links.movesLifts', lifts.length),
    ...counted(ctx, 'links.movesEffects', effects.length),
    ...counted(ctx, 'links.movesCirculations', circulations.length),
    ...counted(ctx, 'links.movesItems', fated('move')),
    ...counted(ctx, 'links.takesOff', fated('takeOff')),
    ...counted(ctx, 'links.leavesItems', fated('stay')),
  ]
}

async function circleLines(ctx: Ctx, from: DeficiencyInCircle, to: DeficiencyInCircle): Promise<string[]> {
  const { circle } = await linksOf(ctx, from.id)
  const added = CIRCLE_KINDS.flatMap((kind): readonly Named[] => circle[kind]).filter(
    ({ id }) => !to.circle.includes(id),
  )
  const names = added.map(({ name }) => name).join(', ')
  return added.length === 0 ? [] : [ctx.t('links.widensCircle', { number: to.number, names })]
}

function standingLines(ctx: Ctx, to: DeficiencyInCircle, { brought }: Baggage): string[] {
  const { end } = courseOf(standingOf(to), [{ at: ctx.now, what: 'merge', id: '', brought }])
  if (end.state === to.state) return []
  const state = ctx.t(keyOf(`state.${end.state}`)).toLowerCase()
  return [ctx.t(isOpen(to.state) ? 'links.becomes' : 'links.comesBack', { number: to.number, state })]
}

async function reportersOf(ctx: Ctx, deficiencyId: string): Promise<number> {
  const [row] = await ctx.sql.select<{ count: unknown }>(
    `SELECT COUNT(DISTINCT "o"."ombud_id") AS "count" FROM "observation" "o" JOIN "person" "p" ON "p"."id" = "o"."ombud_id"
     WHERE "o"."deficiency_id" = $1 AND "o"."state" = 'linked' AND "p"."state" = 'active'`,
    [deficiencyId],
  )
  return Number(row?.count ?? 0)
}
