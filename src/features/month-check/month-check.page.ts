import { readWords, type Words } from '#src/features/deficiencies/deficiency-filter.rules.ts'
import { CLIENT_BANDS } from '#src/features/deficiencies/words.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { municipalitiesOf, officesByIds } from '#src/features/organisations/office.queries.ts'
import { inSwedish } from '#src/features/organisations/swedish-order.ts'
import { withLonger } from '#src/features/search/search-terms.queries.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { officesOf } from '#src/kernel/actor.ts'
import { type Month, yearOf } from '#src/kernel/days.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { EmptyModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option, SelectFieldModel } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type MonthCheck, monthChecks } from './month-check.entity.ts'
import { bodiesOf, itemsChecked, itemsToCheck, MOST_SHOWN, type MonthItem } from './month-check.queries.ts'
import { monthsOffered } from './month-check.rules.ts'
import { bandName, placeName } from './month-fields.ts'

type Query = Readonly<Record<string, string | undefined>>

/** What is checked: an office of the ombud's, in a month. */
export interface Chosen {
  readonly office: Office
  readonly month: Month
}

export interface MonthCheckPage {
  readonly title: string
  readonly fictitious: boolean
  readonly lead: string
  readonly form: FormState
  readonly action: string
  readonly month: Month
  /** Other months and offices that can be chosen; with one of each there is nothing to choose. */
  readonly others: readonly { readonly href: string; readonly label: string }[]
  readonly filter: { readonly form: FormState; readonly open: boolean; readonly hidden: readonly [string, string][] }
  readonly bodies: readonly Body[]
  readonly done: readonly Row[]
  /** There are more than the page shows. */
  readonly more: string | null
  /** Asked where there are several. */
  readonly municipalities: readonly Option[] | null
  readonly bands: readonly Option[]
  readonly checked: string | null
  readonly empty: EmptyModel | null
}
/** The systemfel of an organisation, to tick. */
export interface Body {
  readonly name: string
  readonly rows: readonly Row[]
}
/** They stand in the form with what the page's rows share. */
export interface BodyFields extends Pick<MonthCheckPage, 'form' | 'bands' | 'municipalities'> {
  readonly body: Body
  readonly first: boolean
  readonly at: number
}
/** A choice in a row; what is heard says which row. */
export interface RowSelect extends SelectFieldModel {
  readonly of: string
  readonly prompt: string | null
}
export interface Row {
  readonly id: string
  readonly title: string
  readonly note: string
  readonly href: string
  readonly band: string
  readonly place: string
}

/** The office and the month that the address names, of those there are: else the first office, and this month. */
export async function chosenBy(ctx: Ctx, query: Query): Promise<Chosen> {
  const offices = await officesByIds(ctx, officesOf(ctx.actor, 'ombud'))
  const office = offices.find(({ slug }) => slug === query['verksamhet']) ?? offices[0]
  if (office === undefined) throw new NotFound('errors.notFound')
  const months = monthsOffered(ctx.today)
  return {
    office,
    month: months.find(month => month === query['manad']) ?? months[0],
  }
}

/** Beginnings of words find too. */
async function wordsIn(ctx: Ctx, typed: string): Promise<Words | null> {
  const words = readWords(typed, yearOf(ctx.today))
  return words !== null && 'units' in words ? { units: await withLonger(ctx, words.units) } : words
}

export async function monthCheckPage(
  ctx: Ctx,
  { office, month }: Chosen,
  query: Query,
  form: FormState = emptyForm(),
): Promise<MonthCheckPage> {
  const checking = { officeId: office.id, month }
  const typed = query['ord'] ?? ''
  const found = await itemsToCheck(ctx, checking, await wordsIn(ctx, typed))
  const shown = found.slice(0, MOST_SHOWN)
  const done = await itemsChecked(ctx, checking)
  const names = await bodiesOf(
    ctx,
    [...shown, ...done].map(({ id }) => id),
  )
  const places = (await municipalitiesOf(ctx, office.id)).map(({ id, name }) => ({ value: id, label: name }))
  const said = dates[ctx.actor.locale].month(month)
  return {
    title: ctx.t('monthCheck.title', { month: said }),
    fictitious: office.fictitious,
    lead: ctx.t('monthCheck.lead', { office: office.name }),
    form,
    action: addressOf(office, month, typed),
    month,
    others: await othersThan(ctx, { office, month }),
    filter: { ...filterOf(typed), open: found.length > MOST_SHOWN || typed !== '', hidden: addressed(office, month) },
    bodies: byBody(ctx, shown, names),
    done: done.map(item => rowOf(ctx, item, names)),
    more: found.length > MOST_SHOWN ? ctx.t('monthCheck.more', { count: MOST_SHOWN }) : null,
    municipalities: places.length > 1 ? places : null,
    bands: CLIENT_BANDS.map(band => ({ value: band, label: ctx.t(keyOf(`band.${band}`)) })),
    checked: await checkedText(ctx, checking),
    empty: emptyOf(ctx, { shown: shown.length, done: done.length, typed, href: addressOf(office, month) }),
  }
}

