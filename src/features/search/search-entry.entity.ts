import { bigInteger, choice, id, instant, integer, longText, optional, ref, text } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

export const SEARCH_KINDS = ['deficiency', 'observation', 'decision', 'answer'] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]

/**
 * What is found: a systemfel, a report that has been sent, a decision on a systemfel, an answer. Its words stand here as
 * tokens, made in code (`search-tokens.rules.ts`), and the index of the database holds those: FTS5 in `search_index`, which
 * triggers keep, or GIN over the column.
 */
export interface SearchEntry {
  id: string
  kind: SearchKind
  subjectId: string
  /** The systemfel whose circle may read it; null for reports. */
  deficiencyId: string | null
  /** The office that alone may read it; null for all but reports. */
  officeId: string | null
  at: Date
  /** Rises from entry to entry: the newest has the highest. FTS5 knows the entry by it. */
  seq: number
  /** How many signs of `tokens` are the title's. */
  head: number
  tokens: string
  /** Of a systemfel, the stems by which it is compared with a report, with `|` between. */
  stems: string | null
}
export const searchEntries = table<SearchEntry>(
  'search_entry',
  {
    id: id(),
    kind: choice(SEARCH_KINDS),
    subjectId: text(36, 'system', { unique: true }),
    deficiencyId: optional(ref('deficiency')),
    officeId: optional(ref('office')),
    at: instant(),
    seq: bigInteger(),
    head: integer(),
    tokens: longText('system'),
    stems: optional(longText('system')),
  },
  { unique: [['seq']], index: [['deficiencyId']] },
)

/** A term that some entry has, and how many systemfel are compared by it: rare ones tell more. */
export interface SearchTerm {
  id: string
  term: string
  count: number
}
export const searchTerms = table<SearchTerm>(
  'search_term',
  { id: id(), term: text(50, 'system', { unique: true }), count: integer() },
  { index: [['term']] },
)
