import { hitsOf } from '#src/db/full-text.ts'
import { asNumber, Params } from '#src/db/sql.ts'
import { Statements } from '#src/db/statements.ts'
import type { Ctx } from '#src/work/context.ts'
import { SEARCH_KINDS, type SearchEntry, searchEntries, searchTerms } from './search-entry.entity.ts'
import {
  EVERY_DEFICIENCY,
  readerToken,
  type Texts,
  termOfStem,
  tokenOf,
  tokensOf,
  withReader,
} from './search-tokens.rules.ts'

/** Something to be found. `scope`: tokens of those who may read it. */
export interface Findable extends Pick<SearchEntry, 'kind' | 'subjectId' | 'deficiencyId' | 'officeId' | 'at'> {
  readonly texts: Texts
  readonly scope: readonly string[]
  /** By which a systemfel is compared with reports; null for what is not compared. */
  readonly stems: readonly string[] | null
}

/** Puts something in the index, or what has become of it: in the unit of work that changed it. */
export async function putEntry(ctx: Ctx, found: Findable): Promise<void> {
  const { kind, subjectId, deficiencyId, officeId, at } = found
  const { tokens, head, terms } = tokensOf(kind, found.texts, found.scope)
  const stems = found.stems?.join('|') ?? null
  const rows = ctx.rows(searchEntries)
  const before = await rows.one({ subjectId })
  if (before === null) {
    const seq = await nextSeq(ctx)
    await rows.insert({ id: ctx.newId(), kind, subjectId, deficiencyId, officeId, at, seq, head, tokens, stems })
  } else if (before.tokens !== tokens || before.stems !== stems || before.deficiencyId !== deficiencyId)
    await rows.change(before.id, { head, tokens, stems, deficiencyId, officeId })
  await noteTerms(ctx, before, { terms, stems })
}

/** Takes something out of the index, with the words that nothing else has. */
export async function removeEntry(ctx: Ctx, subjectId: string): Promise<void> {
  const rows = ctx.rows(searchEntries)
  const before = await rows.one({ subjectId })
  if (before === null) return
  await rows.remove({ subjectId })
  await noteTerms(ctx, before, { terms: [], stems: null })
}

/** Lets somebody find everything about a systemfel whose circle she has come into. */
export async function letFind(ctx: Ctx, deficiencyId: string, memberId: string): Promise<void> {
  const rows = ctx.rows(searchEntries)
  const token = readerToken(memberId)
  for (const { id, tokens } of await rows.all({ deficiencyId })) {
    const now = withReader(tokens, token)
    if (now !== tokens) await rows.change(id, { tokens: now })
  }
}

async function nextSeq(ctx: Ctx): Promise<number> {
  const [row] = await ctx.sql.select<{ seq: unknown }>({
    sqlite: 'SELECT COALESCE(MAX("seq"), 0) + 1 AS "seq" FROM "search_entry"',
    postgres: `SELECT nextval('"search_entry_seq"') AS "seq"`,
  })
  return asNumber(row?.seq)
}

interface Terms {
  readonly terms: readonly string[]
  readonly stems: string | null
}

async function noteTerms(ctx: Ctx, before: SearchEntry | null, now: Terms): Promise<void> {
  const had = termsIn(before)
  const [lost, gained] = [countedTerms(before?.stems ?? null), countedTerms(now.stems)]
  const changes = new Map([
    ...now.terms.filter(term => !had.has(term) && isWord(term)).map(term => [term, 0] as const),
    ...[...lost].filter(term => !gained.has(term)).map(term => [term, -1] as const),
    ...[...gained].filter(term => !lost.has(term)).map(term => [term, 1] as const),
  ])
  const terms = [...changes].map(([term, change]) => ({ id: ctx.newId(), term, change }))
  await new Statements(ctx.em, ctx.sql.dialect).keepTerms(terms)
  for (const term of had) if (!now.terms.includes(term) && isWord(term)) await forget(ctx, term)
}

/** Numbers are found as they are: nobody seeks their beginnings, and they are as many as there are things. */
const isWord = (term: string): boolean => !/^l\p{N}+$/u.test(term)

const countedTerms = (stems: string | null): ReadonlySet<string> =>
  stems === null ? new Set() : new Set([EVERY_DEFICIENCY, ...stems.split('|').filter(Boolean).map(termOfStem)])

/** The words of an entry, without the mark of its kind. */
function termsIn(entry: SearchEntry | null): ReadonlySet<string> {
  if (entry === null) return new Set()
  const mark = tokenOf(entry.kind, '')
  return new Set(
    entry.tokens.split(' ').flatMap(token => (/^.[lm]/.test(token) && token.startsWith(mark) ? [token.slice(1)] : [])),
  )
}

/** A word that stands nowhere any more is not kept either. */
async function forget(ctx: Ctx, term: string): Promise<void> {
  const p = new Params()
  const hits = hitsOf(p, ctx.sql.dialect, [SEARCH_KINDS.map(kind => tokenOf(kind, term))])
  const [still] = await ctx.sql.select(`SELECT 1 AS "one" FROM (${hits} LIMIT 1) "h"`, p)
  if (still === undefined) await ctx.rows(searchTerms).remove({ term })
}
