import { In } from 'typeorm'
import { keyOf } from '#src/i18n/translate.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Step } from './filing.rules.ts'
import { OBSERVATION_STATES, observations } from './observation.entity.ts'

/** What somebody could write or choose on a step, well and less well. */
export interface Example {
  readonly good: string
  readonly bad: string
  /** What is wrong with the bad one. */
  readonly why: string
  /** Unfolded for those who have not sent a report yet. */
  readonly open: boolean
}

export async function exampleOf(ctx: Ctx, step: Step): Promise<Example> {
  const text = (part: 'good' | 'bad' | 'why'): string => ctx.t(keyOf(`filing.example.${step}.${part}`))
  return { good: text('good'), bad: text('bad'), why: text('why'), open: !(await hasSent(ctx)) }
}

const SENT = OBSERVATION_STATES.filter(state => state !== 'draft')
const hasSent = async (ctx: Ctx): Promise<boolean> =>
  (await ctx.rows(observations).one({ ombudId: ctx.actor.id, state: In(SENT) })) !== null
