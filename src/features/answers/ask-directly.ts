import { z } from 'zod'
import { changeState } from '#src/features/deficiencies/change-state.ts'
import type { DeficiencyInCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { type Actor, officesOf } from '#src/kernel/actor.ts'
import { Forbidden } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AnswerRequest } from './answer.entity.ts'
import { mayAskDirectly } from './answer-request.policy.ts'
import { askTogether } from './joint-ask.ts'
import { besideOf, JointFields } from './joint-form.ts'

export const MOST_DAYS = 180
export const Question = z.object({
  contactId: field.id(),
  question: field.formal(2000),
  termDays: field.count(MOST_DAYS).refine(days => days >= 7, 'answers.termTooShort'),
  ...JointFields,
})
type Asked = z.output<typeof Question>
type Beside = 'alsoIds' | 'answering'

/** Asks a unit's management between meetings, or several about a gap, in the name of the coordinator's office. */
export async function askDirectly(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  { alsoIds = [], answering = null, ...question }: Omit<Asked, Beside> & Partial<Pick<Asked, Beside>>,
): Promise<AnswerRequest> {
  const officeId = askingOffice(ctx.actor, deficiency)
  if (officeId === null || !mayAskDirectly(ctx.actor, deficiency)) throw new Forbidden('errors.denied')
  const asked = await changeState(ctx, deficiency, 'askDirectly')
  const asking = { ...question, deficiency: asked, groupId: null, officeId }
  const [request] = await askTogether(ctx, asking, besideOf({ contactId: question.contactId, alsoIds, answering }))
  const { state: from } = deficiency
  ctx.record(
    'deficiency.askedDirectly',
    { type: 'deficiency', id: deficiency.id },
    {
      requestId: request.id,
      from,
      to: asked.state,
    },
  )
  return request
}

/** The office in whose name a coordinator asks: the one that made the systemfel, or another of theirs in its circle. */
export function askingOffice(actor: Actor, { officeId, circle }: DeficiencyInCircle): string | null {
  const own = officesOf(actor, 'coordinator').filter(id => circle.includes(id))
  return own.includes(officeId) ? officeId : (own[0] ?? null)
}
