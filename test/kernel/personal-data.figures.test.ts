import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { packedLexicon } from '#src/dev/write-lexicon.ts'
import { GUARD_FIGURES } from '#src/kernel/personal-data/figures.ts'
import type { Kind } from '#src/kernel/personal-data.ts'
import {
  CONTACTS,
  LOOK_ALIKES,
  OTHER_NUMBERS,
  otherNumberFound,
  percent,
  realTexts,
} from '#test/figures/guard-measures.ts'
import { guardSize } from '#test/figures/guard-size.ts'
import { type Half, half, precisionOf, recallOf, scoreOf, sentences } from '#test/figures/labelled-sentences.ts'

const LEAST: Readonly<Record<string, number>> = {
  'phone numbers': 99,
  'e-mail addresses': 99.9,
  'street addresses': 95,
}
/** What gzip leaves of it may not push the pages' script and style over what they may weigh together. */
const MOST_BYTES = 14_100

describe('What the privacy guard finds', () => {
  for (const [name, make] of OTHER_NUMBERS)
    it(`P3: at least 99 of 100 ${name}, and stops them`, () => {
      const share = otherNumberFound(make)
      expect(percent(share), share.failed.slice(0, 20).join(' | ')).to.be.at.least(99)
    })

  for (const [name, measure] of CONTACTS)
    it(`P3: ${name} whole, at least ${LEAST[name]} of 100`, () => {
      const share = measure()
      expect(percent(share), share.failed.slice(0, 20).join(' | ')).to.be.at.least(LEAST[name] ?? 100)
    })

  for (const [name, measure] of LOOK_ALIKES)
    it(`P2: nothing wrongly in ${name}`, () => {
      expect(measure().failed).to.deep.equal([])
    })

  it('P2: nothing in real descriptions of systemfel', () => {
    expect(realTexts().failed).to.deep.equal([])
  })
})

describe('The labelled sentences', () => {
  const quiet = (which: Half) => half(which).filter(({ labels }) => labels.length === 0)

  it('P4: are at least 500, with at least 150 in which nobody is', () => {
    expect(sentences.length).to.be.at.least(500)
    expect(quiet('tuned').length + quiet('held out').length).to.be.at.least(150)
    expect(half('held out').length).to.equal(GUARD_FIGURES.sentences)
  })

  for (const which of ['tuned', 'held out'] as const)
    it(`P4: have their names found, at least 85 of 100, and at least 60 of 100 rightly (${which})`, () => {
      const score = scoreOf('name', half(which))
      expect(recallOf(score)).to.be.at.least(0.85)
      expect(precisionOf(score)).to.be.at.least(0.6)
    })

  for (const [kind, stated] of Object.entries(GUARD_FIGURES)) {
    if (typeof stated === 'number') continue
    it(`P4: are found as well as the help says, held out: ${kind}`, () => {
      const score = scoreOf(kind as Kind, half('held out'))
      expect(100 * recallOf(score), 'recall').to.be.at.least(stated.recall)
      expect(100 * precisionOf(score), 'precision').to.be.at.least(stated.precision)
    })
  }
})

describe('What the privacy guard weighs', () => {
  it('is little enough for every page', () => {
    expect(guardSize().gzipped).to.be.at.most(MOST_BYTES)
  })

  it('is packed from the words as people read them', () => {
    expect(readFileSync('src/kernel/personal-data/lexicon.ts', 'utf8')).to.equal(packedLexicon())
  })

  it('needs nothing of Node and nothing outside itself', () => {
    const own = ['src/kernel/personal-data.ts', ...readFolder()]
    const foreign = own.flatMap(path =>
      [...readFileSync(path, 'utf8').matchAll(/from '([^']+)'/g)].flatMap(([, name = '']) =>
        name.startsWith('./') || (path.includes('/personal-data/') && name.startsWith('../'))
          ? []
          : [`${path}: ${name}`],
      ),
    )
    expect(foreign).to.deep.equal([])
  })
})

function readFolder(): string[] {
  const folder = 'src/kernel/personal-data'
  return readdirSync(folder).map(name => `${folder}/${name}`)
}
