import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits, for cookies. */
export const randomToken = (): string => randomBytes(32).toString('base64url')
export const sha256 = (value: string): string => createHash('sha256').update(value).digest('base64url')
export const hmac = (key: string, ...parts: readonly string[]): string =>
  createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url')
export const sameText = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** What a mailed link is bound to. The database holds this, but never the link itself (quality rule 19). */
export interface LinkClaim {
  /** 16 random bytes as hex, the row's id. */
  readonly id: string
  readonly purpose: string
  readonly subjectId: string
  readonly contact: string
  readonly expiresAt: Date
}

export const newLinkId = (): string => randomBytes(16).toString('hex')

/** 64 characters: the id and an HMAC over all that the link is bound to. Derivable only with the key. */
export function linkToken(key: string, { id, purpose, subjectId, contact, expiresAt }: LinkClaim): string {
  const parts = JSON.stringify([id, purpose, subjectId, contact, expiresAt.toISOString()])
  const mac = createHmac('sha256', key).update(parts).digest()
  return Buffer.concat([Buffer.from(id, 'hex'), mac]).toString('base64url')
}
/** The id inside a token; null when the text cannot be a token. It proves nothing: compare with `linkToken`. */
export function linkIdOf(token: string): string | null {
  if (!/^[\w-]{64}$/.test(token)) return null
  return Buffer.from(token, 'base64url').subarray(0, 16).toString('hex')
}
/** Six digits, derived as a link is: the database alone does not give them, as it would give a hash of so few. */
export const linkCode = (key: string, { id, purpose, subjectId, contact, expiresAt }: LinkClaim): string => {
  const parts = JSON.stringify(['code', id, purpose, subjectId, contact, expiresAt.toISOString()])
  const number = createHmac('sha256', key).update(parts).digest().readUIntBE(0, 6)
  return String(number % 1_000_000).padStart(6, '0')
}
