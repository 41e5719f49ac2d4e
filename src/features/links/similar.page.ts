import { isClosedForGood } from '#src/features/deficiencies/coming-back.rules.ts'
import type { DeficiencyInCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { type Shown, shownByIds } from '#src/features/observations/candidates.queries.ts'
import { circleOf, hasRole } from '#src/kernel/actor.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { alikeTo } from './alike.queries.ts'
import { type AlikeCard, alikeCard } from './alike-card.ts'
import type { DeficiencyLink } from './link.entity.ts'
import { linkPolicy } from './link.policy.ts'
import { circlesOf, likenedTo, otherEnd } from './link.queries.ts'
import { obstacleTo } from './merge.rules.ts'

/** One that is like it, and what the reader may do about the two. */
export interface AlikeOffer extends AlikeCard {
  /** Where a merge is looked at before it is done. */
  readonly merge: string | null
  /** "Samma här" on that one. */
  readonly join: string | null
  /** She may say that the two are alike. */
  readonly liken: boolean
  /** It has been said, and she may take it back. */
  readonly link: { readonly id: string; readonly version: string } | null
}
export interface AlikeOfferOn {
  readonly offer: AlikeOffer
  /** Of the systemfel whose page it stands on. */
  readonly number: string
}
/** The top of every page about one systemfel and others. */
export interface LinkFrame {
  readonly title: string
  readonly number: string
  readonly name: string
  readonly form: FormState
}
export interface SimilarPage extends LinkFrame {
  readonly fictitious: boolean
  /** Said to be alike. */
  readonly marked: readonly AlikeOffer[]
  /** Likely to be, by their words. */
  readonly likely: readonly AlikeOffer[]
  /** She may say so of any, by its number. */
  readonly mayLiken: boolean
}

/** "Samma eller liknande": what is said to be alike, and up to five likely ones, whoever has met them. */
export async function similarPage(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  form: FormState = emptyForm(),
): Promise<SimilarPage> {
  const links = await likenedTo(ctx, [deficiency.id], 'similar')
  const linked = new Map(links.map(link => [otherEnd(link, deficiency.id), link]))
  const ranked = (await alikeTo(ctx, [deficiency.id])).get(deficiency.id) ?? []
  const likely = ranked.map(({ id }) => id).filter(id => !linked.has(id))
  const offers = await offersFor(ctx, deficiency, [...linked.keys(), ...likely], linked)
  return {
    title: ctx.t('links.similarTitle'),
    fictitious: deficiency.fictitious || offers.some(({ fictitious }) => fictitious),
    number: deficiency.number,
    name: deficiency.title,
    form,
    marked: offers.filter(({ marked }) => marked),
    likely: offers.filter(({ marked }) => !marked),
    mayLiken: linkPolicy.can(ctx.actor, 'liken', { from: deficiency, to: deficiency }),
  }
}

type Offer = AlikeOffer & { readonly marked: boolean }
async function offersFor(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  ids: readonly string[],
  links: ReadonlyMap<string, DeficiencyLink>,
): Promise<Offer[]> {
  const circles = await circlesOf(ctx, ids)
  return (await shownByIds(ctx, ids)).map(shown => {
    const to = { ...shown, officeId: '', circle: circles.get(shown.id) ?? [] }
    return offerOf(ctx, deficiency, to, links.get(shown.id) ?? null)
  })
}

type Other = Shown & { readonly officeId: string; readonly circle: readonly string[] }
function offerOf(ctx: Ctx, from: DeficiencyInCircle, to: Other, link: DeficiencyLink | null): Offer {
  const pair = { from, to }
  const may = (act: 'merge' | 'liken' | 'unliken'): boolean => linkPolicy.can(ctx.actor, act, pair)
  const merges = may('merge') && obstacleTo(from, to, ctx.today) === null
  const visible = circleOf(ctx.actor).some(id => to.circle.includes(id))
  return {
    ...alikeCard(ctx, to, visible),
    merge: merges ? `/systemfel/${from.number}/sla-ihop?med=${to.number}` : null,
    join: mayJoin(ctx, to) ? `/systemfel/${to.number}/samma-har` : null,
    liken: link === null && may('liken'),
    link: link !== null && may('unliken') ? { id: link.id, version: String(link.version) } : null,
    marked: link !== null,
  }
}

const mayJoin = (ctx: Ctx, to: Shown): boolean =>
  hasRole(ctx.actor, 'ombud', 'coordinator') && to.state !== 'merged' && !isClosedForGood(to, ctx.today)
