import { DateTime } from 'luxon'

/** A calendar day in Sweden, `YYYY-MM-DD`. Compares as text. */
export type Day = string
/** A calendar month, `YYYY-MM`. */
export type Month = string

export const ZONE = 'Europe/Stockholm'

const DAY_MS = 86_400_000
/** Days are counted without a zone, where all are of one length. */
const utc = (day: Day): Date => new Date(`${day}T00:00:00Z`)
const asDay = (instant: Date): Day => instant.toISOString().slice(0, 10)

/** Made once: it is slow to make, and quick to ask. */
const swedish = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE })

/** The day in Sweden at an instant: 2026-03-01T23:30Z is 2 March. */
export const dayOf = (instant: Date): Day => swedish.format(instant)
export const monthOf = (day: Day): Month => day.slice(0, 7)
export const yearOf = (day: Day): number => Number(day.slice(0, 4))
export const addDays = (day: Day, days: number): Day => asDay(new Date(utc(day).getTime() + days * DAY_MS))
/** 31 January + 1 month is the last day of February. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return asDay(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))))
}
/** Whole days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => (utc(to).getTime() - utc(from).getTime()) / DAY_MS
/** The instant a Swedish day begins; days are half-open intervals from it to the next day's. */
export const startOf = (day: Day): Date => instantAt(day, '00:00')
/** The instant of a clock time (`HH:MM`) on a Swedish day. */
export const instantAt = (day: Day, time: string): Date => DateTime.fromISO(`${day}T${time}`, { zone: ZONE }).toJSDate()
/** `13:05` in Sweden. */
export const clockOf = (instant: Date): string => DateTime.fromJSDate(instant, { zone: ZONE }).toFormat('HH:mm')
export const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value) && DateTime.fromISO(value).isValid
export const isMonth = (value: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(value)
/** The month and those before it, newest first. */
export const monthsBack = (month: Month, count: number): Month[] =>
  Array.from({ length: count }, (_, back) => monthOf(addMonths(`${month}-01`, -back)))
