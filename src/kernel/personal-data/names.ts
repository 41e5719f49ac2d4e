import type { Hit } from './kinds.ts'
import { isKnown, isNoName, isSurnameWithin, nameKind } from './known-words.ts'
import { nameHit } from './name-hit.ts'
import { newPeople } from './people.ts'
import { isTitle, titleBefore } from './titles.ts'
import { at, opensSentence, type Word } from './words.ts'

const MOST_WORDS = 4
/** Spellings that Swedish words do not have. */
const FOREIGN = /[wzq]|^ng|[kgdb]h|aa|ii|uu|sh|eh$|ts[eio]|jn|iy/

/** Persons' names, with the titles before them. */
export function namesIn(lines: string, words: readonly Word[]): readonly Hit[] {
  const called = newPeople()
  const hits: Hit[] = []
  for (let index = 0; index < words.length; index++) {
    const initials = initialsTo(words, index)
    if (initials === null && !isName(lines, words, index) && !isInitialed(words, index)) continue
    const named = { first: startOf(words, index), last: initials ?? endOf(words, index) }
    const [found, listed] = [nameHit(lines, words, named, called), hits.at(-1)]
    const goesOn = listed?.suggestion === null && /^,?(?: och)? $/.test(lines.slice(listed.end, found.start))
    hits.push({ ...found, ...(initials === null ? {} : { kind: 'initials' }), ...(goesOn ? { suggestion: null } : {}) })
    index = named.last
  }
  return hits
}

function isName(lines: string, words: readonly Word[], index: number): boolean {
  const word = at(words, index)
  const { lower, text } = word
  if (text.length < 2) return false
  if (text === lower) return isSmallName(words, index)
  if (!word.capital) return isUpper(word) && isUpper(at(words, index + 1)) && nameKind(lower) === 'given'
  return !isNoName(lower) && !isInstitution(words, index) && !isTitle(word) && isCapitalName(lines, words, index)
}
const isUpper = ({ text }: Word): boolean => /^\p{Lu}{3,}$/u.test(text)

/** "handläggare eva", "pratade med karin" */
function isSmallName(words: readonly Word[], index: number): boolean {
  const { lower, gap } = at(words, index)
  if (gap !== ' ' || nameKind(lower) !== 'given' || isTitle(at(words, index))) return false
  return isMet(words, index) || at(words, index - 1).lower === 'med' || titleBefore(words, index) !== null
}

/** "träffade Zebiba", "hos Ahmed" */
const isMet = (words: readonly Word[], index: number): boolean =>
  at(words, index).gap === ' ' && isKnown(at(words, index - 1).lower, 'M')

function isCapitalName(lines: string, words: readonly Word[], index: number): boolean {
  const { lower, gap, start } = at(words, index)
  const kind = nameKind(lower)
  if (kind === 'given') return true
  if (titleBefore(words, index) !== null) return kind !== null || /^\.? $/.test(gap) || isFollowedByName(words, index)
  return opensSentence(lines, start) || gap.includes(':') ? isOpeningName(words, index) : isNameWithin(words, index)
}

/** "Lex Sarah", "Sankt Lukas", "S:t Görans", "Maria Ungdom", "Mina sidor" */
function isInstitution(words: readonly Word[], index: number): boolean {
  const [before, word, next] = [at(words, index - 1), at(words, index), at(words, index + 1)]
  const saint = before.lower === 't' && before.gap === ':'
  return (next.gap === ' ' && isKnown(next.lower, 'A')) || (word.gap === ' ' && (saint || isKnown(before.lower, 'B')))
}

function isFollowedByName(words: readonly Word[], index: number): boolean {
  const { gap, capital, lower } = at(words, index + 1)
  return gap === ' ' && capital && !isNoName(lower)
}

/** A first word has a capital anyway: a name when it is one only, or when it does what persons do. */
function isOpeningName(words: readonly Word[], index: number): boolean {
  const [{ lower }, next] = [at(words, index), at(words, index + 1)]
  const follows = next.gap === ' ' ? next.lower : ''
  const acts = isKnown(follows, 'P') || (next.capital && follows !== '' && nameKind(follows) !== null)
  const kind = nameKind(lower)
  if (kind !== 'word') return kind === 'surname' || (acts && FOREIGN.test(lower))
  const owns = !isKnown(lower, 'W') && follows !== '' && follows === next.text
  return owns || acts || (isKnown(follows, 'V') && !/^e(?:n|tt)$/.test(at(words, index + 2).lower))
}

function isNameWithin(words: readonly Word[], index: number): boolean {
  const [{ lower, gap, text }, before, next] = [at(words, index), at(words, index - 1).lower, at(words, index + 1)]
  const kind = nameKind(lower)
  if (kind !== null) return kind === 'surname' || gap !== ' ' || !/^(?:i|från|utanför)$/.test(before)
  const acts = next.gap === ' ' && (isKnown(next.lower, 'P') || (next.capital && nameKind(next.lower) !== null))
  return gap === ' ' && /^\p{Lu}\p{Ll}{2,}$/u.test(text) && (isMet(words, index) || acts || isSurnameWithin(lower))
}

/** The last of initials that stand for a name, "A.B.", "L. P.", or "AK" after a title; null where there are none. */
function initialsTo(words: readonly Word[], index: number): number | null {
  const { text, gap } = at(words, index)
  if (/^(?!XX|NN|FK|AF|PO|VC)\p{Lu}{2,3}$/u.test(text) && gap === ' ' && isTitle(at(words, index - 1))) return index
  let last = index
  while (
    last < index + MOST_WORDS &&
    isLetter(at(words, last)) &&
    isLetter(at(words, last + 1)) &&
    /^\. ?$/.test(at(words, last + 1).gap)
  )
    last += 1
  return last > index && !(text === 'N' && at(words, last).text === text) ? last : null
}
const isLetter = ({ text }: Word): boolean => /^\p{Lu}$/u.test(text)

/** "M. Sandberg", "A Lindström" */
function isInitialed(words: readonly Word[], index: number): boolean {
  const { gap, capital, lower } = at(words, index + 1)
  const initialed = isLetter(at(words, index)) && capital && /^\.? $/.test(gap)
  return initialed && !isInstitution(words, index + 1) && (/[sw]/.test(nameKind(lower) ?? '') || isSurnameWithin(lower))
}

/** "De" of "De Luca", "von" of "von Platen" are the name's. */
function startOf(words: readonly Word[], index: number): number {
  const { lower, capital } = at(words, index - 1)
  const joined = /^[ -]$/.test(at(words, index).gap) && isKnown(lower, 'Q')
  return joined && (capital || lower === 'von') ? index - 1 : index
}

/** The last word of the name that begins here: further names, particles, and a last initial. */
function endOf(words: readonly Word[], index: number): number {
  let last = index
  for (let next = index + 1; next <= index + MOST_WORDS; next++) {
    const { gap, lower } = at(words, next)
    const joined = /^[ -]$/.test(gap) || (gap === '. ' && at(words, next - 1).text.length === 1)
    if (joined && continuesName(words, next, index)) last = next
    else if (!joined || !isKnown(lower, 'Q')) break
  }
  return last
}

function continuesName(words: readonly Word[], next: number, first: number): boolean {
  const [word, begun] = [at(words, next), at(words, first)]
  if (isUpper(begun)) return isUpper(word)
  if (isLetter(word)) return begun.text.length > 1
  const named = isKnown(at(words, next - 1).lower, 'Q') || !isNoName(word.lower)
  return word.capital && named && !isInstitution(words, next)
}
