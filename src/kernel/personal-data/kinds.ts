import type { Span } from './span.ts'

export const BLOCKING_KINDS = ['personnummer', 'samordningsnummer', 'interimsnummer', 'reservnummer'] as const
export const ASKING_KINDS = [
  'phone',
  'email',
  'address',
  'caseNumber',
  'clientLabel',
  'initials',
  'name',
  'date',
  'birth',
  'rare',
] as const
export type BlockingKind = (typeof BLOCKING_KINDS)[number]
export type Kind = BlockingKind | (typeof ASKING_KINDS)[number]

/** A finding in the readable text. */
export interface Hit extends Span {
  readonly kind: Kind
  readonly suggestion: string | null
}
