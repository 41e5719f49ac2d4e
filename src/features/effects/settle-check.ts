import { changeState } from '#src/features/deficiencies/change-state.ts'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Act } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { type EffectCheck, effectChecks } from '#src/features/meetings/decision.entity.ts'
import { nextOpenAgendaOf } from '#src/features/meetings/meeting.queries.ts'
import { placeOnAgenda } from '#src/features/meetings/place-on-agenda.ts'
import type { Ctx } from '#src/work/context.ts'
import { tellEffect } from './effect.mails.ts'
import { groupOfCheck, placeOf, wordsOf } from './effect.queries.ts'
import { ANSWER_OF, onceMore, outcomeOf, type Step, stepAfter } from './effect.rules.ts'

/** Takes the words of a check together, and does what comes of them. The caller holds the check. */
export async function settleCheck(ctx: Ctx, check: EffectCheck): Promise<void> {
  const words = await wordsOf(ctx, check.id)
  const outcome = outcomeOf(
    words.flatMap(({ answer, byOmbud }) => (answer === null ? [] : [{ answer, byOmbud: byOmbud === true }])),
  )
  const step = stepAfter(outcome, await placeOf(ctx, check))
  const answer = ANSWER_OF[outcome]
  const state = answer === null ? 'silent' : 'answered'
  await ctx.rows(effectChecks).change(check.id, { state, answer, settledAt: ctx.now })
  const deficiency = await ctx.rows(deficiencies).hold({ id: check.deficiencyId })
  ctx.record('effect.settled', subjectOf(deficiency), {
    checkId: check.id,
    months: check.months,
    effectOutcome: outcome,
    step,
  })
  await FOLLOWS[step](ctx, check, deficiency)
}

type Follow = (ctx: Ctx, check: EffectCheck, deficiency: Deficiency) => Promise<unknown>
const FOLLOWS: Readonly<Record<Step, Follow>> = {
  confirm: async (ctx, check, deficiency) => {
    await take(ctx, check, deficiency, 'confirm')
    await tellEffect(ctx, deficiency, 'confirmed')
  },
  refute: async (ctx, check, deficiency) => {
    const refuted = await take(ctx, check, deficiency, 'refute')
    await onNextAgenda(ctx, check, refuted, { months: check.months })
    await tellEffect(ctx, deficiency, 'refuted')
  },
  decide: async (ctx, check, deficiency) => {
    const heard = await hear(ctx, check, deficiency)
    await onNextAgenda(ctx, check, heard, { months: check.months, variant: 'decide' })
  },
  follow: (ctx, check, deficiency) => hear(ctx, check, deficiency),
  again: async (ctx, check, deficiency) => {
    await hear(ctx, check, deficiency)
    await ctx.rows(effectChecks).insert({
      ...{ id: ctx.newId(), deficiencyId: check.deficiencyId, decisionId: check.decisionId },
      ...onceMore(check.months, ctx.today),
      ...{ state: 'planned', answer: null, createdAt: ctx.now, askedAt: null, settledAt: null },
    })
  },
  unknown: async (ctx, check, deficiency) => {
    if (deficiency.state === 'effect_unknown') return
    await take(ctx, check, deficiency, 'effectUnknown')
    await tellEffect(ctx, deficiency, 'unknown')
  },
}

const LOGGED = {
  confirm: 'effect.confirmed',
  refute: 'effect.refuted',
  effectUnknown: 'effect.unknown',
  followEffect: 'effect.heard',
} as const satisfies Partial<Record<Act, string>>

async function take(
  ctx: Ctx,
  { id: checkId, months }: EffectCheck,
  deficiency: Deficiency,
  act: keyof typeof LOGGED,
): Promise<Deficiency> {
  const changed = await changeState(ctx, deficiency, act)
  const about = { checkId, months, from: deficiency.state, to: changed.state }
  ctx.record(LOGGED[act], subjectOf(deficiency), about)
  return changed
}

/** Somebody said something after all. */
const hear = async (ctx: Ctx, check: EffectCheck, deficiency: Deficiency): Promise<Deficiency> =>
  deficiency.state === 'effect_unknown' ? take(ctx, check, deficiency, 'followEffect') : deficiency

/** Where no open agenda is, the rules put it on the one that is made next. */
async function onNextAgenda(
  ctx: Ctx,
  check: EffectCheck,
  deficiency: Deficiency,
  facts: Readonly<Record<string, string | number>>,
): Promise<void> {
  const next = await nextOpenAgendaOf(ctx, await groupOfCheck(ctx, check))
  if (next !== null) await placeOnAgenda(ctx, deficiency, next, 'effect_no', facts, 'effect')
}

const subjectOf = ({ id }: Deficiency) => ({ type: 'deficiency', id })
