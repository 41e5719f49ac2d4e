/** What kind of Swedish personal number ten or twelve digits are, or null: a valid day (plus 60 in a samordningsnummer) and check digit. */
export function personalNumberKind(digits: string): 'personnummer' | 'samordningsnummer' | null {
  if (digits.length === 12 && !/^(18|19|20)/.test(digits)) return null
  const ten = digits.slice(-10)
  const day = Number(ten.slice(4, 6))
  const coordination = day > 60
  const month = Number(ten.slice(2, 4))
  if (!isDay(yearOf(digits), month, coordination ? day - 60 : day) || !hasLuhnDigit(ten)) return null
  return coordination ? 'samordningsnummer' : 'personnummer'
}

/** Without a century the year may be of either; 2000 was a leap year, so ..00 is read as that. */
const yearOf = (digits: string): number => Number(digits.length === 12 ? digits.slice(0, 4) : `20${digits.slice(0, 2)}`)

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isDay(year: number, month: number, day: number): boolean {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const length = (MONTH_LENGTHS[month - 1] ?? 0) + (month === 2 && leap ? 1 : 0)
  return day >= 1 && day <= length
}

/** The Luhn sum of ten digits, every other doubled from the first. */
function hasLuhnDigit(ten: string): boolean {
  let sum = 0
  for (let place = 0; place < 10; place++) {
    const digit = Number(ten[place]) * (place % 2 === 0 ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}
