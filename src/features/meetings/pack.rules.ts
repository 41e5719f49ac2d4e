import type { ClientBand } from '#src/features/deficiencies/words.ts'
import { findPersonalData, type Kind } from '#src/kernel/personal-data.ts'
import { foundIn, type GuardMark } from '#src/kernel/text-review.ts'
import type { Audience, PackContent, PackItem, PackSource } from './pack.content.ts'

/** For whom a pack is made. An extract is for one organisation and its units. */
export interface Wanted {
  readonly audience: Audience
  readonly extract: { readonly name: string; readonly ids: readonly string[] } | null
}

/** A lone report about one client, or about nobody knows how many: such a systemfel may point her out. */
export const restsOnOneClient = (bands: readonly (ClientBand | null)[]): boolean =>
  bands.length === 1 && (bands[0] === '1' || bands[0] === null)

/** Whether a systemfel rests on a report about a single client. */
export const isSingle = ({ bands }: Pick<PackSource, 'bands'>, deficiencyId: string): boolean =>
  restsOnOneClient(bands.get(deficiencyId) ?? [])

/** What of it all an audience is given. Items keep the numbers that they have on the agenda. */
export function contentFor(source: PackSource, { audience, extract }: Wanted): PackContent {
  const ids = new Set(extract?.ids ?? [])
  const tells = (deficiencyId: string): boolean => audience === 'authorities' || !isSingle(source, deficiencyId)
  const concerns = (deficiencyId: string): boolean =>
    extract === null || (source.responsible.get(deficiencyId) ?? []).some(id => ids.has(id))
  const owns = (organisationId: string | null): boolean =>
    extract === null || (organisationId !== null && ids.has(organisationId))
  const { bands: _, responsible: _responsible, ...about } = source
  return {
    ...about,
    audience,
    organisation: extract?.name ?? null,
    items: source.items.filter(({ matter }) =>
      matter === null ? extract === null : tells(matter.deficiency.id) && concerns(matter.deficiency.id),
    ),
    actions: source.actions.filter(row => tells(row.deficiencyId) && owns(row.organisationId)),
    requests: source.requests.filter(row => tells(row.deficiencyId) && owns(row.organisationId)),
    effects: source.effects.filter(row => tells(row.deficiencyId) && concerns(row.deficiencyId)),
  }
}

/** A text of a pack, what it is for, and where it is mended. */
interface PackText {
  readonly mark: GuardMark
  readonly text: string | null
  /** The systemfel that it stands in; null for what stands on the agenda itself. */
  readonly number: string | null
}

/** Something in a pack that a person should look at before it leaves. */
export interface PackFinding {
  readonly kind: Kind
  /** The words found; empty for a number that is never shown again. */
  readonly text: string
  readonly number: string | null
  /** No file is made while it stands there. */
  readonly blocks: boolean
}

/** What the privacy guard finds in every text of the pack, each thing once for each place where it is mended. */
export function reviewPack(content: PackContent): PackFinding[] {
  const found = new Map<string, PackFinding>()
  for (const text of textsOf(content))
    for (const finding of findingsIn(text)) found.set(`${finding.kind}|${finding.text}|${finding.number}`, finding)
  return [...found.values()].sort((one, other) => Number(other.blocks) - Number(one.blocks))
}

function findingsIn({ mark, text, number }: PackText): PackFinding[] {
  if (text === null || text === '') return []
  const blocking = findPersonalData(text).filter(({ severity }) => severity === 'block')
  return [
    ...blocking.map(({ kind }) => ({ kind, text: '', number, blocks: true })),
    ...foundIn('pack', mark, text).map(({ kind, text: words }) => ({ kind, text: words, number, blocks: false })),
  ]
}

/** Everything in a pack that a person wrote. */
const textsOf = ({ place, items, actions, requests, effects }: PackContent): PackText[] => [
  { mark: 'place', text: place, number: null },
  ...items.flatMap(textsOfItem),
  ...actions.flatMap(({ number, title, description, owner }): PackText[] => [
    ...both(number, title, description),
    { mark: 'name', text: owner, number },
  ]),
  ...requests.flatMap(({ number, title, question }) => both(number, title, question)),
  ...effects.map(({ number, title }): PackText => ({ mark: 'free', text: title, number })),
]

const both = (number: string, title: string, text: string): PackText[] => [
  { mark: 'free', text: title, number },
  { mark: 'formal', text, number },
]

function textsOfItem({ title, proposal, matter }: PackItem): PackText[] {
  const copied = title === matter?.deficiency.title
  const own: PackText[] = [
    { mark: 'formal', text: copied ? null : title, number: null },
    { mark: 'formal', text: proposal, number: null },
  ]
  if (matter === null) return own
  const { deficiency, requests, decisions } = matter
  const { number, what, forWhom, wanted, description } = deficiency
  const free = [deficiency.title, what, forWhom, wanted, description]
  const formal = [
    ...requests.flatMap(({ question, answer }) => [question, answer?.text ?? null, answer?.otherBody ?? null]),
    ...decisions.flatMap(({ text, reason }) => [text, reason]),
  ]
  return [
    ...own,
    ...free.map((text): PackText => ({ mark: 'free', text, number })),
    ...formal.map((text): PackText => ({ mark: 'formal', text, number })),
  ]
}

/** What is confirmed of a pack for associations: which items it has, in which order, and what ombud have written in them. */
export const confirmedWords = ({ items }: PackContent): string =>
  JSON.stringify(
    items.map(({ id, title, matter }) => {
      const { what, forWhom, wanted, description } = matter?.deficiency ?? {}
      return [id, title, matter?.deficiency.title, what, forWhom, wanted, description]
    }),
  )
