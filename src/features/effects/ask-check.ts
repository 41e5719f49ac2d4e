import { type EffectCheck, effectChecks } from '#src/features/meetings/decision.entity.ts'
import { dayOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { type EffectWord, effectWords } from './effect.entity.ts'
import { killLink, mailQuestion } from './effect.mails.ts'
import { isFollowed, isOpenWord, whoToAsk, wordsOf } from './effect.queries.ts'
import { isSilent, remindersDue } from './effect.rules.ts'
import { settleCheck } from './settle-check.ts'

/** Asks everybody who reported, or who answers for one that has left. A check that has been asked, or is void, is left alone. */
export async function askCheck(ctx: Ctx, checkId: string): Promise<void> {
  const check = await ctx.rows(effectChecks).hold({ id: checkId })
  if (check.state !== 'planned' || !(await isFollowed(ctx, checkId))) return
  await ctx.rows(effectChecks).change(checkId, { state: 'asked', askedAt: ctx.now })
  const asked = await whoToAsk(ctx, check.deficiencyId)
  for (const [personId, officeId] of asked) await askPerson(ctx, check, personId, officeId)
  const { months } = check
  ctx.record('effect.asked', { type: 'deficiency', id: check.deficiencyId }, { checkId, months, asked: asked.size })
}

async function askPerson(ctx: Ctx, check: EffectCheck, personId: string, officeId: string): Promise<void> {
  const word = await ctx.rows(effectWords).insert({
    ...{ id: ctx.newId(), checkId: check.id, personId, officeId, linkId: null },
    ...{ askedAt: ctx.now, reminders: 0, answer: null, line: null, answeredAt: null, byOmbud: null },
    ...{ leftAt: null, version: 1 },
  })
  await mailQuestion(ctx, check, word, 'effects.question')
}

/**
 * What a day brings to a check that is asked: who has left is no longer waited for, and whoever answers after her is asked;
 * who has not answered is reminded; and when all have been silent for 30 days the words that have come are what there is.
 */
export async function followCheck(ctx: Ctx, checkId: string): Promise<void> {
  const check = await ctx.rows(effectChecks).hold({ id: checkId })
  if (check.state !== 'asked' || !(await isFollowed(ctx, checkId))) return
  await replaceLeavers(ctx, check)
  const open = (await wordsOf(ctx, checkId)).filter(isOpenWord)
  const waited = open.filter(word => !isSilent({ askedDay: dayOf(word.askedAt) }, ctx.today))
  for (const word of waited) await remind(ctx, check, word)
  const waits =
    open.length === 0 ? !isSilent({ askedDay: dayOf(check.askedAt ?? ctx.now) }, ctx.today) : waited.length > 0
  if (!waits) await settleCheck(ctx, check)
}

async function replaceLeavers(ctx: Ctx, check: EffectCheck): Promise<void> {
  const asked = await whoToAsk(ctx, check.deficiencyId)
  const words = await wordsOf(ctx, check.id)
  for (const word of words.filter(one => isOpenWord(one) && !asked.has(one.personId))) {
    await ctx.rows(effectWords).update(word, { leftAt: ctx.now })
    await killLink(ctx, word)
    const { id: wordId, officeId } = word
    ctx.record('effect.left', { type: 'deficiency', id: check.deficiencyId }, { checkId: check.id, wordId, officeId })
  }
  for (const [personId, officeId] of asked)
    if (!words.some(word => word.personId === personId)) await askPerson(ctx, check, personId, officeId)
}

/** Once for each reminder, also when two rounds run at the same time: the check is held. */
async function remind(ctx: Ctx, check: EffectCheck, word: EffectWord): Promise<void> {
  const due = remindersDue({ askedDay: dayOf(word.askedAt) }, ctx.today)
  if (due <= word.reminders) return
  const reminded = await ctx.rows(effectWords).update(word, { reminders: due })
  await mailQuestion(ctx, check, reminded, 'effects.reminder')
  const about = { checkId: check.id, wordId: word.id, officeId: word.officeId, nr: due }
  ctx.record('effect.reminded', { type: 'deficiency', id: check.deficiencyId }, about)
}
