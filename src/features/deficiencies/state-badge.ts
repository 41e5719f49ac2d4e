import { keyOf } from '#src/i18n/translate.ts'
import type { BadgeModel, Tone } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import type { State } from './deficiency.entity.ts'

const TONES: Readonly<Record<State, Tone>> = {
  new: 'new',
  on_agenda: 'ongoing',
  postponed: 'waiting',
  awaiting_answer: 'waiting',
  action_under_way: 'ongoing',
  investigating: 'ongoing',
  lifted: 'waiting',
  monitored: 'neutral',
  remedied: 'ongoing',
  effect_unknown: 'waiting',
  returned: 'late',
  resolved: 'good',
  eased: 'good',
  closed: 'closed',
  merged: 'closed',
}

export const stateBadge = (ctx: Ctx, state: State): BadgeModel => ({
  text: ctx.t(keyOf(`state.${state}`)),
  tone: TONES[state],
})
