import { In } from 'typeorm'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { PagesModel } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Site } from './site.queries.ts'
import { fateText, placeText } from './site-words.ts'
import { type Twinned, twinsOf } from './twins.queries.ts'

export interface TwinsPage {
  readonly title: string
  readonly fictitious: boolean
  readonly pairs: readonly TwinnedShown[]
  readonly pages: PagesModel
  readonly form: FormState
  /** The id that the page before ended with; empty on the first. */
  readonly fore: string
}
export interface TwinnedShown {
  readonly number: string
  readonly title: string
  readonly twins: readonly TwinShown[]
}
export interface TwinShown {
  readonly own: string
  readonly number: string
  /** Of one in her own area, which she may open. */
  readonly href: string | null
  readonly title: string | null
  readonly place: string
  readonly fate: string
}

/** "Finns även i …": never text from outside the area, only where, when and what became of it. */
export async function twinsPage(ctx: Ctx, before: string | null, form: FormState = emptyForm()): Promise<TwinsPage> {
  const { found, next } = await twinsOf(ctx, before)
  const titles = await titlesOf(ctx, found)
  return {
    title: ctx.t('links.twinsTitle'),
    fictitious: found.some(({ own, twins }) => [own, ...twins].some(({ fictitious }) => fictitious)),
    pairs: found.map(twinned => shownOf(ctx, twinned, titles)),
    form,
    fore: before ?? '',
    pages: {
      previous: before === null ? null : '/systemfel/tvillingar',
      next: next === null ? null : `/systemfel/tvillingar?fore=${next}`,
    },
  }
}

type Titles = ReadonlyMap<string, string>
/** Of what she may open only. */
async function titlesOf(ctx: Ctx, found: readonly Twinned[]): Promise<Titles> {
  const seen = found.flatMap(({ own, twins }) => [own, ...twins]).filter(({ visible }) => visible)
  const ids = seen.map(({ id }) => id)
  const rows = ids.length === 0 ? [] : await ctx.rows(deficiencies).all({ id: In(ids) })
  return new Map(rows.map(({ id, title }) => [id, title]))
}

const shownOf = (ctx: Ctx, { own, twins }: Twinned, titles: Titles): TwinnedShown => ({
  number: own.number,
  title: titles.get(own.id) ?? '',
  twins: twins.map(twin => ({ ...twinOf(ctx, own, twin), title: titles.get(twin.id) ?? null })),
})

const twinOf = (ctx: Ctx, own: Site, twin: Site): Omit<TwinShown, 'title'> => ({
  own: own.number,
  number: twin.number,
  href: twin.visible ? `/systemfel/${twin.number}` : null,
  place: placeText(ctx, own, twin),
  fate: fateText(ctx, twin),
})
