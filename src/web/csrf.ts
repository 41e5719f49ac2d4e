import type { Request } from 'express'
import { Forbidden } from '#src/kernel/errors.ts'
import { hmac, sameText } from '#src/kernel/tokens.ts'

/** Bound to this browser's cookie, signed in or not; a new session has a new token. */
export const csrfToken = (key: string, sid: string): string => hmac(key, 'csrf', sid)

/**
 * Refuses a form that another site sent (S8): by the browser's own word on where it comes from, then by the token. `Origin` is
 * asked only of browsers too old for that word, since under our `no-referrer` policy it is `null` for our own forms too.
 */
export function assertOwnForm(req: Request, key: string, sid: string | null, hosts: readonly string[]): void {
  const site = req.headers['sec-fetch-site']
  const ours = site === undefined ? isOwnOrigin(req.headers.origin, hosts) : site === 'same-origin'
  const token: unknown = (req.body as Record<string, unknown> | undefined)?.['_csrf']
  if (!ours || sid === null || typeof token !== 'string' || !sameText(token, csrfToken(key, sid)))
    throw new Forbidden('errors.form')
}

const isOwnOrigin = (origin: string | undefined, hosts: readonly string[]): boolean =>
  origin === undefined || hosts.some(host => origin === `https://${host}` || origin === `http://${host}`)
