import { ownFeeding } from '#src/features/deficiencies/deficiency.policy.ts'
import type { DeficiencyInCircle } from '#src/features/deficiencies/find-deficiency.ts'
import type { Situation } from '#src/features/deficiencies/next-step.rules.ts'
import type { Ctx } from '#src/work/context.ts'
import { latestAnswer } from './ledger.queries.ts'
import { sayIn } from './say-text.ts'

export interface SayShown {
  readonly sentences: readonly string[]
  /** A page with nothing else on it. */
  readonly href: string
}

/** For those who meet the clients: who works in an office that feeds it. Null for others, and of a merged one. */
export async function sayShown(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  situation: Situation,
): Promise<SayShown | null> {
  if (ownFeeding(ctx.actor, deficiency).length === 0 || deficiency.state === 'merged') return null
  const answer = await latestAnswer(ctx, deficiency.id)
  return { sentences: sayIn(ctx.actor.locale, { ...situation, answer }), href: `/aterkoppling/${deficiency.number}` }
}
