import type { BlockingKind } from './kinds.ts'

/** What kind of Swedish personal number ten or twelve digits are, or null: a valid day (plus 60 in a samordningsnummer) and check digit. */
export function personalNumberKind(digits: string): 'personnummer' | 'samordningsnummer' | null {
  if (digits.length === 12 && !/^(18|19|20)/.test(digits)) return null
  const ten = digits.slice(-10)
  const day = Number(ten.slice(4, 6))
  const coordination = day > 60
  const month = Number(ten.slice(2, 4))
  if (!isDay(yearOf(digits), month, coordination ? day - 60 : day) || !passesLuhn(ten)) return null
  return coordination ? 'samordningsnummer' : 'personnummer'
}

/**
 * Numbers for patients without a personal number that have digits only, as Inera's Personuppgiftstjänst lists them: Region
 * Stockholm's 99yyyyNNNNNC, with the check digit over the last eight, and yyyymm32–59NNNC of Halland and Inera Carelink.
 */
export function reserveNumberKind(digits: string): BlockingKind | null {
  const stockholm = /^99(19|20)\d{8}$/.test(digits) && passesLuhn(digits.slice(4))
  const carelink = /^(1[7-9]|20)\d\d(0[1-9]|1[0-2])(3[2-9]|[45]\d)\d{4}$/.test(digits) && passesLuhn(digits.slice(2))
  return stockholm || carelink ? 'reservnummer' : null
}

/** Without a century the year may be of either; 2000 was a leap year, so ..00 is read as that. */
const yearOf = (digits: string): number => Number(digits.length === 12 ? digits.slice(0, 4) : `20${digits.slice(0, 2)}`)

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether the calendar has the day. */
export function isDay(year: number, month: number, day: number): boolean {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const length = (MONTH_LENGTHS[month - 1] ?? 0) + (month === 2 && leap ? 1 : 0)
  return day >= 1 && day <= length
}

/** The Luhn sum of an even number of digits, every other doubled from the first. */
function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[place]) * (place % 2 === 0 ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}
