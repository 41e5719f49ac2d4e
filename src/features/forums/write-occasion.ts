import { z } from 'zod'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencyPolicy } from '#src/features/deficiencies/deficiency.policy.ts'
import type { DeficiencyInCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { livingByNumber } from '#src/features/links/link.queries.ts'
import { alsoCheck } from '#src/features/organisations/register-form.ts'
import { type FieldErrors, field, type Message, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Forum, type ForumOccasion, forumOccasions, forumRaisings } from './forum.entity.ts'
import { forumPolicy, type OfForum } from './forum.policy.ts'
import { numbersIn } from './numbers.rules.ts'
import { visibleDeficiencies } from './raised.queries.ts'

const MOST_RAISED = 30
const Occasion = z.object({
  day: field.day(),
  numbers: field.optionalName(600).refine(text => numbersIn(text).length <= MOST_RAISED, 'forums.tooMany'),
  said: field.formal(4000, 'forums.saySaid'),
})
const OccasionChange = Occasion.extend({ version: field.version() })
type Values = z.output<typeof Occasion>

export const readOccasion = (ctx: Ctx, body: Submitted) =>
  alsoCheck(ctx.form(Occasion, body), body, values => faultsOf(ctx, values))
export const readOccasionChange = (ctx: Ctx, body: Submitted) =>
  alsoCheck(ctx.form(OccasionChange, body), body, values => faultsOf(ctx, values))

async function faultsOf(ctx: Ctx, { day, numbers }: Values): Promise<FieldErrors> {
  const errors: Record<string, Message[]> = day > ctx.today ? { day: ['groups.notYet'] } : {}
  const unknown: string[] = []
  for (const number of numbersIn(numbers)) if ((await visibleByNumber(ctx, number)) === null) unknown.push(number)
  if (unknown.length > 0)
    errors['numbers'] = [{ key: 'forums.unknownNumbers', values: { numbers: unknown.join(', ') } }]
  return errors
}

/** One that the writer may see; of a merged one, the one it lives on in. */
export async function visibleByNumber(ctx: Ctx, number: string): Promise<DeficiencyInCircle | null> {
  const living = await livingByNumber(ctx, number)
  return living !== null && deficiencyPolicy.can(ctx.actor, 'view', living) ? living : null
}

/** Writes down a time that the forum met, and which systemfel were raised: their histories tell it. */
export async function writeOccasion(ctx: Ctx, forum: Forum & OfForum, values: Values): Promise<ForumOccasion> {
  forumPolicy.authorize(ctx.actor, 'write', forum)
  const { day, said } = values
  const occasion = { id: ctx.newId(), forumId: forum.id, day, said, version: 1 }
  await ctx.rows(forumOccasions).insert(occasion)
  const raised = await raise(ctx, occasion, values)
  ctx.record('forum.occasionWritten', { type: 'forum', id: forum.id }, { occasionId: occasion.id, day, raised })
  return occasion
}

/** Those that the writer may not see stay as they were: she did not see them in the box either. */
export async function changeOccasion(
  ctx: Ctx,
  forum: Forum & OfForum,
  occasion: ForumOccasion,
  { version, ...values }: z.output<typeof OccasionChange>,
): Promise<void> {
  forumPolicy.authorize(ctx.actor, 'write', forum)
  const { day, said } = values
  const changed = await ctx.rows(forumOccasions).update({ ...occasion, version }, { day, said })
  const raised = await raise(ctx, changed, values)
  ctx.record('forum.occasionChanged', { type: 'forum', id: forum.id }, { occasionId: occasion.id, day, raised })
}

/** Gives how many were raised that had not been noted before. */
async function raise(ctx: Ctx, { id: occasionId, forumId, day }: ForumOccasion, { numbers }: Values): Promise<number> {
  const known = await ctx.rows(forumRaisings).all({ occasionId })
  const seen = await visibleDeficiencies(
    ctx,
    known.map(({ deficiencyId }) => deficiencyId),
  )
  const wanted = await idsOf(ctx, numbersIn(numbers), [...seen.values()])
  for (const { id, deficiencyId } of known)
    if (seen.has(deficiencyId) && !wanted.has(deficiencyId)) await ctx.rows(forumRaisings).remove({ id })
  const added = [...wanted].filter(id => !known.some(({ deficiencyId }) => deficiencyId === id))
  for (const deficiencyId of added) {
    await ctx.rows(forumRaisings).insert({ id: ctx.newId(), occasionId, deficiencyId })
    ctx.record('deficiency.raisedInForum', { type: 'deficiency', id: deficiencyId }, { forumId, occasionId, day })
  }
  return added.length
}

/** One that was noted here already stays itself, though it has been merged since. */
async function idsOf(ctx: Ctx, numbers: readonly string[], noted: readonly Deficiency[]): Promise<Set<string>> {
  const ids = new Set<string>()
  for (const number of numbers) {
    const one = noted.find(deficiency => deficiency.number === number) ?? (await visibleByNumber(ctx, number))
    if (one !== null) ids.add(one.id)
  }
  return ids
}
