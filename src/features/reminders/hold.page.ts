import { partiesOf } from '#src/features/answers/answer.mails.ts'
import { requestPolicy } from '#src/features/answers/answer-request.policy.ts'
import type { FoundRequest } from '#src/features/answers/find-request.ts'
import { addDays, type Day } from '#src/kernel/days.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { LONGEST_HOLD } from './hold-reminders.ts'

export interface HoldPage {
  readonly title: string
  readonly fictitious: boolean
  /** The question, where the page leads back to. */
  readonly back: string
  /** What it is about: reference, organisation and function. */
  readonly about: string
  readonly form: FormState
  readonly first: Day
  readonly last: Day
}

export async function holdPage(ctx: Ctx, found: FoundRequest, form = emptyForm()): Promise<HoldPage> {
  requestPolicy.authorize(ctx.actor, 'keep', found)
  const { deficiency, organisation, contact } = await partiesOf(ctx, found.request)
  return {
    title: ctx.t('reminders.holdTitle'),
    fictitious: deficiency.fictitious,
    back: `/obesvarade/${found.request.id}`,
    about: `${deficiency.number} · ${organisation.name}, ${contact.function}`,
    form,
    first: addDays(ctx.today, 1),
    last: addDays(ctx.today, LONGEST_HOLD),
  }
}
