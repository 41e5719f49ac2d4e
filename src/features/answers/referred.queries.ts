import { contactOptions } from '#src/features/organisations/organisation.queries.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Answer, answers } from './answer.entity.ts'

export const latestAnswer = async (ctx: Ctx, deficiencyId: string): Promise<Answer | null> =>
  (await ctx.rows(answers).all({ deficiencyId }, { receivedAt: 'DESC', id: 'DESC' }, 1))[0] ?? null

/**
 * The contacts, as options, of the organisation that the latest answer names as responsible instead; none when that answer
 * is another, names nobody of the register, or names one without a contact.
 */
export async function referredContacts(ctx: Ctx, deficiencyId: string): Promise<Option[]> {
  const answer = await latestAnswer(ctx, deficiencyId)
  const named = answer?.kind === 'not_ours' ? answer.otherOrganisationId : null
  return named === null ? [] : contactOptions(ctx, [named])
}
