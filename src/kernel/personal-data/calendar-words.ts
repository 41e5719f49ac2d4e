import { isDay } from './personal-number.ts'

const MONTHS = 'januari februari mars april maj juni juli augusti september oktober november december'.split(' ')

/** A month in full or shortened, for a pattern without regard to case. */
export const MONTH = '(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\\p{L}{0,6}'

/** The full name of a month told by its number or by how it begins, at least three letters. */
export const monthName = (month: string): string | undefined =>
  /\d/.test(month) ? MONTHS[Number(month) - 1] : MONTHS.find(name => name.startsWith(month.toLowerCase()))

/** Whether six or eight digits are a day; without a century of either. */
export const isWrittenDay = (digits: string): boolean =>
  isDay(Number(digits.slice(0, -4).padStart(4, '20')), Number(digits.slice(-4, -2)), Number(digits.slice(-2)))