const addressed = ({ slug }: Office, month: Month): [string, string][] => [
  ['manad', month],
  ['verksamhet', slug],
]
export function addressOf(office: Office, month: Month, typed = ''): string {
  const words: [string, string][] = typed === '' ? [] : [['ord', typed]]
  return `/manadsavstamning?${new URLSearchParams([...addressed(office, month), ...words])}`
}
const filterOf = (typed: string) => ({ form: emptyForm({ ord: typed }) })

async function othersThan(ctx: Ctx, chosen: Chosen): Promise<MonthCheckPage['others']> {
  const offices = await officesByIds(ctx, officesOf(ctx.actor, 'ombud'))
  const all = offices.flatMap(office => monthsOffered(ctx.today).map(month => ({ office, month })))
  return all
    .filter(({ office, month }) => office.id !== chosen.office.id || month !== chosen.month)
    .map(({ office, month }) => ({
      href: addressOf(office, month),
      label: [dates[ctx.actor.locale].month(month), ...(offices.length > 1 ? [office.name] : [])].join(', '),
    }))
}

/** Under the first of its organisations, in the order of what was met lately. */
function byBody(ctx: Ctx, items: readonly MonthItem[], names: ReadonlyMap<string, readonly string[]>): Body[] {
  const bodies = new Map<string, Row[]>()
  for (const item of items) {
    const [first = ctx.t('observations.noOrganisation')] = [...(names.get(item.id) ?? [])].sort(inSwedish)
    bodies.set(first, [...(bodies.get(first) ?? []), rowOf(ctx, item, names)])
  }
  return [...bodies].map(([name, rows]) => ({ name, rows }))
}

function rowOf(ctx: Ctx, item: MonthItem, names: ReadonlyMap<string, readonly string[]>): Row {
  const [, ...others] = [...(names.get(item.id) ?? [])].sort(inSwedish)
  const { number, title, lastMet } = item
  return {
    id: item.id,
    title,
    note: [
      number,
      ...(item.fictitious ? [ctx.t('observations.fictitious')] : []),
      ...(others.length > 0 ? [ctx.t('monthCheck.also', { others: others.join(', ') })] : []),
      lastMet === null
        ? ctx.t('monthCheck.neverMet')
        : ctx.t('monthCheck.lastMet', { month: dates[ctx.actor.locale].month(lastMet) }),
    ].join(' · '),
    href: `/systemfel/${number}`,
    band: bandName(number),
    place: placeName(number),
  }
}

async function checkedText(ctx: Ctx, { officeId, month }: { officeId: string; month: Month }): Promise<string | null> {
  const checked = await ctx.rows(monthChecks).one({ officeId, personId: ctx.actor.id, month })
  return checked === null ? null : ctx.t('monthCheck.already', { day: dates[ctx.actor.locale].date(checked.at) })
}

function emptyOf(
  ctx: Ctx,
  { shown, done, typed, href }: { shown: number; done: number; typed: string; href: string },
): EmptyModel | null {
  if (shown > 0) return null
  const file = { href: '/rapportera', label: ctx.t('start.file') }
  if (typed !== '')
    return {
      title: ctx.t('monthCheck.noHits'),
      text: ctx.t('monthCheck.noHitsNext'),
      action: { href, label: ctx.t('monthCheck.showAll') },
    }
  return done > 0
    ? { title: ctx.t('monthCheck.allDone'), text: ctx.t('monthCheck.allDoneNext'), action: file }
    : { title: ctx.t('monthCheck.nothing'), text: ctx.t('monthCheck.nothingNext'), action: file }
}

export interface MonthReceiptPage {
  readonly title: string
  readonly fictitious: boolean
  readonly what: string
  readonly back: string
}

export const monthReceiptPage = (ctx: Ctx, { office, month }: Chosen, { ticked }: MonthCheck): MonthReceiptPage => ({
  title: ctx.t('monthCheck.saved', { month: dates[ctx.actor.locale].month(month) }),
  fictitious: office.fictitious,
  what: ctx.t(ticked === 0 ? 'monthCheck.savedNone' : 'monthCheck.savedSome', { count: ticked }),
  back: addressOf(office, month),
})
