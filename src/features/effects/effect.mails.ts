import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import type { EffectCheck } from '#src/features/meetings/decision.entity.ts'
import { levelName, tellReporters } from '#src/features/observations/observation.mails.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { addDays, startOf } from '#src/kernel/days.ts'
import { enqueueMail, makeLink } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { type EffectWord, effectWords } from './effect.entity.ts'
import { LINK_DAYS } from './effect.rules.ts'

/** Mails the question with its link; one that goes to an address she no longer has is dead from here on. */
export async function mailQuestion(
  ctx: Ctx,
  check: EffectCheck,
  word: EffectWord,
  template: 'effects.question' | 'effects.reminder',
): Promise<EffectWord> {
  const person = await ctx.rows(people).get({ id: word.personId })
  const linked = await withLink(ctx, word, person.email)
  const { number, level } = await ctx.rows(deficiencies).get({ id: check.deficiencyId })
  const office = await ctx.rows(offices).get({ id: word.officeId })
  await enqueueMail(ctx, {
    template,
    to: { address: person.email, name: person.name },
    facts: { reference: number, level: levelName(level), office: office.name, count: check.months },
    ...(linked.linkId === null ? {} : { linkId: linked.linkId }),
    about: { type: 'effect_word', id: word.id },
  })
  return linked
}

async function withLink(ctx: Ctx, word: EffectWord, email: string): Promise<EffectWord> {
  const old = word.linkId === null ? null : await ctx.rows(accessLinks).one({ id: word.linkId })
  if (old !== null && old.revokedAt === null && old.contact === email && old.expiresAt > ctx.now) return word
  if (old !== null) await ctx.rows(accessLinks).change(old.id, { revokedAt: ctx.now })
  const expiresAt = startOf(addDays(ctx.today, LINK_DAYS + 1))
  const { id } = await makeLink(ctx, { purpose: 'effect', subjectId: word.id, contact: email, expiresAt })
  return ctx.rows(effectWords).update(word, { linkId: id })
}

export async function killLink(ctx: Ctx, { linkId }: EffectWord): Promise<void> {
  if (linkId !== null) await ctx.rows(accessLinks).change(linkId, { revokedAt: ctx.now })
}

export type Told = 'confirmed' | 'refuted' | 'unknown' | 'eased' | 'keptOpen'
/** Tells all who reported what came of their words. */
export const tellEffect = (ctx: Ctx, deficiency: Deficiency, told: Told): Promise<number> =>
  tellReporters(ctx, deficiency, `effects.${told}`, {})
