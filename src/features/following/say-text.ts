import { keyOf, type Locale, translate } from '#src/i18n/translate.ts'
import { isDay } from '#src/kernel/days.ts'
import { dates } from '#src/web/dates.ts'
import { type Sayable, sentences } from './say.rules.ts'

/** The sentences, as they are read out. */
export const sayIn = (locale: Locale, sayable: Sayable): string[] =>
  sentences(sayable).map(({ key, values }) => {
    const shown = Object.entries(values).map(([name, value]) => [name, isDay(value) ? dates[locale].day(value) : value])
    return translate(locale, keyOf(`say.${key}`), Object.fromEntries(shown))
  })
