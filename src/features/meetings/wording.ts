import { keyOf, translate, type Values } from '#src/i18n/translate.ts'
import type { Day } from '#src/kernel/days.ts'
import { dates } from '#src/web/dates.ts'

/** Notes and decisions are Swedish, whoever writes them (product §10). */
export const inSwedish = (key: string, values?: Values): string => translate('sv', keyOf(key), values)
export const swedishDay = (day: Day): string => dates.sv.day(day)
export const paragraphLabel = (paragraph: number, year: number | string): string => `§ ${paragraph}/${year}`

/** The prefilled text of a decision, as `meetings.text.ask`. */
export const wordingOf = (decision: string, facts: Values = {}): string => inSwedish(`meetings.text.${decision}`, facts)
