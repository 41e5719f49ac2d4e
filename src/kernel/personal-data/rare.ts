import type { Hit } from './kinds.ts'
import { isKnown } from './known-words.ts'
import { hit } from './matches.ts'
import { inCase, type Word } from './words.ts'

/** What few share, told of one person. */
const TRAIT =
  /(?<!\p{L})(?:(?:ett?|en|den|end[ae]|är|som) (?:\p{L}{2,20} )?(?:döv|dövblind|blind|stum|kortväxt|rullstolsburen)[ae]?|(?:end[ae] (?:\p{L}{2,20} )?|(?:sami|rom|eritrean|somali|afghan|syri|etiopi|iraki|iran|ry|ukrain|kurdi|kine)i?sk[ae]? )(?:man|kvinna|person|klient|pojke|flicka|barn|tonåring)\p{L}{0,3}|trans(?:person|man|kvinna)\p{L}{0,3}|huntingtons?|tourettes?|downs|narkolepsi|(?:tv|tr)illing(?:arna)?|als|hiv|prästens)(?!\p{L})/iu
const SENTENCE_END = /[.!?\n]/g

/** A small place in a sentence that tells a trait which few there can have. */
export function rareIn(lines: string, words: readonly Word[]): readonly Hit[] {
  const places = words.flatMap(word => placeHit(lines, word) ?? [])
  let [start, index] = [0, 0]
  const ends = places.length === 0 ? [] : [...lines.matchAll(SENTENCE_END)].map(match => match.index)
  return [...ends, lines.length].flatMap(end => {
    const from = index
    while ((places[index]?.start ?? Number.POSITIVE_INFINITY) < end) index += 1
    const told = index > from && TRAIT.test(lines.slice(start, end))
    start = end + 1
    return told ? places.slice(from, index) : []
  })
}

function placeHit(lines: string, { lower, capital, start, end }: Word): Hit | null {
  const bare = isKnown(lower, 'L')
  if (!capital || !(bare || (lower.endsWith('s') && isKnown(lower.slice(0, -1), 'L')))) return null
  const [after = ''] = /^ kommuns?(?!\p{L})/u.exec(lines.slice(end, end + 9)) ?? []
  const owner = after ? after.endsWith('s') : !bare
  return hit('rare', start, end + after.length, inCase(`en mindre kommun${owner ? 's' : ''}`, lines, start))
}
