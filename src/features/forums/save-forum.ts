import { z } from 'zod'
import { alsoCheck, changedFields } from '#src/features/organisations/register-form.ts'
import { type FieldErrors, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { FORUM_KINDS, type Forum, forums } from './forum.entity.ts'
import { forumPolicy, type OfForum } from './forum.policy.ts'
import { circleOfPlace, placesToBelong } from './forum.queries.ts'

const Facts = z.object({
  kind: field.choice(FORUM_KINDS, 'forums.chooseKind'),
  name: field.name(160, 'organisations.giveName'),
})
/** `place`: the id of a group or of a municipality. Where it belongs is said once. */
const NewForum = Facts.extend({ place: field.id('forums.choosePlace') })
export const ForumChange = Facts.extend({ version: field.version() })

export const readForum = (ctx: Ctx, body: Submitted) =>
  alsoCheck(ctx.form(NewForum, body), body, async ({ place }): Promise<FieldErrors> => {
    const known = (await placesToBelong(ctx)).some(({ id }) => id === place)
    return known ? {} : { place: ['forums.choosePlace'] }
  })

export async function makeForum(ctx: Ctx, { place, ...facts }: z.output<typeof NewForum>): Promise<Forum> {
  const chosen = (await placesToBelong(ctx)).find(({ id }) => id === place)
  const belongs = {
    groupId: chosen?.kind === 'group' ? place : null,
    municipalityId: chosen?.kind === 'municipality' ? place : null,
  }
  forumPolicy.authorize(ctx.actor, 'write', await circleOfPlace(ctx, belongs))
  const forum = await ctx.rows(forums).insert({ id: ctx.newId(), ...facts, ...belongs, version: 1 })
  ctx.record('forum.made', { type: 'forum', id: forum.id }, { ...belongs, forumKind: forum.kind })
  return forum
}

export async function changeForum(
  ctx: Ctx,
  forum: Forum & OfForum,
  { version, ...facts }: z.output<typeof ForumChange>,
): Promise<void> {
  forumPolicy.authorize(ctx.actor, 'write', forum)
  const { id, kind, name, groupId, municipalityId } = forum
  await ctx.rows(forums).update({ id, kind, name, groupId, municipalityId, version }, facts)
  ctx.record('forum.changed', { type: 'forum', id }, { fields: changedFields<Forum>(forum, facts) })
}
