import { stateBadge } from '#src/features/deficiencies/state-badge.ts'
import type { Shown } from '#src/features/observations/candidates.queries.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { BadgeModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'

/** A systemfel beside another. Its reader may stand outside its circle: only what is shared is told (product §10). */
export interface AlikeCard {
  readonly number: string
  readonly title: string
  /** For those who may open it. */
  readonly href: string | null
  readonly badge: BadgeModel
  /** Level and organisations, then what was decided and answered. */
  readonly lines: readonly string[]
  readonly fictitious: boolean
}

/** `visible`: the reader stands in its circle. */
export const alikeCard = (ctx: Ctx, shown: Shown, visible: boolean): AlikeCard => ({
  number: shown.number,
  title: shown.title,
  href: visible ? `/systemfel/${shown.number}` : null,
  badge: stateBadge(ctx, shown.state),
  lines: [
    [ctx.t(keyOf(`level.${shown.level}`)), shown.organisations.join(', ') || ctx.t('observations.noOrganisation')].join(
      ' · ',
    ),
    ...outcomeOf(ctx, shown),
  ],
  fictitious: shown.fictitious,
})

function outcomeOf(ctx: Ctx, { progress: { decision, answer } }: Shown): string[] {
  const { day } = dates[ctx.actor.locale]
  const decided =
    decision === null
      ? ctx.t('observations.notDecided')
      : ctx.t('observations.decidedOn', { day: day(decision.day), decision: ctx.t(keyOf(`decision.${decision.type}`)) })
  if (answer === null) return [decided]
  const answered = ctx.t('observations.answeredOn', {
    day: day(answer.day),
    answer: ctx.t(keyOf(`answerKind.${answer.kind}`)),
  })
  return [decided, answered]
}
