import { keyOf } from '#src/i18n/translate.ts'
import type { BadgeModel, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { isHeld } from './held.rules.ts'
import type { Observation, ObservationState } from './observation.entity.ts'

const LENGTH = 90
/** Room kept for the last word, so that it is not cut. */
const WORD = 20

/** The beginning of a report's text, cut between words; of "samma här" without a line, that it is one. */
export function excerpt(ctx: Ctx, { whatHappened }: Pick<Observation, 'whatHappened'>): string {
  const text = whatHappened.replace(/\s+/g, ' ').trim()
  if (text === '') return ctx.t('observations.sameHere')
  if (text.length <= LENGTH) return text
  const cut = text.slice(0, LENGTH)
  const space = cut.lastIndexOf(' ')
  return `${space > LENGTH - WORD ? cut.slice(0, space) : cut}…`
}

const TONES: Readonly<Record<ObservationState, Tone>> = {
  draft: 'neutral',
  sent: 'new',
  linked: 'ongoing',
  returned: 'waiting',
  not_systemic: 'closed',
  withdrawn: 'closed',
}

export const stateBadge = (ctx: Ctx, state: ObservationState): BadgeModel => ({
  text: ctx.t(keyOf(`reportState.${state}`)),
  tone: TONES[state],
})

/** The same, saying until when it is set aside. */
export const reportBadge = (ctx: Ctx, report: Pick<Observation, 'state' | 'heldUntil'>): BadgeModel =>
  isHeld(report, ctx.today)
    ? {
        text: ctx.t('office.restsUntil', { day: dates[ctx.actor.locale].day(report.heldUntil ?? '') }),
        tone: 'neutral',
      }
    : stateBadge(ctx, report.state)
