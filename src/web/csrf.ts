import type { Request } from 'express'
import { Forbidden } from '#src/kernel/errors.ts'
import { hmac, sameText } from '#src/kernel/tokens.ts'

/**
 * Bound to this browser's cookie, signed in or not; a new session has a new one. On the pages of somebody who is signed in
 * it also says, after a dot, for whom they were made. That outlives the session, so that what she typed can be given back.
 */
export function csrfToken(key: string, sid: string, personId: string | null): string {
  const browser = hmac(key, 'csrf', sid)
  return personId === null ? browser : `${browser}.${madeFor(key, browser, personId)}`
}

const madeFor = (key: string, browser: string, personId: string): string => hmac(key, 'made for', browser, personId)

/** Whether the form stood on a page that was made for the person, in this session or an earlier one. */
export function isMadeFor(key: string, token: unknown, personId: string): boolean {
  const [browser = '', person = ''] = String(token).split('.')
  return sameText(person, madeFor(key, browser, personId))
}

/**
 * Refuses a form that another site sent (S8): by the browser's own word on where it comes from, then by the token. `Origin` is
 * asked only of browsers too old for that word, since under our `no-referrer` policy it is `null` for our own forms too.
 */
export function assertOwnForm(req: Request, key: string, sid: string | null, hosts: readonly string[]): void {
  const site = req.headers['sec-fetch-site']
  const ours = site === undefined ? isOwnOrigin(req.headers.origin, hosts) : site === 'same-origin'
  if (!ours || sid === null) throw new Forbidden('errors.form')
  const token = (req.body as Record<string, unknown> | undefined)?.['_csrf']
  if (typeof token === 'string' && sameText(token.split('.')[0] ?? '', csrfToken(key, sid, null))) return
  throw new Forbidden('errors.form', { token })
}

const isOwnOrigin = (origin: string | undefined, hosts: readonly string[]): boolean =>
  origin === undefined || hosts.some(host => origin === `https://${host}` || origin === `http://${host}`)
