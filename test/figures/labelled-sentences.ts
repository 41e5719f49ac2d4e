import { readFileSync } from 'node:fs'
import { type Finding, findPersonalData, type Kind } from '#src/kernel/personal-data.ts'

/*
 * Sentences written for this, before the rules were: persons invented, what points one out marked "{kind|text}". The even
 * ones tuned the rules; the odd ones were held out, and what fails among them was not looked at while tuning.
 */
export interface Labelled {
  readonly text: string
  readonly labels: readonly Label[]
}
export interface Label {
  readonly kind: Kind
  readonly start: number
  readonly end: number
}
export type Half = 'tuned' | 'held out'

const MARK = /\{(\w+)\|([^}]+)\}/g

export function labelledFrom(marked: string): Labelled {
  const labels: Label[] = []
  let [text, at] = ['', 0]
  for (const { 0: all, 1: kind, 2: words = '', index } of marked.matchAll(MARK)) {
    text += marked.slice(at, index)
    labels.push({ kind: kind as Kind, start: text.length, end: text.length + words.length })
    text += words
    at = index + all.length
  }
  return { text: text + marked.slice(at), labels }
}

const marked: readonly string[] = JSON.parse(readFileSync('test/fixtures/personal-data-sentences.json', 'utf8'))
export const sentences: readonly Labelled[] = marked.map(labelledFrom)

export const half = (which: Half): readonly Labelled[] =>
  sentences.filter((_, index) => index % 2 === (which === 'tuned' ? 0 : 1))

/** Right, missed and false findings. One is right when it covers the label, and its kind is the same. */
export interface Score {
  readonly found: number
  readonly missed: readonly string[]
  readonly right: number
  readonly wrong: readonly string[]
}

export function scoreOf(kind: Kind, among: readonly Labelled[]): Score {
  const all = among.map(sentence => scoreIn(kind, sentence, findPersonalData(sentence.text)))
  return {
    found: all.reduce((sum, { found }) => sum + found, 0),
    missed: all.flatMap(({ missed }) => missed),
    right: all.reduce((sum, { right }) => sum + right, 0),
    wrong: all.flatMap(({ wrong }) => wrong),
  }
}

function scoreIn(kind: Kind, { text, labels }: Labelled, findings: readonly Finding[]): Score {
  const [wanted, had] = [labels.filter(label => label.kind === kind), findings.filter(finding => finding.kind === kind)]
  const covers = (finding: Finding, label: Label): boolean => finding.start <= label.start && finding.end >= label.end
  const missed = wanted.filter(label => !had.some(finding => covers(finding, label)))
  const wrong = had.filter(finding => !wanted.some(label => covers(finding, label)))
  return {
    found: wanted.length - missed.length,
    missed: missed.map(({ start, end }) => `${text.slice(start, end)} ← ${text}`),
    right: had.length - wrong.length,
    wrong: wrong.map(({ start, end }) => `${text.slice(start, end)} ← ${text}`),
  }
}

export const recallOf = ({ found, missed }: Score): number => found / (found + missed.length)
export const precisionOf = ({ right, wrong }: Score): number =>
  right === 0 && wrong.length === 0 ? 1 : right / (right + wrong.length)
