import type { Request } from 'express'
import { Forbidden } from '#src/kernel/errors.ts'
import { hmac, sameText } from '#src/kernel/tokens.ts'

/** Bound to this browser's cookie, signed in or not; a new session has a new token. */
export const csrfToken = (key: string, sid: string): string => hmac(key, 'csrf', sid)

/** Refuses a form that another site sent: the browser's own word on where it comes from, then the token (S8). */
export function assertOwnForm(req: Request, key: string, sid: string | null, hosts: readonly string[]): void {
  const site = req.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') throw new Forbidden('errors.form')
  const { origin } = req.headers
  if (origin !== undefined && !hosts.some(host => origin === `https://${host}` || origin === `http://${host}`))
    throw new Forbidden('errors.form')
  const token: unknown = (req.body as Record<string, unknown> | undefined)?.['_csrf']
  if (sid === null || typeof token !== 'string' || !sameText(token, csrfToken(key, sid)))
    throw new Forbidden('errors.form')
}
