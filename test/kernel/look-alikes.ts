/** What looks like a number of a person and is none, drawn from a seed. */

import { between, digitsOf, luhnDigit, pick, type Random, two } from './swedish-numbers.ts'

const day = (random: Random) => ({
  year: String(between(random, 1990, 2030)),
  month: two(between(random, 1, 12)),
  day: two(between(random, 1, 28)),
  hour: two(between(random, 0, 23)),
  minute: two(between(random, 0, 59)),
})

export function organisationNumber(random: Random): string {
  const nine = `${pick(random, ['1', '2', '5', '7', '8', '9'])}${digitsOf(random, 1)}${between(random, 2, 9)}${digitsOf(random, 6)}`
  const number = `${nine.slice(0, 6)}-${nine.slice(6)}${luhnDigit(nine)}`
  return pick(random, [
    number,
    number.replace('-', ''),
    number.replace('-', ' '),
    `16${number}`,
    `16${number.replace('-', '')}`,
    `16 ${number}`,
  ])
}

export const caseNumber = (random: Random): string => {
  const [year, n] = [between(random, 2005, 2030), (count: number) => digitsOf(random, count)]
  return pick(random, [
    `Dnr ${n(3)}-${n(4)}-${year}`,
    `dnr ${year}/${n(4)}`,
    `KS ${year}/${n(5)}`,
    `SN-${year}-${n(5)}`,
    `Af-${year}/${n(4)} ${n(4)}`,
    `IVO 3.5.1-${n(5)}/${year}`,
    `S${year}/${n(5)}/SOF`,
    `mål nr ${n(4)}-${String(year).slice(2)}`,
    `målen ${n(4)}-${String(year).slice(2)}, ${n(4)}-${String(year).slice(2)} och ${n(5)}-22`,
    `T ${n(5)}-${String(year).slice(2)}`,
    `HSN ${year}-${n(4)}, HSN ${year}-${n(4)}`,
    `2.4.1-${n(5)}/${year}`,
    `JO ${n(4)}-${year}`,
    `ärende ${n(6)}`,
  ])
}

export const date = (random: Random): string => {
  const [a, b] = [day(random), day(random)]
  return pick(random, [
    `${a.year}-${a.month}-${a.day}`,
    `${a.year}-${a.month}-${a.day} ${a.hour}:${a.minute}`,
    `${a.year}-${a.month}-${a.day} ${a.hour}.${a.minute}`,
    `${a.year}-${a.month}-${a.day}T${a.hour}:${a.minute}:00Z`,
    `${a.year}-${a.month}-${a.day}–${b.year}-${b.month}-${b.day}`,
    `${a.year}-${a.month}-${a.day} - ${b.year}-${b.month}-${b.day}`,
    `${a.year}-${a.month}-${a.day}, ${b.year}-${b.month}-${b.day}`,
    `${a.year}-${a.month}-${a.day} / ${b.year}-${b.month}-${b.day}`,
    `${a.year}${a.month}${a.day}-${b.year}${b.month}${b.day}`,
    `${a.year.slice(2)}${a.month}${a.day}-${b.year.slice(2)}${b.month}${b.day}`,
    `${a.year.slice(2)}${a.month}${a.day} ${a.hour}:${a.minute}`.replace(/^(\d{6}) (\d\d:\d\d)$/, '$1 kl $2'),
    `${a.day}.${a.month}.${a.year}`,
    `${a.day}/${a.month} ${a.year}`,
    `${a.day}/${a.month}–${b.day}/${b.month} ${a.year}`,
    `${a.day}.${a.month}.${a.year} ${a.hour}.${a.minute}–${b.hour}.${b.minute}`,
    `mars ${a.year}, maj ${b.year}`,
    `${a.year}–${b.year}, ${a.month}–${b.month}`,
    `${a.day}${a.month}${a.year}`,
    `kl. ${a.hour}.${a.minute}-${b.hour}.${b.minute}`,
    `kl ${a.hour}${a.minute}–${b.hour}${b.minute}`,
  ])
}

export const law = (random: Random): string => {
  const [year, number] = [between(random, 1949, 2030), between(random, 1, 1999)]
  return pick(random, [
    `SFS ${year}:${number}`,
    `lagen (${year}:${number}) om stöd`,
    `SOSFS ${year}:${number}, ${between(random, 1, 20)} kap. ${between(random, 1, 40)} §`,
    `prop. ${year}/${two((year + 1) % 100)}:${number}`,
    `${year}:${number}, ${year}:${number + 1}`,
    `HFD ${year} ref. ${between(random, 1, 70)}`,
  ])
}
