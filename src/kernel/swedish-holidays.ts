import { addDays, type Day } from './days.ts'

/** 1 is Monday, 7 Sunday. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** Easter Sunday of a year in the Gregorian calendar (Meeus, Jones and Butcher). */
export function easterOf(year: number): Day {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const moon = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const sunday = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - moon - (c % 4)) % 7
  const count = moon + sunday - 7 * Math.floor((a + 11 * moon + 22 * sunday) / 451) + 114
  return dayIn(year, Math.floor(count / 31), (count % 31) + 1)
}

const dayIn = (year: number, month: number, day: number): Day =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** The first such weekday from the day on. */
const weekdayFrom = (day: Day, weekday: number): Day => addDays(day, (weekday - weekdayOf(day) + 7) % 7)

/**
 * The days of a year on which offices are shut besides Sundays: those of the law (1989:253), and the eves of midsummer,
 * Christmas and the new year, which agreements treat as such.
 */
export function holidaysOf(year: number): Day[] {
  const easter = easterOf(year)
  const fixed = ['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31']
  return [
    ...fixed.map(rest => `${year}-${rest}`),
    ...[-2, 0, 1, 39, 49].map(days => addDays(easter, days)),
    weekdayFrom(`${year}-06-19`, 5),
    weekdayFrom(`${year}-06-20`, 6),
    weekdayFrom(`${year}-10-31`, 6),
  ].sort()
}

/** Neither a weekend nor a holiday. */
export const isWorkday = (day: Day): boolean => weekdayOf(day) < 6 && !holidaysOf(Number(day.slice(0, 4))).includes(day)
