import type { Hit } from './kinds.ts'
import { isGenitive } from './known-words.ts'
import { asideHit, hit } from './matches.ts'
import type { People } from './people.ts'
import { titleAlone, titleBefore } from './titles.ts'
import { at, inCase, type Word } from './words.ts'

/** The first and the last of the words that are the name. */
interface Named {
  readonly first: number
  readonly last: number
}
/** Where a stretch begins, the phrase in its place, and where it ends if not with the name. */
type Instead = readonly [start: number, phrase: string | null, end?: number]

/** The name with what would not read well without it, and what to write in its place. */
export function nameHit(lines: string, words: readonly Word[], named: Named, called: People): Hit {
  const ending = isGenitive(at(words, named.last).lower) || owns(words, named) ? 's' : ''
  const nameEnd = endOf(lines, words, named)
  const instead = ofForm(lines, words, named, nameEnd) ?? titled(words, named, ending)
  const aside =
    instead || isListed(words, named) ? null : asideHit('name', lines, at(words, named.first).start, nameEnd)
  if (aside) return aside
  const [start, phrase, end = nameEnd] = instead ?? plain(words, named, ending, called)
  const kept = phrase !== null && lines.startsWith(phrase, start)
  return hit('name', start, end, phrase && !kept ? inCase(phrase, lines, start) : phrase)
}

/** After a comma and another word with a capital. */
const isListed = (words: readonly Word[], { first }: Named): boolean =>
  at(words, first).gap === ', ' && at(words, first - 1).capital && first > 1

/** "R.J:s" */
const owns = (words: readonly Word[], { last }: Named): boolean =>
  at(words, last + 1).lower === 's' && at(words, last + 1).gap === ':'

/** With the point of a last initial: "Eva L. har", "A.B. har", but not at the end of a sentence. */
function endOf(lines: string, words: readonly Word[], named: Named): number {
  const [{ text, end }, next] = [at(words, named.last), at(words, named.last + 1)]
  if (owns(words, named)) return next.end
  const goesOn = named.last > named.first && !/\p{Ll}/u.test(at(words, named.first).text)
  const pointed = text.length === 1 && lines[end] === '.' && (goesOn || next.text === next.lower)
  return pointed ? end + 1 : end
}

/** In a line of a form, a list of those present, the end of a letter: no sentence to write a phrase into. */
function ofForm(lines: string, words: readonly Word[], { first }: Named, end: number): Instead | null {
  const [{ start, gap }, before, link] = [at(words, first), at(words, first - 1), at(words, first - 2)]
  const named = /^,? $/.test(gap) && link.lower !== 'som' && /^(?:hälsning(?:ar)?|he(?:ter|tte))$/.test(before.lower)
  const alone = (first === 0 || gap.includes('\n')) && /^\s*(?:\n|$)/.test(lines.slice(end, end + 3))
  return named || alone || gap.includes(':') ? [start, null] : null
}

/** "handläggaren Eva" → "handläggaren"; "en kvinna vid namn Gunilla" → "en kvinna" */
function titled(words: readonly Word[], { first }: Named, ending: string): Instead | null {
  if (!/^\.? $/.test(at(words, first).gap)) return null
  const noun = at(words, first - 3)
  const link = `${at(words, first - 2).lower} ${at(words, first - 1).lower}`
  if (/^(?:som he(?:ter|tte)|vid namn)$/.test(link)) return [noun.start, noun.text]
  const title = titleBefore(words, first)
  if (title === null) return null
  const before = at(words, title - 1)
  const pair = `${before.lower} ${at(words, title).lower}`
  if (/^gode? man/.test(pair)) return [before.start, `gode mannen${ending}`]
  if (pair === 'personligt ombud') return [before.start, `det personliga ombudet${ending}`]
  return [at(words, title).start, titleAlone(words, title) + ending]
}

/** One who is met again by her first name only is the one who was named in full. */
function plain(words: readonly Word[], { first, last }: Named, ending: string, called: People): Instead {
  const { lower, start } = at(words, first)
  return [start, called(ending && first === last ? lower.slice(0, -1) : lower) + ending]
}
