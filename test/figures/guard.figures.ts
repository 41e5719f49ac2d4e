import { ASKING_KINDS, type Kind } from '#src/kernel/personal-data.ts'
import { spellings } from '#test/kernel/swedish-numbers.ts'
import {
  CONTACTS,
  LOOK_ALIKES,
  millisecondsFor,
  OTHER_NUMBERS,
  otherNumberFound,
  percent,
  realTexts,
  type Share,
  spellingFound,
} from './guard-measures.ts'
import { guardSize } from './guard-size.ts'
import { type Half, half, precisionOf, recallOf, scoreOf, sentences } from './labelled-sentences.ts'
import type { Section } from './section.ts'

const shown = (share: Share): string => `${percent(share).toFixed(2)} % of ${share.of}`
const asPercent = (value: number): string => `${(100 * value).toFixed(1)} %`
const halfRows = (which: Half) =>
  ASKING_KINDS.map((kind: Kind): readonly [string, string] => {
    const score = scoreOf(kind, half(which))
    return [
      kind,
      `recall ${asPercent(recallOf(score))}, precision ${asPercent(precisionOf(score))}, ${score.found + score.missed.length} labelled`,
    ]
  })
const ordinary = (): string =>
  sentences
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 4000)

/** The privacy guard: what it finds, what it calls wrongly, what it costs. */
export const guardSections: readonly Section[] = [
  {
    title: 'Guard: personal numbers found, by spelling',
    rows: () => spellings.map(([name, spell]) => [name, shown(spellingFound(spell))]),
  },
  {
    title: 'Guard: interim and reserve numbers found',
    rows: () => OTHER_NUMBERS.map(([name, make]) => [name, shown(otherNumberFound(make))]),
  },
  { title: 'Guard: contacts found whole', rows: () => CONTACTS.map(([name, measure]) => [name, shown(measure())]) },
  { title: 'Guard: asked about in the labelled sentences, tuned half', rows: () => halfRows('tuned') },
  { title: 'Guard: asked about in the labelled sentences, held-out half', rows: () => halfRows('held out') },
  {
    title: 'Guard: left alone',
    rows: () => [
      ...LOOK_ALIKES.map(([name, measure]): [string, string] => [name, shown(measure())]),
      ['real and reworded systemfel', shown(realTexts())],
    ],
  },
  {
    title: 'Guard: cost',
    rows: () => [
      ['4,000 characters', `${millisecondsFor(ordinary()).toFixed(2)} ms`],
      ['minified', `${guardSize().minified} bytes`],
      ['gzipped', `${guardSize().gzipped} bytes`],
      ['brotli', `${guardSize().brotli} bytes`],
    ],
  },
]
