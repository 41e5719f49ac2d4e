import { In } from 'typeorm'
import { groupOffices, groups } from '#src/features/groups/group.entity.ts'
import { municipalities } from '#src/features/organisations/municipality.entity.ts'
import { officeMunicipalities } from '#src/features/organisations/office.entity.ts'
import { byName } from '#src/features/organisations/swedish-order.ts'
import { groupsOf, officesOf } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Forum, forums } from './forum.entity.ts'
import { forumPolicy, type OfForum } from './forum.policy.ts'

type Belongs = Pick<Forum, 'groupId' | 'municipalityId'>
export type ForumInCircle = Forum & OfForum & { readonly placeName: string; readonly fictitious: boolean }

/** Whose a forum of the group or municipality is. */
export async function circleOfPlace(ctx: Ctx, { groupId, municipalityId }: Belongs): Promise<OfForum> {
  if (groupId !== null) {
    const served = await ctx.rows(groupOffices).all({ groupId })
    return { groupIds: [groupId], officeIds: served.map(({ officeId }) => officeId), municipalityId: null }
  }
  if (municipalityId === null) return { groupIds: [], officeIds: [], municipalityId: null }
  const covering = await ctx.rows(officeMunicipalities).all({ municipalityId })
  const officeIds = covering.map(({ officeId }) => officeId)
  const serving = officeIds.length === 0 ? [] : await ctx.rows(groupOffices).all({ officeId: In(officeIds) })
  return { groupIds: [...new Set(serving.map(({ groupId: id }) => id))], officeIds, municipalityId }
}

/** Throws `NotFound` when there is none or the actor may not see it. */
export async function findForum(ctx: Ctx, id: string): Promise<ForumInCircle> {
  const forum = await inCircle(ctx, await ctx.rows(forums).get({ id }))
  forumPolicy.reveal(ctx.actor, forum)
  return forum
}

/** For what changes it, and for the pages of those who may. Throws `Forbidden` for those who only read it. */
export async function findWritableForum(ctx: Ctx, id: string): Promise<ForumInCircle> {
  const forum = await findForum(ctx, id)
  forumPolicy.authorize(ctx.actor, 'write', forum)
  return forum
}

async function inCircle(ctx: Ctx, forum: Forum): Promise<ForumInCircle> {
  const place = await placeOf(ctx, forum)
  return { ...forum, ...(await circleOfPlace(ctx, forum)), placeName: place.name, fictitious: place.fictitious }
}

const placeOf = ({ rows }: Ctx, { groupId, municipalityId }: Belongs) =>
  groupId === null ? rows(municipalities).get({ id: municipalityId ?? '' }) : rows(groups).get({ id: groupId })

/** The forums that the actor may see, in Swedish order: the list that goes with `forumPolicy.view`. */
export async function visibleForums(ctx: Ctx): Promise<ForumInCircle[]> {
  const { groupIds, municipalityIds } = await placesAround(ctx)
  const near = [{ groupId: In(groupIds) }, { municipalityId: In([...municipalityIds, ...ctx.actor.municipalityIds]) }]
  const found: ForumInCircle[] = []
  for (const forum of byName(await ctx.rows(forums).all(near))) {
    const one = await inCircle(ctx, forum)
    if (forumPolicy.can(ctx.actor, 'view', one)) found.push(one)
  }
  return found
}

/** The groups that a person sits in or whose offices are hers, and the municipalities that those offices cover. */
export async function placesAround(ctx: Ctx): Promise<{ groupIds: string[]; municipalityIds: string[] }> {
  const own = officesOf(ctx.actor, 'ombud', 'coordinator')
  const sits = groupsOf(ctx.actor, 'convener', 'member')
  const links = await ctx.rows(groupOffices).all([{ officeId: In(own) }, { groupId: In(sits) }])
  const officeIds = [...own, ...links.filter(({ groupId }) => sits.includes(groupId)).map(({ officeId }) => officeId)]
  const covered = await ctx.rows(officeMunicipalities).all({ officeId: In([...new Set(officeIds)]) })
  return {
    groupIds: [...new Set([...sits, ...links.filter(link => own.includes(link.officeId)).map(link => link.groupId)])],
    municipalityIds: [...new Set(covered.map(({ municipalityId }) => municipalityId))],
  }
}

export interface PlaceToBelong {
  readonly id: string
  readonly name: string
  readonly kind: 'group' | 'municipality'
}
/** The groups and municipalities of which the actor may keep a forum, in Swedish order. */
export async function placesToBelong(ctx: Ctx): Promise<PlaceToBelong[]> {
  const { groupIds, municipalityIds } = await placesAround(ctx)
  const all: (PlaceToBelong & Belongs)[] = [
    ...byName(await ctx.rows(groups).all({ id: In(groupIds) })).map(({ id, name }) => ({
      ...{ id, name, kind: 'group' as const, groupId: id, municipalityId: null },
    })),
    ...byName(await ctx.rows(municipalities).all({ id: In(municipalityIds) })).map(({ id, name }) => ({
      ...{ id, name, kind: 'municipality' as const, groupId: null, municipalityId: id },
    })),
  ]
  const mine: PlaceToBelong[] = []
  for (const { groupId, municipalityId, ...place } of all)
    if (forumPolicy.can(ctx.actor, 'write', await circleOfPlace(ctx, { groupId, municipalityId }))) mine.push(place)
  return mine
}
