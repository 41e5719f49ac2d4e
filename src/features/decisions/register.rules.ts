import { readWords, type Words } from '#src/features/deficiencies/deficiency-filter.rules.ts'
import type { DecisionType } from '#src/features/meetings/decision.entity.ts'

/** The register's choices stand in its address, in Swedish: `/beslut?grupp=haninge&ar=2026&slag=begar-svar`. */
export type Query = Readonly<Record<string, string | undefined>>

export const TYPE_SLUGS = {
  'begar-svar': 'ask',
  atagande: 'commit',
  utred: 'investigate',
  lyft: 'lift',
  bordlagt: 'postpone',
  bevakas: 'monitor',
  godtaget: 'accept',
  avslutat: 'close',
} as const satisfies Readonly<Record<string, DecisionType>>

/** What words say: a § of the group's year, or a systemfel's number, or what must all be found. */
export type RegisterWords = Words | { readonly paragraph: number; readonly year: number | null }
export interface RegisterFilter {
  /** A slug. */
  readonly group: string | null
  readonly year: number | null
  readonly type: DecisionType | null
  /** A slug. */
  readonly organisation: string | null
  readonly words: RegisterWords | null
}
/** The decision beside the page, by its id. */
export interface Cursor {
  readonly back: boolean
  readonly id: string
}

/** In the order that an address has them. */
export const REGISTER_CHOICES = ['ord', 'grupp', 'ar', 'slag', 'organisation'] as const
export type RegisterChoice = (typeof REGISTER_CHOICES)[number]

/** Reads the address; what it does not know is left out. */
export function readRegister(query: Query, year: number): RegisterFilter {
  const slug = query['slag'] ?? ''
  const said = query['ar'] ?? ''
  return {
    group: query['grupp'] || null,
    year: /^(19|20)\d\d$/.test(said) ? Number(said) : null,
    type: Object.hasOwn(TYPE_SLUGS, slug) ? TYPE_SLUGS[slug as keyof typeof TYPE_SLUGS] : null,
    organisation: query['organisation'] || null,
    words: readRegisterWords(query['ord'] ?? '', year),
  }
}

/** "§ 12", "§12/2026" and "12/2026" are paragraphs; a bare number is a systemfel's. */
function readRegisterWords(typed: string, year: number): RegisterWords | null {
  const text = typed.trim()
  const found = /^(§\s*)?(\d{1,5})(?:\s*\/\s*(\d{4}))?$/.exec(text)
  const [, sign, paragraph, of] = found ?? []
  if (paragraph !== undefined && (sign !== undefined || of !== undefined))
    return { paragraph: Number(paragraph), year: of === undefined ? null : Number(of) }
  return readWords(text, year)
}

export function readCursor(query: Query): Cursor | null {
  const [after, before] = [query['efter'], query['fore']]
  const id = after ?? before
  return id === undefined || !/^[0-9a-f-]{36}$/i.test(id) ? null : { back: after === undefined, id }
}

/** What the address chooses, as it is understood: nothing that is empty or unknown. */
export function chosenIn(query: Query): [RegisterChoice, string][] {
  const { group, year, type, organisation, words } = readRegister(query, 0)
  const understood = { ord: words, grupp: group, ar: year, slag: type, organisation }
  return REGISTER_CHOICES.flatMap(name =>
    understood[name] === null ? [] : [[name, (query[name] ?? '').trim().slice(0, 200)]],
  )
}

/** Where the choices lead: the register, or a file of it. */
export function addressOf(chosen: readonly (readonly [string, string])[], path = '/beslut'): string {
  const query = String(new URLSearchParams(chosen.map(([name, value]): [string, string] => [name, value])))
  return query === '' ? path : `${path}?${query}`
}
