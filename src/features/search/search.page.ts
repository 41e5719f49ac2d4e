import { keyOf } from '#src/i18n/translate.ts'
import { yearOf } from '#src/kernel/days.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import { nearestFieldWord } from '#src/kernel/swedish-words/nearest-word.ts'
import type { EmptyModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { soughtTerms } from './excerpt.rules.ts'
import { type HitCard, hitCard } from './hit.page.ts'
import { hitsFor } from './hits.queries.ts'
import { countHits, type Entry, entriesOf, type Found, MOST_COUNTED, search, visible } from './search.queries.ts'
import { SEARCH_KINDS, type SearchKind } from './search-entry.entity.ts'
import { LONGEST_QUERY, readNumber, readQuery, type Typed } from './search-query.rules.ts'
import { unknownWords } from './search-terms.queries.ts'

export interface SearchPage {
  readonly title: string
  readonly fictitious: boolean
  readonly form: FormState
  readonly longest: number
  readonly kinds: readonly Option[]
  readonly total: string | null
  /** Only the newest hits are put in order of how well they fit. */
  readonly orderedNewest: string | null
  readonly hits: readonly HitCard[]
  readonly previous: string | null
  readonly next: string | null
  /** Where the newest hits are, on a page of older ones. */
  readonly newest: string | null
  /** What somebody may have meant, with its address. */
  readonly meant: { readonly href: string; readonly text: string } | null
  readonly empty: EmptyModel | null
}

type Query = Readonly<Record<string, string | undefined>>
const PAGE_SIZE = 20

const KIND_SLUGS: Readonly<Record<string, SearchKind>> = {
  systemfel: 'deficiency',
  rapporter: 'observation',
  beslut: 'decision',
  svar: 'answer',
}

/** What the address asks for. `from`: hits before this entry; `page`: of those put in order together. */
interface Asked {
  readonly text: string
  readonly typed: Typed
  readonly kinds: readonly SearchKind[]
  readonly kind: string
  readonly from: number | null
  readonly page: number
}

function readAsked(query: Query): Asked {
  const text = (query['q'] ?? '').trim().slice(0, LONGEST_QUERY)
  const kind = Object.hasOwn(KIND_SLUGS, query['slag'] ?? '') ? (query['slag'] as string) : ''
  const from = /^[1-9]\d{0,14}$/.exec(query['fran'] ?? '')
  const page = /^[1-9]\d?$/.exec(query['sida'] ?? '')
  return {
    text,
    typed: readQuery(text),
    kind,
    kinds: kind === '' ? SEARCH_KINDS : [KIND_SLUGS[kind] as SearchKind],
    from: from === null ? null : Number(from[0]),
    page: page === null ? 1 : Number(page[0]),
  }
}

const addressOf = ({ text, kind }: Asked, more: Readonly<Record<string, string>> = {}): string =>
  `/sok?${new URLSearchParams({ q: text, ...(kind === '' ? {} : { slag: kind }), ...more })}`

export async function searchPage(ctx: Ctx, query: Query): Promise<SearchPage> {
  const asked = readAsked(query)
  const numbers = asked.from === null ? readNumber(asked.text, yearOf(ctx.today)) : null
  const found = await search(ctx, asked.typed.units, asked.kinds, asked.from)
  const entries = await withNumbered(ctx, numbers, asked.kinds, found)
  const shown = entries.slice((asked.page - 1) * PAGE_SIZE, asked.page * PAGE_SIZE)
  const terms = soughtTerms(found.units)
  const hits = await hitsFor(ctx, await visible(ctx, shown))
  return {
    title: ctx.t('search.title'),
    fictitious: hits.length > 0 && hits.every(({ fictitious }) => fictitious),
    form: emptyForm({ q: asked.text, slag: asked.kind }),
    longest: LONGEST_QUERY,
    kinds: Object.entries(KIND_SLUGS).map(([value, kind]) => ({ value, label: ctx.t(keyOf(`search.kinds.${kind}`)) })),
    total: hits.length === 0 ? null : totalText(ctx, found, entries.length),
    orderedNewest: found.older === null ? null : ctx.t('search.orderedNewest'),
    hits: hits.map(hit => hitCard(ctx, hit, terms)),
    ...pagesBeside(asked, found, entries.length),
    meant: await meantBy(ctx, asked),
    empty: hits.length === 0 ? emptyOf(ctx, asked) : null,
  }
}

/** A number leads to the thing itself, first of all. */
async function withNumbered(
  ctx: Ctx,
  numbers: readonly string[] | null,
  kinds: readonly SearchKind[],
  found: Found,
): Promise<readonly Entry[]> {
  if (numbers === null) return found.entries
  const named = await entriesOf(
    ctx,
    p =>
      `"e"."subject_id" IN (SELECT "id" FROM "deficiency" WHERE ${p.in('"number"', numbers)}
       UNION ALL SELECT "id" FROM "observation" WHERE ${p.in('"number"', numbers)})`,
  )
  const first = named.filter(({ kind }) => kinds.includes(kind))
  const ids = new Set(first.map(({ subjectId }) => subjectId))
  return [...first, ...found.entries.filter(({ subjectId }) => !ids.has(subjectId))]
}

function totalText(ctx: Ctx, { total: counted }: Found, shown: number): string {
  const { number } = dates[ctx.actor.locale]
  const total = Math.max(counted, shown)
  if (total > MOST_COUNTED) return ctx.t('search.totalMany', { count: number(MOST_COUNTED) })
  return ctx.t(total === 1 ? 'search.totalOne' : 'search.total', { count: number(total) })
}

/** Pages of those put in order together, and after their last one those that are older. */
function pagesBeside(asked: Asked, found: Found, count: number): Pick<SearchPage, 'previous' | 'next' | 'newest'> {
  const { from, page } = asked
  const here = from === null ? {} : { fran: String(from) }
  const to = (at: number): string => addressOf(asked, at === 1 ? here : { ...here, sida: String(at) })
  const older = found.older === null ? null : addressOf(asked, { fran: String(found.older) })
  return {
    previous: page > 1 ? to(page - 1) : null,
    next: page * PAGE_SIZE < count ? to(page + 1) : older,
    newest: from === null ? null : addressOf(asked),
  }
}

/** With the field's words for those that stand nowhere and are almost theirs, when something is found by them. */
async function meantBy(ctx: Ctx, asked: Asked): Promise<SearchPage['meant']> {
  const { units } = asked.typed
  const misspelt = units.filter(({ typed }) => nearestFieldWord(typed) !== null)
  const nowhere = misspelt.length === 0 ? [] : await unknownWords(ctx, misspelt)
  if (nowhere.length === 0) return null
  const text = units.map(({ typed }) => (nowhere.includes(typed) && nearestFieldWord(typed)) || typed).join(' ')
  const found = await countHits(ctx, readQuery(text).units, asked.kinds)
  return found === 0 ? null : { href: addressOf({ ...asked, text }), text }
}

function emptyOf(ctx: Ctx, { text, typed }: Asked): EmptyModel {
  const action = { href: '/systemfel', label: ctx.t('search.toList') }
  const say = (name: 'start' | 'thing' | 'nothing' | 'noHits'): EmptyModel => ({
    title: ctx.t(`search.${name}Title`),
    text: ctx.t(`search.${name}`),
    action,
  })
  if (text === '') return say('start')
  if (typed.units.length > 0) return say('noHits')
  return say(typed.namesTheThing ? 'thing' : 'nothing')
}
