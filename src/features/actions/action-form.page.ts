import { type Key, keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Action, STRENGTHS } from './action.entity.ts'
import { type ActionAct, actionLifecycle } from './action.lifecycle.ts'
import { actionPolicy } from './action.policy.ts'
import { openWish } from './ask-due-day.ts'
import type { FoundAction } from './find-action.ts'

/** Where each act's form stands, under the action's own address. */
export const ACT_PATHS: Readonly<Record<ActionAct, string>> = {
  accept: 'antagande',
  decline: 'nej',
  note: 'lage',
  complete: 'genomford',
  askDue: 'ny-dag',
  changeDue: 'slutdatum',
  cancel: 'avbruten',
}
export const ACT_LABELS: Readonly<Record<ActionAct, Key>> = {
  accept: 'actions.accept',
  decline: 'actions.decline',
  note: 'actions.note',
  complete: 'actions.complete',
  askDue: 'actions.askDue',
  changeDue: 'actions.changeDue',
  cancel: 'actions.cancel',
}
/** Which rule of the policy each act goes by. */
const RULES = {
  accept: 'answer',
  decline: 'answer',
  note: 'answer',
  complete: 'answer',
  askDue: 'askDue',
  changeDue: 'change',
  cancel: 'change',
} as const satisfies Readonly<Record<ActionAct, string>>

export const mayDo = (ctx: Ctx, found: FoundAction, act: ActionAct): boolean =>
  actionLifecycle.allows(found.action.state, act) && actionPolicy.can(ctx.actor, RULES[act], found)

/** The fields of an act, signed in or by a mailed link. */
export interface ActFields {
  readonly act: ActionAct
  readonly dueDay: string | null
  readonly today: string
  readonly strengths: readonly Option[]
  readonly form: FormState
}
export interface ActionFormPage {
  readonly title: string
  readonly fictitious: boolean
  readonly action: { readonly href: string; readonly description: string }
  /** Null where what is written is added, and stands in nobody's way. */
  readonly version: string | null
  readonly fields: ActFields
  /** What the button says. */
  readonly button: string
}

/** The form of one act. Throws `Forbidden` for those who may not, and `Conflict` when it is too late. */
export async function actionFormPage(
  ctx: Ctx,
  found: FoundAction,
  act: ActionAct,
  form?: FormState,
): Promise<ActionFormPage> {
  const { action, deficiency } = found
  actionPolicy.authorize(ctx.actor, RULES[act], found)
  actionLifecycle.next(action.state, act)
  return {
    title: ctx.t(ACT_LABELS[act]),
    fictitious: deficiency.fictitious,
    action: { href: `/atgarder/${action.id}`, description: action.description },
    version: act === 'note' || act === 'askDue' ? null : versionIn(action, form),
    fields: await actFields(ctx, action, act, form),
    button: ctx.t(act === 'changeDue' || act === 'note' ? 'actions.save' : ACT_LABELS[act]),
  }
}

export async function actFields(ctx: Ctx, action: Action, act: ActionAct, form?: FormState): Promise<ActFields> {
  return {
    act,
    dueDay: action.dueDay,
    today: ctx.today,
    strengths: STRENGTHS.map(value => ({
      value,
      label: ctx.t(keyOf(`strength.${value}`)),
      hint: ctx.t(keyOf(`actions.strengthHint.${value}`)),
    })),
    form: form ?? emptyForm(await startOf(ctx, action, act)),
  }
}

/** As its writer saw the action, also when the form is given back. */
export function versionIn(action: Action, form?: FormState): string {
  const typed = form?.values['version']
  return typeof typed === 'string' ? typed : String(action.version)
}

type Start = (ctx: Ctx, action: Action) => Record<string, string | null> | Promise<Record<string, string | null>>
const STARTS: Readonly<Partial<Record<ActionAct, Start>>> = {
  accept: (_, { ownerFunction, expectedEffect }) => ({ ownerFunction, expectedEffect }),
  complete: ({ today }, { strength }) => ({ doneDay: today, strength }),
  note: ({ today }, { nextContactDay, startedDay }) => ({
    nextContactDay: (nextContactDay ?? '') < today ? null : nextContactDay,
    startedDay: startedDay ?? today,
  }),
  changeDue: async (ctx, { id }) => {
    const wish = await openWish(ctx, id)
    return wish === null ? {} : { dueDay: wish.wishedDay, reason: wish.reason }
  },
}
/** The form as it opens. */
async function startOf(ctx: Ctx, action: Action, act: ActionAct): Promise<Record<string, string>> {
  const values = (await STARTS[act]?.(ctx, action)) ?? {}
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? '']))
}
