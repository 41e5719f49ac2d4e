import { type Key, keyOf } from '#src/i18n/translate.ts'
import { dayOf, daysBetween } from '#src/kernel/days.ts'
import type { Fact, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Action } from './action.entity.ts'
import { type ActionState, isOpen } from './action.lifecycle.ts'
import { ownerNames } from './action.queries.ts'
import { countDays } from './count-days.ts'

export const ACTION_TONES: Readonly<Record<ActionState, Tone>> = {
  proposed: 'waiting',
  accepted: 'ongoing',
  done: 'good',
  cancelled: 'closed',
  declined: 'late',
}

/** Says how late it is, while it is still to be done. */
export function dueBadge(
  ctx: Ctx,
  { state, dueDay }: Pick<Action, 'state' | 'dueDay'>,
): { text: string; tone: Tone } | null {
  if (!isOpen(state) || dueDay === null || dueDay >= ctx.today) return null
  return { text: countDays(ctx, 'actions.late', daysBetween(dueDay, ctx.today)), tone: 'late' }
}

/** Whose it is, by when, how far it has come, and what is expected of it. */
export async function actionFacts(ctx: Ctx, action: Action): Promise<(Fact | null)[]> {
  const { day } = dates[ctx.actor.locale]
  const dayFact = (key: Key, value: string | null) => fact(ctx, key, value === null ? null : day(value))
  const owners = await ownerNames(ctx, [action])
  const owner = owners.get(action.organisationId ?? action.officeId ?? '') ?? ctx.t('actions.noOwner')
  const badge = dueBadge(ctx, action)
  return [
    { label: ctx.t('actions.owner'), text: owner, note: action.ownerFunction ?? undefined },
    {
      label: ctx.t('actions.due'),
      text: action.dueDay === null ? ctx.t('actions.noDue') : day(action.dueDay),
      ...(badge === null ? {} : { badge }),
    },
    acceptedFact(ctx, action),
    dayFact('actions.started', action.startedDay),
    isOpen(action.state) ? dayFact('actions.nextContact', action.nextContactDay) : null,
    dayFact('actions.done', action.doneDay),
    fact(ctx, 'actions.strength', action.strength && ctx.t(keyOf(`strength.${action.strength}`))),
    fact(ctx, 'actions.expectedEffect', action.expectedEffect),
  ]
}

const fact = (ctx: Ctx, key: Key, text: string | null): Fact | null =>
  text === null ? null : { label: ctx.t(key), text }

function acceptedFact(ctx: Ctx, { acceptedAt, acceptedHow }: Action): Fact | null {
  if (acceptedAt === null || acceptedHow === null) return null
  const text = dates[ctx.actor.locale].day(dayOf(acceptedAt))
  return { label: ctx.t('actions.acceptedDay'), text, note: ctx.t(keyOf(`actions.how.${acceptedHow}`)) }
}

/** What it ended with, in words. */
export interface Ending {
  readonly heading: string
  readonly text: string
}
export function endingOf(ctx: Ctx, { state, proof }: Action): Ending | null {
  if (proof === null) return null
  const key = state === 'cancelled' ? 'actions.whyCancelled' : state === 'declined' ? 'actions.whyDeclined' : null
  return { heading: ctx.t(key ?? 'actions.proof'), text: proof }
}
