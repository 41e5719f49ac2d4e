import { z } from 'zod'
import { EFFECT_ANSWERS, effectChecks } from '#src/features/meetings/decision.entity.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type EffectWord, effectWords } from './effect.entity.ts'
import { isOmbud, isOpenWord, takesWords, wordsOf } from './effect.queries.ts'
import { settleCheck } from './settle-check.ts'

export const EffectForm = z.object({
  answer: field.choice(EFFECT_ANSWERS, 'effects.choose'),
  line: field.optionalText(500),
})

/**
 * Takes in what one who was asked says: once, also when two tabs send at the same time; then nothing is done, and the page
 * shows her receipt. A no goes to the group at once; otherwise all who are asked are waited for. The caller has made sure
 * that it is hers, by her account or her link.
 */
export async function sayEffect(
  ctx: Ctx,
  { id, checkId }: EffectWord,
  { answer, line }: z.output<typeof EffectForm>,
): Promise<void> {
  const check = await ctx.rows(effectChecks).hold({ id: checkId })
  const word = await ctx.rows(effectWords).hold({ id })
  if (!isOpenWord(word) || !(await takesWords(ctx, check))) return
  const byOmbud = await isOmbud(ctx, word)
  await ctx.rows(effectWords).update(word, { answer, line, byOmbud, answeredAt: ctx.now })
  if (word.linkId !== null) await ctx.rows(accessLinks).change(word.linkId, { usedAt: ctx.now })
  ctx.record(
    'effect.said',
    { type: 'deficiency', id: check.deficiencyId },
    { checkId, wordId: id, months: check.months, officeId: word.officeId, effect: answer, byOmbud },
  )
  const isLast = !(await wordsOf(ctx, checkId)).some(isOpenWord)
  if (answer === 'no' || isLast || check.state === 'silent') await settleCheck(ctx, check)
}
