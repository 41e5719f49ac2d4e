import { ACTION_KINDS, STRENGTHS } from '#src/features/actions/action.entity.ts'
import { type JointBoxes, jointBoxes } from '#src/features/answers/joint-form.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Choice, choicesFor } from './decide-item.ts'
import { contactsToAsk, groupsToLiftTo, officesToInvestigate, organisationsToCommit } from './decision-choices.ts'
import { KINDS, postponeText } from './decision-kinds.ts'
import { type DeficiencyMatter, hasDeficiency, type Matter } from './matter.ts'

/** The short form of one decision, prefilled. */
export interface DecisionForm {
  readonly type: Choice
  readonly label: string
  readonly action: string
  /** What the button says, where it is not “Spara och nästa”. */
  readonly save?: string
  readonly itemId: string
  /** It is asked about between meetings: the last day to answer on is chosen too. */
  readonly asksLastDay?: true
  readonly form: FormState
  /** Whom to ask, who takes it on, which office, which group: as the decision asks. */
  readonly takers: readonly Option[]
  /** Who may be asked beside the first, of a gap. */
  readonly boxes: JointBoxes
  readonly kinds: readonly Option[]
  readonly strengths: readonly Option[]
}

export const choiceLabel = (ctx: Ctx, choice: Choice): string =>
  ctx.t(keyOf(choice === 'note' ? 'meetings.noteChoice' : `decision.${choice}`))

/** Null when the decision cannot be made on this item. `form` is what was sent, when something was wrong with it. */
export async function decisionForm(
  ctx: Ctx,
  matter: Matter,
  nr: number,
  choice: Choice,
  form?: FormState,
): Promise<DecisionForm | null> {
  if (!choicesFor(matter).includes(choice)) return null
  return formOf(ctx, matter, choice, `/moten/${matter.meeting.id}/punkter/${nr}/beslut`, form)
}

/** The form of a decision that may be made, sent to `action`. */
export async function formOf(
  ctx: Ctx,
  matter: Matter,
  choice: Choice,
  action: string,
  form?: FormState,
): Promise<DecisionForm> {
  return {
    type: choice,
    label: choiceLabel(ctx, choice),
    action,
    itemId: matter.item.id,
    form: form ?? emptyForm(await prefilled(ctx, matter, choice)),
    takers: hasDeficiency(matter) ? await takersOf(ctx, matter, choice) : [],
    boxes: choice === 'ask' && matter.deficiency !== null ? await jointBoxes(ctx, matter.deficiency) : NO_BOXES,
    kinds: ACTION_KINDS.map(value => ({ value, label: ctx.t(keyOf(`actionKind.${value}`)) })),
    strengths: STRENGTHS.map(value => ({ value, label: ctx.t(keyOf(`strength.${value}`)) })),
  }
}

async function prefilled(ctx: Ctx, matter: Matter, choice: Choice): Promise<FormState['values']> {
  if (choice === 'note') return { text: '' }
  if (hasDeficiency(matter)) return KINDS[choice].prefill(ctx, matter)
  const text = await postponeText(ctx, matter.meeting)
  return { text, proposed: text, reason: '' }
}

const NO_BOXES: JointBoxes = { also: [], answering: [] }

const TAKERS: Partial<Record<Choice, (ctx: Ctx, matter: DeficiencyMatter) => Promise<Option[]>>> = {
  ask: contactsToAsk,
  commit: organisationsToCommit,
  investigate: officesToInvestigate,
  lift: groupsToLiftTo,
}
const takersOf = async (ctx: Ctx, matter: DeficiencyMatter, choice: Choice): Promise<Option[]> =>
  (await TAKERS[choice]?.(ctx, matter)) ?? []
