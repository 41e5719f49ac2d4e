import { type Key, keyOf } from '#src/i18n/translate.ts'
import { daysBetween } from '#src/kernel/days.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Fact, TimelineEvent, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Action, dueChanges, STRENGTHS } from './action.entity.ts'
import type { ActionAct, ActionState } from './action.lifecycle.ts'
import { actionLifecycle } from './action.lifecycle.ts'
import { actionPolicy } from './action.policy.ts'
import { ownerNames } from './action.queries.ts'
import { countDays } from './count-days.ts'
import type { FoundAction } from './find-action.ts'

export const ACTION_TONES: Readonly<Record<ActionState, Tone>> = {
  proposed: 'waiting',
  accepted: 'ongoing',
  done: 'good',
  cancelled: 'closed',
}
/** Where each act's form stands, under the action's own address. */
export const ACT_PATHS: Readonly<Record<ActionAct, string>> = {
  accept: 'antagande',
  changeDue: 'slutdatum',
  complete: 'genomford',
  cancel: 'avbruten',
}

export interface ActionPage {
  readonly title: string
  readonly fictitious: boolean
  readonly description: string
  readonly badge: { readonly text: string; readonly tone: Tone }
  readonly facts: readonly (Fact | null)[]
  readonly proof: { readonly heading: string; readonly text: string } | null
  readonly dueHistory: readonly TimelineEvent[]
  readonly acts: readonly { readonly href: string; readonly label: string; readonly main: boolean }[]
}

/** One action: who, what, when, how it ended, and what its reader may do with it. */
export async function actionPage(ctx: Ctx, found: FoundAction): Promise<ActionPage> {
  const { action, deficiency } = found
  const kind = ctx.t(keyOf(`actionKind.${action.kind}`))
  return {
    title: kind,
    fictitious: deficiency.fictitious,
    description: action.description,
    badge: { text: ctx.t(keyOf(`actionState.${action.state}`)), tone: ACTION_TONES[action.state] },
    facts: await factsOf(ctx, found),
    proof: proofOf(ctx, action),
    dueHistory: await dueHistory(ctx, action),
    acts: actsOf(ctx, found),
  }
}

async function factsOf(ctx: Ctx, { action, deficiency }: FoundAction): Promise<(Fact | null)[]> {
  const { day } = dates[ctx.actor.locale]
  const fact = (key: Key, text: string | null): Fact | null => (text === null ? null : { label: ctx.t(key), text })
  const owners = await ownerNames(ctx, [action])
  const owner = owners.get(action.organisationId ?? action.officeId ?? '') ?? ctx.t('actions.noOwner')
  const badge = dueBadge(ctx, action)
  return [
    {
      label: ctx.t('actions.deficiency'),
      text: `${deficiency.number} ${deficiency.title}`,
      href: `/systemfel/${deficiency.number}`,
    },
    { label: ctx.t('actions.owner'), text: owner, note: action.ownerFunction ?? undefined },
    {
      label: ctx.t('actions.due'),
      text: action.dueDay === null ? ctx.t('actions.noDue') : day(action.dueDay),
      ...(badge === null ? {} : { badge }),
    },
    fact('actions.started', action.startedDay && day(action.startedDay)),
    fact('actions.done', action.doneDay && day(action.doneDay)),
    fact('actions.strength', action.strength && ctx.t(keyOf(`strength.${action.strength}`))),
    fact('actions.expectedEffect', action.expectedEffect),
  ]
}

/** Says how late it is, while it is still to be done. */
export function dueBadge(
  ctx: Ctx,
  { state, dueDay }: Pick<Action, 'state' | 'dueDay'>,
): { text: string; tone: Tone } | null {
  const open = state === 'proposed' || state === 'accepted'
  if (!open || dueDay === null || dueDay >= ctx.today) return null
  return { text: countDays(ctx, 'actions.late', daysBetween(dueDay, ctx.today)), tone: 'late' }
}

const proofOf = (ctx: Ctx, { state, proof }: Action): ActionPage['proof'] =>
  proof === null
    ? null
    : { heading: ctx.t(state === 'cancelled' ? 'actions.whyCancelled' : 'actions.proof'), text: proof }

async function dueHistory(ctx: Ctx, { id }: Action): Promise<TimelineEvent[]> {
  const { day, date } = dates[ctx.actor.locale]
  const changes = await ctx.rows(dueChanges).all({ actionId: id }, { at: 'DESC', id: 'DESC' })
  return changes.map(({ fromDay, toDay, reason, at }) => ({
    when: date(at),
    title: ctx.t('actions.dueChanged', {
      from: fromDay === null ? ctx.t('actions.noDue') : day(fromDay),
      to: day(toDay),
    }),
    text: reason,
  }))
}

const LABELS: Readonly<Record<ActionAct, Key>> = {
  accept: 'actions.accept',
  complete: 'actions.complete',
  changeDue: 'actions.changeDue',
  cancel: 'actions.cancel',
}
function actsOf(ctx: Ctx, found: FoundAction): ActionPage['acts'] {
  if (!actionPolicy.can(ctx.actor, 'change', found)) return []
  const { id, state } = found.action
  return (Object.keys(LABELS) as ActionAct[])
    .filter(act => actionLifecycle.allows(state, act))
    .map((act, at) => ({ href: `/atgarder/${id}/${ACT_PATHS[act]}`, label: ctx.t(LABELS[act]), main: at === 0 }))
}

export interface ActionFormPage {
  readonly title: string
  readonly fictitious: boolean
  readonly act: ActionAct
  readonly action: { readonly href: string; readonly description: string; readonly dueDay: string | null }
  readonly version: string
  readonly today: string
  readonly strengths: readonly Option[]
  readonly form: FormState
}

/** The form of one act. Throws `Forbidden` for others than those who keep the action, and `Conflict` when it is too late. */
export function actionFormPage(ctx: Ctx, found: FoundAction, act: ActionAct, form?: FormState): ActionFormPage {
  actionPolicy.authorize(ctx.actor, 'change', found)
  const { action, deficiency } = found
  actionLifecycle.next(action.state, act)
  return {
    title: ctx.t(LABELS[act]),
    fictitious: deficiency.fictitious,
    act,
    action: { href: `/atgarder/${action.id}`, description: action.description, dueDay: action.dueDay },
    version: typed(form?.values['version']) ?? String(action.version),
    today: ctx.today,
    strengths: STRENGTHS.map(value => ({
      value,
      label: ctx.t(keyOf(`strength.${value}`)),
      hint: ctx.t(keyOf(`actions.strengthHint.${value}`)),
    })),
    form: form ?? emptyForm(startOf(ctx, action, act)),
  }
}

const typed = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function startOf(ctx: Ctx, action: Action, act: ActionAct): Record<string, string> {
  if (act === 'accept') return { ownerFunction: action.ownerFunction ?? '' }
  if (act === 'complete') return { doneDay: ctx.today, strength: action.strength ?? '' }
  return {}
}
