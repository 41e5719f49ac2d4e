import { isWrittenDay } from './calendar-words.ts'
import type { BlockingKind, Hit } from './kinds.ts'
import { hit, hitsOf } from './matches.ts'

/*
 * Numbers for those who have no personal number yet, known by a date of birth and a letter among the last four.
 *
 * Interim numbers: one of T R S U W X J K L M N in the place of the first birth-number digit. Given by universities (Ladok) and by
 * municipalities that report to IVO and Socialstyrelsen ("ÅÅÅÅMMDD-T123", "-TF10"). Their last digits follow no rule.
 *
 * Reserve numbers of the regions, as Inera's Personuppgiftstjänst lists them ("Lokala reservid", "Nationellt reservid") and
 * HL7 Sweden's base profiles check them: national (AB1C, ABC1, without I O Q V W), Västra Götaland (K, M or X and three digits; any
 * letter and three digits), Värmland (SF3A), Örebro (TA1B), Skåne (DA0B, after six or eight digits), Blekinge and Sörmland (AB1C),
 * Västernorrland (123R), Västerbotten (R123), Gävleborg (12K3), Dalarna (A123). Socialstyrelsen's advice to all of them: a right
 * date of birth and a letter among the last four. One with a letter of the first kind and three digits is called interim here.
 */
const CANDIDATE =
  /(?<![\p{L}\p{N}])(?:(?<digits>\d{8}|\d{6})(?: ?[-+/.] ?| |)|(?<parts>\d{2,4}-\d\d-\d\d)-)(?<last>[\dA-Z]{4})(?![\p{L}\p{N}])/giu
const INTERIM = /^(?:[TRSUWXJKLMN]\d{3}|TF\d\d)$/i
const RESERVE = /^(?:[A-Z]\d{3}|[A-Z]{2}\d[\dA-Z]|[A-Z]{3}\d|\d{3}R|\d\d[KMX]\d)$/i
const SHORT_RESERVE = /^[DEF][A-Z][01][A-Z]$/i
/** A national number moves the century on by a multiple of three; "00" is an unknown date, with days 40–59. */
const NATIONAL_UNKNOWN = /^00\d\d[2-9]\d[45]\d$/
const CENTURY = /^(?:18|19|2\d|[3-9]\d)?\d{6}$/

/** Interim and reserve numbers with a letter among the last four. */
export const letterNumbersIn = (text: string): readonly Hit[] =>
  hitsOf(text, CANDIDATE, ({ start, end, groups: { digits, parts = '', last = '' } }) => {
    const kind = kindOf(digits ?? parts.replaceAll('-', ''), last)
    return kind && hit(kind, start, end)
  })

function kindOf(born: string, last: string): BlockingKind | null {
  const dated = isWrittenDay(born) && CENTURY.test(born)
  if (dated && INTERIM.test(last)) return 'interimsnummer'
  const reserve = born.length === 8 ? RESERVE : SHORT_RESERVE
  return (dated || NATIONAL_UNKNOWN.test(born)) && reserve.test(last) ? 'reservnummer' : null
}
