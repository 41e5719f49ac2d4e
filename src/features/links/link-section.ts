import type { DeficiencyInCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { shownByIds } from '#src/features/observations/candidates.queries.ts'
import { circleOf } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AlikeCard, alikeCard } from './alike-card.ts'
import { linkPolicy, seesPlaces } from './link.policy.ts'
import { circlesOf, likenedTo, mergeOf, mergesInto, otherEnd } from './link.queries.ts'
import { sitesOf } from './site.queries.ts'
import { isElsewhere } from './site.rules.ts'
import { fateText, placeText } from './site-words.ts'

/** What the page of a systemfel says of others that are the same or like it. */
export interface LinkSection {
  /** "Sammanslagna hit". One that its reader may not open is named only. */
  readonly absorbed: readonly { readonly number: string; readonly href: string | null }[]
  /** Where a merge that it is part of is undone, for those who may. */
  readonly undo: string | null
  readonly similar: readonly AlikeCard[]
  /** "Haninge 2022 (SF-2022-0007, avslutat utan åtgärd)": for coordinators and analysts. */
  readonly also: readonly string[]
  /** Where more that is alike is looked for. */
  readonly more: string
}

export async function linkSection(ctx: Ctx, deficiency: DeficiencyInCircle): Promise<LinkSection> {
  const merges = await mergesInto(ctx, deficiency.id)
  const own = await mergeOf(ctx, deficiency)
  const similar = (await likenedTo(ctx, [deficiency.id], 'similar')).map(link => otherEnd(link, deficiency.id))
  const ids = [...merges.map(({ fromId }) => fromId), ...(own === null ? [] : [own.toId]), ...similar]
  const circles = await circlesOf(ctx, ids)
  const shown = new Map((await shownByIds(ctx, ids)).map(each => [each.id, each]))
  const visible = (id: string): boolean => circleOf(ctx.actor).some(own => circles.get(id)?.includes(own))
  const undoable = [...merges.map(({ fromId }) => fromId), ...(own === null ? [] : [own.toId])].some(id =>
    linkPolicy.can(ctx.actor, 'merge', { from: deficiency, to: { officeId: '', circle: circles.get(id) ?? [] } }),
  )
  const path = `/systemfel/${deficiency.number}`
  return {
    absorbed: merges.flatMap(({ fromId }) => {
      const number = shown.get(fromId)?.number
      return number === undefined ? [] : [{ number, href: visible(fromId) ? `/systemfel/${number}` : null }]
    }),
    undo: undoable ? `${path}/dela` : null,
    similar: similar.flatMap(id => {
      const other = shown.get(id)
      return other === undefined ? [] : [alikeCard(ctx, other, visible(id))]
    }),
    also: seesPlaces(ctx.actor, deficiency) ? await foundAlso(ctx, deficiency, similar) : [],
    more: `${path}/liknande`,
  }
}

async function foundAlso(ctx: Ctx, { id }: DeficiencyInCircle, others: readonly string[]): Promise<string[]> {
  if (others.length === 0) return []
  const sites = await sitesOf(ctx, [id, ...others])
  const own = sites.get(id)
  if (own === undefined) return []
  return others
    .flatMap(other => sites.get(other) ?? [])
    .filter(site => isElsewhere(own, site))
    .map(site => `${placeText(ctx, own, site)} (${site.number}, ${fateText(ctx, site)})`)
}
