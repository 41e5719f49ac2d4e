import { In } from 'typeorm'
import type { Document } from '#src/documents/document.ts'
import { groups } from '#src/features/groups/group.entity.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { byName } from '#src/features/organisations/swedish-order.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { groupsOf, officesOf } from '#src/kernel/actor.ts'
import { yearOf } from '#src/kernel/days.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import { readHalfYear } from '#src/kernel/half-years.ts'
import type { EmptyModel } from '#src/web/blocks.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { posterDocument } from './poster.document.ts'
import { posterLines } from './poster.queries.ts'
import { type Line, readPeriod } from './poster.rules.ts'

type Query = Readonly<Record<string, string | undefined>>

export interface PosterPage {
  readonly title: string
  readonly fictitious: boolean
  readonly filter: FormState
  readonly places: readonly Option[]
  readonly periods: readonly Option[]
  readonly document: Document
  readonly empty: EmptyModel | null
  readonly docx: string
  readonly pdf: string
}

/** An office or a group where the actor works, with what something was done about there. */
export interface Poster {
  readonly placeId: string
  readonly place: string
  readonly period: string
  readonly periodText: string
  readonly lines: readonly Line[]
}
interface Place {
  readonly id: string
  readonly name: string
  /** In the address: `v-…` of an office, `g-…` of a group. */
  readonly value: string
}

async function placesOf(ctx: Ctx): Promise<Place[]> {
  const ids = groupsOf(ctx.actor, 'convener')
  const own = await officesByIds(ctx, officesOf(ctx.actor, 'ombud', 'coordinator'))
  const led = ids.length === 0 ? [] : byName(await ctx.rows(groups).all({ id: In(ids) }))
  return [
    ...own.map(({ id, name, slug }) => ({ id, name, value: `v-${slug}` })),
    ...led.map(({ id, name, slug }) => ({ id, name, value: `g-${slug}` })),
  ]
}

/** What the address chooses; the first place and this year when it chooses nothing. Throws `NotFound` of a foreign place. */
export async function posterOf(ctx: Ctx, { plats, period }: Query): Promise<Poster> {
  const places = await placesOf(ctx)
  const chosen = plats === undefined || plats === '' ? places[0] : places.find(({ value }) => value === plats)
  if (chosen === undefined) throw new NotFound('errors.notFound')
  const key = readPeriod(period ?? '') === null ? String(yearOf(ctx.today)) : (period as string)
  const days = readPeriod(key)
  const lines = days === null ? [] : await posterLines(ctx, chosen.id, days)
  return { placeId: chosen.value, place: chosen.name, period: key, periodText: periodText(ctx, key), lines }
}

function periodText(ctx: Ctx, key: string): string {
  const half = readHalfYear(key)
  return half === null ? key : ctx.t(keyOf(`summaries.period.${half.half}`), { year: half.year })
}

export async function posterPage(ctx: Ctx, query: Query): Promise<PosterPage> {
  const poster = await posterOf(ctx, query)
  const { placeId, place, period, lines } = poster
  const address = new URLSearchParams({ plats: placeId, period })
  return {
    title: ctx.t('poster.title'),
    fictitious: lines.some(({ fictitious }) => fictitious),
    filter: emptyForm({ plats: placeId, period }),
    places: (await placesOf(ctx)).map(({ value, name }) => ({ value, label: name })),
    periods: periodKeys(ctx).map(value => ({ value, label: periodText(ctx, value) })),
    document: posterDocument(lines, { place, period: poster.periodText, today: ctx.today }, null),
    empty: lines.length > 0 ? null : { title: ctx.t('poster.none'), text: ctx.t('poster.noneText') },
    docx: `/ni-sa-vi-gjorde.docx?${address}`,
    pdf: `/ni-sa-vi-gjorde.pdf?${address}`,
  }
}

/** The last four years, each with its halves, the latest first. */
const periodKeys = (ctx: Ctx): string[] =>
  [0, 1, 2, 3].flatMap(back => {
    const year = yearOf(ctx.today) - back
    return [String(year), `${year}-2`, `${year}-1`]
  })
