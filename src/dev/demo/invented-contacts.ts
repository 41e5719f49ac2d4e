import type { CaseKey } from './invented-cases.ts'
import type { BodyKey } from './invented-place.ts'

/** Days are counted from today. Contacts were entered more than a year ago: those that nobody has asked since are old. */
export const VERIFIED: Readonly<Partial<Record<BodyKey, number>>> = {
  vard: -60,
  bistand: -60,
  overformyndare: -58,
  af: -45,
  fk: -200,
}

/** Nobody is there any more, while a question waits. */
export const LEFT: {
  readonly body: BodyKey
  readonly day: number
  readonly from: number
  readonly successor: { readonly function: string; readonly email: string; readonly phone: string | null }
} = {
  body: 'psykiatri',
  day: -3,
  from: -6,
  successor: {
    function: 'Tillförordnad enhetschef för psykiatrimottagningen',
    email: 'psykiatri-tf@lindviken.test',
    phone: null,
  },
}

/** What a body adds to the answer that another has given for both. */
export const ADDITION: { readonly on: CaseKey; readonly day: number; readonly text: string } = {
  on: 'lakarintyg',
  day: -225,
  text: 'Vi kan skriva ett kort intyg om bokad tid samma dag som tiden bokas. Det räcker för att begära anstånd.',
}
