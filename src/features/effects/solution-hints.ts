import { keyOf } from '#src/i18n/translate.ts'
import type { Ctx } from '#src/work/context.ts'
import { type SolutionFound, solutionsFor } from './solutions.queries.ts'

/** "Löst i Haninge så här", beside something that is like it. */
export interface SolutionHint {
  readonly title: string
  readonly how: string
  /** For those with an account. */
  readonly href: string | null
  readonly fictitious: boolean
}

export interface SolutionHints {
  readonly solutions: readonly SolutionHint[]
}

/** At most three. Without an account there is nothing to open. */
export async function solutionHints(ctx: Ctx, deficiencyId: string): Promise<SolutionHint[]> {
  const found = await solutionsFor(ctx, deficiencyId)
  return found.map(solution => ({
    title: ctx.t('solutions.solvedIn', { place: solution.place, title: solution.title }),
    how: solution.told?.done ?? howShort(ctx, solution),
    href: ctx.actor.kind === 'person' ? `/losningar/${solution.number}` : null,
    fictitious: solution.fictitious,
  }))
}

/** What was done, without the words of those who did it. */
export function howShort(ctx: Ctx, { actions, answer }: Pick<SolutionFound, 'actions' | 'answer'>): string {
  const kinds = [...new Set(actions.map(({ kind }) => ctx.t(keyOf(`actionKind.${kind}`))))]
  const said = answer === null ? [] : [ctx.t(keyOf(`answerKind.${answer.kind}`))]
  return [...kinds, ...said].join(', ') || ctx.t('solutions.notTold')
}
