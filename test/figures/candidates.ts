import { readFileSync } from 'node:fs'
import {
  type Candidate,
  rankCandidates,
  readForgivingly,
  type Wanted,
} from '#src/features/observations/likeness.rules.ts'
import { stemsOf } from '#src/kernel/swedish-words.ts'
import type { Section } from './section.ts'

interface Seed {
  readonly id: string
  readonly text: string
  readonly agency: readonly string[]
  readonly theme: readonly string[]
  readonly level: string | null
}
/** A real case told in other words. */
export interface Retold {
  readonly of: string
  /** `held out`, `phone held out`: never looked at while the words and weights were chosen. */
  readonly set: string
  readonly text: string
}

const fixture = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8')) as T

/** 36 real systemfel of public documents. */
export const CASES: readonly Candidate[] = fixture<readonly Seed[]>('seed-deficiencies').map(
  ({ id, text, agency, theme, level }) => ({ id, stems: stemsOf(text), organisationIds: agency, themes: theme, level }),
)
/** Each told anew at least twice by the documents' own kind of people, and at least twice as on a phone. */
export const RETOLD: readonly Retold[] = [
  ...fixture<readonly Retold[]>('reworded-deficiencies'),
  ...fixture<readonly Retold[]>('phone-reports'),
]

export function frequencyIn(cases: readonly Candidate[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const stem of cases.flatMap(({ stems }) => stems)) found.set(stem, (found.get(stem) ?? 0) + 1)
  return found
}

/** Read as the page of candidates reads it, from the text alone. */
export function wantedOf(text: string, among: readonly Candidate[] = CASES): Wanted {
  const known = frequencyIn(among)
  const stems = readForgivingly(stemsOf(text), stem => known.has(stem))
  return { stems, organisationIds: [], themes: [], level: null }
}

export interface CandidateFigure {
  readonly set: string
  /** How often the right one of 36 stands among the five shown. */
  readonly hits: number
  readonly of: number
}

/** How well "nothing twice" works on the real cases. */
export function candidateFigures(): CandidateFigure[] {
  const frequency = frequencyIn(CASES)
  const hit = ({ of, text }: Retold): boolean =>
    rankCandidates(wantedOf(text), CASES, frequency, CASES.length).some(({ id }) => id === of)
  return [...new Set(RETOLD.map(({ set }) => set))].map(set => {
    const rows = RETOLD.filter(row => row.set === set)
    return { set, hits: rows.filter(hit).length, of: rows.length }
  })
}

export const candidateSections: readonly Section[] = [
  {
    title: 'Candidates: the right one among the five shown, from the words alone',
    rows: () =>
      candidateFigures().map(({ set, hits, of }) => [set, `${((100 * hits) / of).toFixed(1)} %, ${hits} of ${of}`]),
  },
]
