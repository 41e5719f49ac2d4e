import { type Key, keyOf, type Locale, translate, type Values } from '#src/i18n/translate.ts'
import { readHalfYear } from '#src/kernel/half-years.ts'
import { dates } from '#src/web/dates.ts'
import type { Happening, LastAction, LastAnswer, ReportBand, Standing } from './content.rules.ts'

/** The words of a summary in one language. */
export class Wording {
  readonly lang: Locale
  constructor(lang: Locale) {
    this.lang = lang
  }

  t(key: Key, values?: Values): string {
    return translate(this.lang, key, values)
  }
  /** The label of a code in one of the lists, as `label('theme', 'sip')`. */
  label(list: string, code: string): string {
    return translate(this.lang, keyOf(`${list}.${code}`))
  }
  day(day: string): string {
    return dates[this.lang].day(day)
  }
  /** "andra halvåret 2016" of `2016-2`. */
  period(key: string): string {
    return this.#half('period', key)
  }
  /** "Juli–dec 2016", for the cells of tables. */
  shortPeriod(key: string): string {
    return this.#half('shortPeriod', key)
  }
  #half(style: 'period' | 'shortPeriod', key: string): string {
    const halfYear = readHalfYear(key)
    if (halfYear === null) throw new Error(`${key} is no half-year.`)
    return this.t(`summaries.${style}.${halfYear.half}`, { year: halfYear.year })
  }

  reports(band: ReportBand): string {
    return this.label('summaries.reports', band)
  }
  standing({ state, mergedInto }: Standing): string {
    return mergedInto === null ? this.label('state', state) : this.t('summaries.mergedInto', { number: mergedInto })
  }
  /** "Löst, bekräftat av ombud, 12 mars 2016." */
  endNote(standing: Standing): string {
    return `${this.standing(standing)}, ${this.day(standing.since)}.`
  }
  action({ kind, stage, day, owner }: LastAction): string {
    const said = this.t(`summaries.action.${stage}`, { kind: this.label('actionKind', kind), day: this.day(day) })
    return this.#by(said, owner)
  }
  answer({ kind, organisation, day }: LastAnswer): string {
    return this.t('summaries.answer', { kind: this.label('answerKind', kind), organisation, day: this.day(day) })
  }
  /** "12 mars 2016: Arbetsförmedlingen svarade: Vi utreder". */
  happening(happening: Happening): string {
    return `${this.day(happening.day)}: ${this.#whatHappened(happening)}`
  }
  #whatHappened(happening: Happening): string {
    switch (happening.what) {
      case 'decided':
        return this.t('summaries.happened.decided', {
          decision: this.label('decision', happening.type).toLowerCase(),
          by: happening.by,
        })
      case 'asked':
        return this.t('summaries.happened.asked', { by: happening.by })
      case 'answered':
        return this.t('summaries.happened.answered', {
          kind: this.label('answerKind', happening.kind),
          by: happening.by,
        })
      case 'ended':
        return happening.mergedInto == null
          ? this.label('state', happening.state).toLowerCase()
          : this.t('summaries.happened.merged', { number: happening.mergedInto })
      case 'returned':
        return this.t('summaries.happened.returned')
      default:
        return this.#by(
          this.t(`summaries.happened.${happening.what}`, {
            kind: this.label('actionKind', happening.kind).toLowerCase(),
          }),
          happening.by,
        )
    }
  }
  #by(said: string, owner: string | null): string {
    return owner === null ? said : `${said}, ${owner}`
  }
}

/** As the first word of a line. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
