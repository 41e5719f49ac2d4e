/** Phone numbers, e-mail and street addresses that belong to nobody in particular, drawn from a seed. */

import { between, digitsOf, many, pick, type Random } from './swedish-numbers.ts'

const grouped = (digits: string, ...lengths: number[]): string => {
  let from = 0
  return lengths
    .map(length => {
      from += length
      return digits.slice(from - length, from)
    })
    .join(' ')
}

/** A phone number as people group them. */
export const phone = (random: Random): string => {
  const mobile = `7${pick(random, ['0', '2', '3', '6', '9'])}`
  const n = digitsOf(random, 7)
  const geographic = pick(random, [
    '011',
    '013',
    '018',
    '019',
    '021',
    '031',
    '040',
    '046',
    '060',
    '063',
    '090',
    '010',
    '020',
  ])
  const small = pick(random, [
    '0120',
    '0155',
    '0171',
    '0221',
    '0303',
    '0410',
    '0455',
    '0512',
    '0650',
    '0910',
    '0980',
    '0771',
  ])
  return pick(random, [
    `0${mobile}-${grouped(n, 3, 2, 2)}`,
    `0${mobile}-${grouped(n, 2, 2, 3)}`,
    `0${mobile} ${grouped(n, 3, 2, 2)}`,
    `0${mobile} - ${grouped(n, 3, 2, 2)}`,
    `0${mobile}/${grouped(n, 3, 2, 2)}`,
    `0${mobile}-${n}`,
    `0${mobile} ${n}`,
    `0${mobile}${n.slice(0, 1)}-${grouped(n.slice(1), 2, 2, 2)}`,
    `0${mobile}${n.slice(0, 1)}-${n.slice(1)}`,
    `0${mobile}${n.slice(0, 1)} ${grouped(n.slice(1), 2, 2, 2)}`,
    `+46 ${mobile} ${grouped(n, 3, 2, 2)}`,
    `+46${mobile}${n}`,
    `+46 (0)${mobile}-${grouped(n, 3, 2, 2)}`,
    `0046 ${mobile} ${grouped(n, 3, 2, 2)}`,
    `0046${mobile}${n}`,
    `(0${mobile}) ${grouped(n, 3, 2, 2)}`,
    `08-${grouped(n, 3, 2, 2)}`,
    `08-${grouped(`${n}4`, 3, 3, 2)}`,
    `08-${grouped(`${n}4`, 2, 2, 2, 2)}`,
    `08 ${grouped(n, 3, 2, 2)}`,
    `08/${n}`,
    `08-${n}4`,
    `${geographic}-${grouped(n, 3, 2, 2)}`,
    `${geographic}-${grouped(n, 2, 2, 2)}`,
    `${geographic} ${grouped(n, 3, 3)}`,
    `${small}-${grouped(n, 3, 2)}`,
    `${small}-${grouped(n, 2, 2, 2)}`,
    `${small}-${grouped(n, 3, 3)}`,
    `+47 ${grouped(`${n}1`, 3, 2, 3)}`,
    `+358 40 ${grouped(n, 3, 4)}`,
    `0${mobile}\u2011${grouped(n, 3, 2, 2).replaceAll(' ', '\u00a0')}`,
  ])
}

const letters = (random: Random, count: number): string =>
  many(count, random, inner => pick(inner, [...'abcdefghijklmnopqrstuvwxyzåäö'])).join('')

export function email(random: Random): string {
  const word = (count: number) => letters(random, count)
  const name = pick(random, [
    word(6),
    `${word(5)}.${word(7)}`,
    `${word(1)}.${word(4)}-${word(3)}`,
    `${word(5)}_${digitsOf(random, 2)}`,
    `${word(4)}+po`,
  ])
  return `${name}@${pick(random, [`${word(6)}.se`, `${word(4)}.${word(5)}.se`, `${word(4)}-${word(4)}.com`, `${word(5)}.nu`])}`
}

/** Common names of streets, chosen before the rules were tried on them. */
const STREETS =
  'Storgatan|Drottninggatan|Kungsgatan|Järnvägsgatan|Skolgatan|Kyrkogatan|Trädgårdsgatan|Nygatan|Ringvägen|Skolvägen|Björkvägen|Skogsvägen|Strandvägen|Parkvägen|Tallvägen|Granvägen|Rönnvägen|Kyrkvägen|Åsvägen|Ängsvägen|Stationsvägen|Hantverkaregatan|Industrigatan|Odengatan|Sveavägen|Vasagatan|Linnégatan|Birger Jarlsgatan|Olof Palmes gata|Karl Johans väg|S:t Eriksgatan|Sankt Persgatan|Norra Vallgatan|Södra Esplanaden|Västra Hamngatan|Östra Storgatan|Lilla Nygatan|Stora Torget|Stortorget|Järntorget|Lilla torg|Hagaplan|Karlaplan|Lingonstigen|Myrstigen|Åsgränd|Smedjegränd|Ekallén|Lindallén|Kyrkbacken|Tegelbacken|Solslingan|Kvarnbacken|Mäster Samuelsgatan|Karl XI:s väg|Prästgårdsängen|Bergsunds strand|Kanalvägen|Ulvsundavägen|Gamla Landsvägen|Första Långgatan|Kaserngatan|Hamnkajen|Brinken'.split(
    '|',
  )

/** A street with a number, as people write where somebody lives. */
export function address(random: Random): string {
  const street = pick(random, STREETS)
  const number = between(random, 1, 199)
  return pick(random, [
    `${street} ${number}`,
    `${street} ${number}`,
    `${street} ${number} ${pick(random, [...'ABCD'])}`,
    `${street} ${number}${pick(random, [...'ABCD'])}`,
    `${street} ${number}, ${between(random, 1, 8)} tr`,
    `${street} ${number} lgh ${between(random, 1001, 1404)}`,
    `${street} ${number}-${number + 2}`,
    `${street} ${number}, ${between(random, 100, 989)} ${between(random, 10, 99)} Storköping`,
  ])
}
