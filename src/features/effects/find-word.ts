import { NotFound } from '#src/kernel/errors.ts'
import { findLink } from '#src/mail/find-link.ts'
import type { Ctx } from '#src/work/context.ts'
import { type EffectWord, effectWords } from './effect.entity.ts'
import { worksThere } from './effect.queries.ts'

/** The actor's own. Throws `NotFound` for what others are asked, and for what she is asked no more. */
export async function ownWord(ctx: Ctx, id: string): Promise<EffectWord> {
  const word = await ctx.rows(effectWords).one({ id, personId: ctx.actor.id })
  return stillAsked(ctx, word)
}

/** For the holder of a mailed link, who need not sign in. Throws one and the same `NotFound` for every dead link. */
export async function wordByLink(ctx: Ctx, token: string): Promise<EffectWord> {
  const link = await findLink(ctx, token, 'effect')
  return stillAsked(ctx, await ctx.rows(effectWords).one({ id: link.subjectId, linkId: link.id }))
}

async function stillAsked(ctx: Ctx, word: EffectWord | null): Promise<EffectWord> {
  if (word === null || word.leftAt !== null || !(await worksThere(ctx, word))) throw new NotFound('errors.notFound')
  return word
}
