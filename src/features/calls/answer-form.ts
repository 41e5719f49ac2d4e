import type { SeatHolder } from '#src/features/groups/group.entity.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { CALL_ANSWERS, type CallInvitation } from './call.entity.ts'

/** The form in which somebody answers a call, by link or signed in. */
export interface CallAnswerForm {
  readonly action: string
  readonly invitationId: string
  /** What she has answered; null before. */
  readonly answered: string | null
  readonly options: readonly Option[]
  /** A substitute sends nobody else. */
  readonly asksName: boolean
  readonly form: FormState
}

export function callAnswerForm(
  ctx: Ctx,
  invitation: CallInvitation,
  { substitute }: Pick<SeatHolder, 'substitute'>,
  { action, form }: { readonly action: string; readonly form?: FormState | undefined },
): CallAnswerForm {
  const { answer, substituteName } = invitation
  return {
    action,
    invitationId: invitation.id,
    answered: answerText(ctx, invitation),
    options: CALL_ANSWERS.filter(one => !substitute || one !== 'substitute').map(value => ({
      value,
      label: ctx.t(keyOf(`callAnswer.${value}`)),
    })),
    asksName: !substitute,
    form: form ?? emptyForm({ answer: answer ?? '', substituteName: substituteName ?? '' }),
  }
}

/** "Ersättare kommer: Siv Ek"; null before it is answered. */
function answerText(
  ctx: Ctx,
  { answer, substituteName }: Pick<CallInvitation, 'answer' | 'substituteName'>,
): string | null {
  if (answer === null) return null
  const text = ctx.t(keyOf(`callAnswer.${answer}`))
  return substituteName === null ? text : `${text}: ${substituteName}`
}
