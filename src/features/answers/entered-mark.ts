import { keyOf, type Locale, translate } from '#src/i18n/translate.ts'
import { dates } from '#src/web/dates.ts'
import type { Answer } from './answer.entity.ts'

/**
 * "Inskrivet av samordnaren efter telefonsamtal 3 mars 2026 (enhetschef)", for every place that shows an answer; null of
 * what the contact wrote herself by her link.
 */
export function enteredMark(
  locale: Locale,
  {
    source,
    sourceDay,
    sourceFunction,
    enteredBy,
  }: Pick<Answer, 'source' | 'sourceDay' | 'sourceFunction' | 'enteredBy'>,
): string | null {
  if (source === null || sourceDay === null || enteredBy === null) return null
  return translate(locale, keyOf(`answerActs.entered.${source}`), {
    by: translate(locale, keyOf(`answerActs.by.${enteredBy}`)),
    day: dates[locale].day(sourceDay),
    function: sourceFunction ?? '',
  })
}
