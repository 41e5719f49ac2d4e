import { isWrittenDay, MONTH } from './calendar-words.ts'
import type { Hit } from './kinds.ts'
import { hit, hitsOf } from './matches.ts'
import { inCase } from './words.ts'

/** "född 1985", "f. -85", "född den 14 maj 1979", "f 850101"; not "född 10 veckor för tidigt", "född 1960 eller senare" */
const BORN = new RegExp(
  `(?<![\\p{L}.])(?<label>född|f\\.?|födelse(?:datum|år|tid))(?::? ?| är )(?:år |den |i )?(?:(?:\\d\\d?(?::?[ea]| ?/ ?\\d\\d?)? )?(?:${MONTH}\\.?,? )?)?[-']?(?<year>(?:18|19|20)?\\d\\d)(?:-\\d\\d-\\d\\d|\\d{4})?(?![\\d%]|[-:/.]\\d| ?(?:%|år|kr|veck|månad|dag|tim|barn|procent|eller |och (?:sen|fram)))`,
  'giu',
)
/** "en -92:a" */
const COHORT = /(?<![\p{L}\d])-(?<year>\d)\d:a(?<definite>n?)(?!\p{L})/gu
/** "850101-XXXX", "personnr 850101" */
const PARTIAL =
  /(?<![\p{L}\d])(?:(?:(?:personn(?:umme)?r|pnr)(?:et)?\.?:? ?)(?<said>\d{8}|\d{6})(?:-?[x*_.]{4}|(?!-?\d))|(?<part>\d{8}|\d{6})-?[x*_]{4})(?![\p{L}\d])/giu

/** When a person was born: a day, a year, or the beginning of a personal number. */
export const birthsIn = (lines: string): readonly Hit[] => [
  ...hitsOf(lines, BORN, ({ start, end, groups: { label = '', year } }) => {
    const phrase = inCase(`född på ${year?.slice(0, -1)}0-talet`, lines, start)
    return hit('birth', start, end, /^f(?:ödd|\.?)$/i.test(label) ? phrase : null)
  }),
  ...hitsOf(lines, COHORT, ({ start, end, groups: { year, definite } }) =>
    hit('birth', start, end, `${year}0-talist${definite ? 'en' : ''}`),
  ),
  ...hitsOf(lines, PARTIAL, ({ start, end, groups: { said, part } }) =>
    isWrittenDay(said ?? part ?? '') ? hit('birth', start, end) : null,
  ),
]
