import type { DeficiencyInCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { shownByIds } from '#src/features/observations/candidates.queries.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { alikeTo } from './alike.queries.ts'
import { type AlikeCard, alikeCard } from './alike-card.ts'
import { linkPolicy } from './link.policy.ts'
import { circlesOf, livingByNumber } from './link.queries.ts'
import { type Obstacle, obstacleTo } from './merge.rules.ts'
import { type MergePreview, mergePreview } from './merge-preview.ts'

export interface MergePage {
  readonly title: string
  readonly fictitious: boolean
  readonly number: string
  readonly name: string
  /** Chooses the other one; what is wrong with it stands in it. */
  readonly form: FormState
  /** What will happen, once both are known and nothing stands in the way. */
  readonly preview: MergePreview | null
  /** Likely ones, while none is chosen. */
  readonly likely: readonly AlikeCard[]
  /** Nothing can be chosen: this one cannot be merged into any. */
  readonly stopped: string | null
}

/** Which one is it the same as, and what happens when they are merged. `wanted`: the number of the other. */
export async function mergePage(ctx: Ctx, from: DeficiencyInCircle, wanted: string | undefined): Promise<MergePage> {
  const stopped = STOPS.find(obstacle => obstacle === obstacleTo(from, { ...from, id: '' }, ctx.today))
  const frame = {
    title: ctx.t('links.mergeTitle'),
    fictitious: from.fictitious,
    number: from.number,
    name: from.title,
    stopped: stopped === undefined ? null : ctx.t(`links.cannot.${stopped}`),
  }
  const form = emptyForm({ med: wanted ?? '' })
  if (stopped !== undefined) return { ...frame, form, preview: null, likely: [] }
  if (wanted === undefined) return { ...frame, form, preview: null, likely: await likelyFor(ctx, from) }
  const target = await mergeTarget(ctx, from, wanted)
  return target.ok
    ? { ...frame, form, preview: await mergePreview(ctx, from, target.to), likely: [] }
    : { ...frame, form: { ...form, errors: { med: [target.message] } }, preview: null, likely: [] }
}
/** These are about the one that is to be merged, whatever the other. */
const STOPS = ['merged', 'ended'] as const satisfies readonly Obstacle[]

type Target = { readonly ok: true; readonly to: DeficiencyInCircle } | { readonly ok: false; readonly message: string }
/** The one with the number, or the one that it lives on in; or why it cannot be. A key of the catalogue. */
export async function mergeTarget(ctx: Ctx, from: DeficiencyInCircle, number: string): Promise<Target> {
  const to = await livingByNumber(ctx, number.trim().toUpperCase())
  if (to === null) return { ok: false, message: 'observations.unknownNumber' }
  const obstacle = obstacleTo(from, to, ctx.today)
  if (obstacle !== null) return { ok: false, message: `links.cannot.${obstacle}` }
  return linkPolicy.can(ctx.actor, 'merge', { from, to })
    ? { ok: true, to }
    : { ok: false, message: 'links.cannot.outside' }
}

/** Those that it could be merged into. */
async function likelyFor(ctx: Ctx, from: DeficiencyInCircle): Promise<AlikeCard[]> {
  const ranked = (await alikeTo(ctx, [from.id])).get(from.id) ?? []
  const circles = await circlesOf(
    ctx,
    ranked.map(({ id }) => id),
  )
  const shown = await shownByIds(
    ctx,
    ranked.map(({ id }) => id),
  )
  return shown
    .filter(each => {
      const to = { circle: circles.get(each.id) ?? [], officeId: '' }
      return linkPolicy.can(ctx.actor, 'merge', { from, to }) && obstacleTo(from, each, ctx.today) === null
    })
    .map(each => alikeCard(ctx, each, true))
}
