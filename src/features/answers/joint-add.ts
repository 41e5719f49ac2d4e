import { z } from 'zod'
import { indexJointAnswer } from '#src/features/search/findable.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { jointParts } from './joint.entity.ts'
import type { Joint, JointParty } from './joint.queries.ts'

export const AdditionForm = z.object({
  text: field.formal(4000),
  checked: z.literal('ja', 'answers.needTick'),
})

/** A party that another answers for may add something, once, until the question is closed. */
export const mayAdd = ({ answering }: Pick<Joint, 'answering'>, { part, request }: JointParty): boolean =>
  answering === 'one' &&
  !part.leads &&
  part.addition === null &&
  (request.state === 'sent' || request.state === 'answered')

/** What a party adds in its own name, by its mailed link. Throws `Conflict` where it may add nothing (any more). */
export async function addToJoint(
  ctx: Ctx,
  joint: Joint,
  party: JointParty,
  { text }: z.output<typeof AdditionForm>,
): Promise<void> {
  const part = await ctx.rows(jointParts).hold({ id: party.part.id })
  if (!mayAdd(joint, { ...party, part })) throw new Conflict('errors.notFromHere')
  await ctx.rows(jointParts).change(part.id, { addition: text, additionAt: ctx.now })
  await indexJointAnswer(ctx, joint.id)
  const { id: requestId, deficiencyId } = party.request
  const { organisation, contact } = party
  ctx.record(
    'request.added',
    { type: 'deficiency', id: deficiencyId },
    { requestId, contactId: contact.id, organisation },
  )
}
