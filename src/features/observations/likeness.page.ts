import type { FormState } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CandidateCard, candidateCard } from './candidate.page.ts'
import { candidatesFor } from './candidates.queries.ts'
import { IS_NEW } from './choose-likeness.ts'
import { type StepFrame, stepFrame } from './filing.page.ts'
import type { Observation } from './observation.entity.ts'

export interface LikenessPage extends StepFrame {
  readonly candidates: readonly CandidateCard[]
  readonly isNew: string
}

export async function likenessPage(ctx: Ctx, draft: Observation, form?: FormState): Promise<LikenessPage> {
  const candidates = (await candidatesFor(ctx, draft)).map(shown => candidateCard(ctx, shown))
  return { ...(await stepFrame(ctx, 'likeness', draft, {}, form)), candidates, isNew: IS_NEW }
}
