import { keyOf } from '#src/i18n/translate.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Site } from './site.queries.ts'
import { placesElsewhere } from './site.rules.ts'

/** "Haninge 2022"; "en annan kommun 2022" where the place is not told. */
export function placeText(ctx: Ctx, own: Site, { places, year }: Site): string {
  const told = places === null ? [] : placesElsewhere(own, places).map(({ name }) => name)
  const names = told.length === 0 ? ctx.t('links.elsewhere') : told.join(', ')
  return `${names} ${year}`
}

/** "avslutat utan åtgärd: beslut Avsluta utan åtgärd, svar Vi har ändrat". */
export function fateText(ctx: Ctx, { state, progress: { decision, answer, effect } }: Site): string {
  const steps = [
    decision &&
      decision.type !== 'close' &&
      ctx.t('links.lastDecision', { decision: ctx.t(keyOf(`decision.${decision.type}`)) }),
    answer && ctx.t('links.lastAnswer', { answer: ctx.t(keyOf(`answerKind.${answer.kind}`)) }),
    effect?.answer && ctx.t('links.lastEffect', { effect: ctx.t(keyOf(`effect.${effect.answer}`)) }),
  ].filter(step => typeof step === 'string')
  const standing = ctx.t(keyOf(`state.${state}`)).toLowerCase()
  return steps.length === 0 ? standing : `${standing}: ${steps.join(', ')}`
}
