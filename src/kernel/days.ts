import { DateTime } from 'luxon'

/** A calendar day in Sweden, `YYYY-MM-DD`. Compares as text. */
export type Day = string
/** A calendar month, `YYYY-MM`. */
export type Month = string

export const ZONE = 'Europe/Stockholm'

const at = (day: Day): DateTime => DateTime.fromISO(day, { zone: ZONE })

/** The day in Sweden at an instant: 2026-03-01T23:30Z is 2 March. */
export const dayOf = (instant: Date): Day => DateTime.fromJSDate(instant, { zone: ZONE }).toISODate() as Day
export const monthOf = (day: Day): Month => day.slice(0, 7)
export const yearOf = (day: Day): number => Number(day.slice(0, 4))
export const addDays = (day: Day, days: number): Day => at(day).plus({ days }).toISODate() as Day
/** 31 January + 1 month is the last day of February. */
export const addMonths = (day: Day, months: number): Day => at(day).plus({ months }).toISODate() as Day
/** Whole days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round(at(to).diff(at(from), 'days').days)
/** The instant a Swedish day begins; days are half-open intervals from it to the next day's. */
export const startOf = (day: Day): Date => at(day).startOf('day').toJSDate()
/** The instant of a clock time (`HH:MM`) on a Swedish day. */
export const instantAt = (day: Day, time: string): Date => DateTime.fromISO(`${day}T${time}`, { zone: ZONE }).toJSDate()
export const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value) && at(value).isValid
export const isMonth = (value: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(value)
/** The month and those before it, newest first. */
export const monthsBack = (month: Month, count: number): Month[] =>
  Array.from({ length: count }, (_, back) => monthOf(addMonths(`${month}-01`, -back)))
