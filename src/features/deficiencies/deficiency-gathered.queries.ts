import { actionsOf, type OwnedAction } from '#src/features/actions/action.queries.ts'
import { type RequestWithAnswer, requestsOf } from '#src/features/answers/answer.queries.ts'
import type { EffectCheck } from '#src/features/meetings/decision.entity.ts'
import {
  type Appearance,
  agendaItemsOf,
  type DecisionOfGroup,
  decisionsOf,
  effectChecksOf,
  groupIdsOf,
  type LiftBetween,
  liftsOf,
} from '#src/features/meetings/meeting.queries.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Deficiency } from './deficiency.entity.ts'
import { type Links, linksOf, numberOf, sectionsOf } from './deficiency.queries.ts'

/** What other features know of a systemfel. */
export interface Gathered {
  readonly links: Links
  readonly requests: readonly RequestWithAnswer[]
  readonly actions: readonly OwnedAction[]
  readonly decisions: readonly DecisionOfGroup[]
  readonly agendas: readonly Appearance[]
  readonly lifts: readonly LiftBetween[]
  readonly effects: readonly EffectCheck[]
  /** Groups whose meetings the actor may open. */
  readonly openGroups: readonly string[]
  readonly mergedInto: string | null
  /** It has come back after it had ended. */
  readonly cameBack: boolean
}

/** Asks only for what there is. */
export async function gather(ctx: Ctx, { id, mergedIntoId }: Deficiency): Promise<Gathered> {
  const has = await sectionsOf(ctx, id)
  return {
    links: await linksOf(ctx, id),
    requests: has.requests ? await requestsOf(ctx, id) : [],
    actions: has.actions ? await actionsOf(ctx, id) : [],
    decisions: has.decisions ? await decisionsOf(ctx, id) : [],
    agendas: has.agendas ? await agendaItemsOf(ctx, id) : [],
    lifts: has.lifts ? await liftsOf(ctx, id) : [],
    effects: has.effects ? await effectChecksOf(ctx, id) : [],
    openGroups: has.decisions || has.agendas ? await groupIdsOf(ctx, ctx.actor) : [],
    mergedInto: await numberOf(ctx, mergedIntoId),
    cameBack: has.returns,
  }
}
