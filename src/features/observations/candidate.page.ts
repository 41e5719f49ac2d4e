import { isClosedForGood } from '#src/features/deficiencies/coming-back.rules.ts'
import { isOpen } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { type Key, keyOf } from '#src/i18n/translate.ts'
import type { BadgeModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Html } from '#src/web/html.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Shown } from './candidates.queries.ts'

/** A systemfel as one who may stand outside its circle sees it. */
export interface CandidateCard {
  readonly number: string
  readonly title: string
  readonly badge: BadgeModel
  /** Level, facets and organisations. */
  readonly facts: readonly string[]
  /** How it was solved, and what was decided and answered. */
  readonly outcome: readonly string[]
  readonly fictitious: boolean
  /** Closed so long ago that it does not come back: what is met now is reported as new. */
  readonly closedForGood: boolean
}

/** With the form's button, or without one. */
export interface CandidateModel {
  readonly card: CandidateCard
  readonly button: Html | null
}

/** A form's buttons, one a candidate: `name` sends its number. */
export interface CandidateButtons {
  readonly cards: readonly CandidateCard[]
  readonly name: string
  readonly label: string
  /** What a screen reader hears, so that the buttons are told apart. */
  readonly spoken: Key
  /** A second button, which needs no more questions: `name` sends the number. */
  readonly now?: { readonly name: string; readonly label: string } | null | undefined
}

export const candidateCard = (ctx: Ctx, shown: Shown): CandidateCard => ({
  number: shown.number,
  title: shown.title,
  badge: { text: ctx.t(keyOf(`state.${shown.state}`)), tone: isOpen(shown.state) ? 'ongoing' : 'closed' },
  facts: [
    ctx.t(keyOf(`level.${shown.level}`)),
    ...shown.facets.map(facet => ctx.t(keyOf(`facet.${facet}`))),
    shown.organisations.join(', ') || ctx.t('observations.noOrganisation'),
  ],
  outcome: outcome(ctx, shown),
  fictitious: shown.fictitious,
  closedForGood: isClosedForGood(shown, ctx.today),
})

/** What was done is told as its kind: the words are its circle's. */
function outcome(ctx: Ctx, { solution, solved, progress: { decision, answer, effect } }: Shown): string[] {
  const { day } = dates[ctx.actor.locale]
  const kinds = solution.map(kind => ctx.t(keyOf(`actionKind.${kind}`))).join(', ')
  return [
    ...(solved === null ? [] : [ctx.t('solutions.solvedSo', { done: solved })]),
    ...(kinds === '' ? [] : [ctx.t('observations.solvedBy', { kinds })]),
    ...(decision === null
      ? [ctx.t('observations.notDecided')]
      : [
          ctx.t('observations.decidedOn', {
            day: day(decision.day),
            decision: ctx.t(keyOf(`decision.${decision.type}`)),
          }),
        ]),
    ...(answer === null
      ? []
      : [
          ctx.t('observations.answeredOn', { day: day(answer.day), answer: ctx.t(keyOf(`answerKind.${answer.kind}`)) }),
        ]),
    ...(effect === null || effect.answer === null
      ? []
      : [ctx.t('observations.effectWas', { effect: ctx.t(keyOf(`effect.${effect.answer}`)) })]),
  ]
}
