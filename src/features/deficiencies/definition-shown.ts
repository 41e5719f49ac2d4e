import { groups } from '#src/features/groups/group.entity.ts'
import { type Key, keyOf, type Values } from '#src/i18n/translate.ts'
import type { BadgeModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Deficiency } from './deficiency.entity.ts'
import { deficiencyPolicy } from './deficiency.policy.ts'
import { type DefinitionRules, definitionOf, type Evidence } from './definition.rules.ts'
import type { DeficiencyInCircle } from './find-deficiency.ts'
import { meterOf, type Step } from './meter.rules.ts'

/** The national definition and the recurrence meter, in words and numbers. */
export interface DefinitionShown {
  readonly text: string
  readonly steps: readonly StepShown[]
  /** What a convener has found instead of what the reports say. */
  readonly override: {
    readonly by: string
    readonly reason: string
    readonly reportsSay: string
  } | null
  /** Where the reader may find otherwise. */
  readonly href: string | null
}
export interface StepShown {
  readonly label: string
  readonly badge: BadgeModel
  readonly have: string
  readonly need: string
  /** How much of the bar is filled, of 100; null where it is not told. */
  readonly share: number | null
}

export interface Measured {
  readonly evidence: Evidence
  readonly rules: DefinitionRules
  /** The reader works in an office that feeds it. */
  readonly inside: boolean
}

export async function definitionShown(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  measured: Measured,
): Promise<DefinitionShown> {
  const { evidence, rules, inside } = measured
  const reported = definitionOf(evidence, rules).status
  const counts = deficiency.definitionOverride ?? reported
  return {
    text: ctx.t(keyOf(`deficiencies.definition.${counts}`)),
    steps: (meterOf(evidence, rules, inside) ?? []).map(step => stepShown(ctx, step, measured)),
    override: await overrideShown(ctx, deficiency, ctx.t(keyOf(`deficiencies.definition.${reported}`))),
    href: deficiencyPolicy.can(ctx.actor, 'judge', deficiency) ? `/systemfel/${deficiency.number}/definition` : null,
  }
}

/** With role, group and date: a person's name stays in her office. */
async function overrideShown(
  ctx: Ctx,
  deficiency: Deficiency,
  reportsSay: string,
): Promise<DefinitionShown['override']> {
  const { definitionOverride, definitionReason, definitionGroupId, definitionAt } = deficiency
  if (definitionOverride === null || definitionAt === null) return null
  const group = definitionGroupId === null ? null : await ctx.rows(groups).one({ id: definitionGroupId })
  const day = dates[ctx.actor.locale].date(definitionAt)
  return {
    by: ctx.t('definition.judgedBy', { group: group?.name ?? '', day }),
    reason: definitionReason ?? '',
    reportsSay: ctx.t('definition.reportsSay', { text: reportsSay }),
  }
}

function stepShown(ctx: Ctx, step: Step, { rules, evidence }: Measured): StepShown {
  const { part, reached, have, need } = step
  return {
    label: ctx.t(keyOf(`definition.part.${part}`)),
    badge: badgeOf(ctx, reached),
    have: haveText(ctx, step, evidence),
    need: ctx.t(keyOf(`definition.need.${part}`), { ...rules }),
    share: reached === true ? 100 : have === null ? null : Math.min(99, Math.floor((have / need) * 100)),
  }
}

function badgeOf(ctx: Ctx, reached: boolean | null): BadgeModel {
  if (reached === null) return { text: ctx.t('definition.untold'), tone: 'closed' }
  return reached
    ? { text: ctx.t('definition.reached'), tone: 'good' }
    : { text: ctx.t('definition.notReached'), tone: 'waiting' }
}

function haveText(ctx: Ctx, { measure, have, part }: Step, { reports }: Evidence): string {
  const text = (key: Key, values: Values): string => ctx.t(key, values)
  const { number } = dates[ctx.actor.locale]
  if (have !== null) {
    const one = keyOf(`definition.have.${measure}${have === 1 && HAS_ONE.includes(measure) ? '.one' : ''}`)
    return text(one, { have: number(have) })
  }
  // "Färre än 5", as everywhere outside the offices.
  return part === 'recurring' && reports > 0 ? text('definition.have.few', {}) : ''
}
const HAS_ONE: readonly Step['measure'][] = ['reports', 'ombud', 'days']
