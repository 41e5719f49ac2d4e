import { NotFound } from '#src/kernel/errors.ts'
import type { CookieChange, LinkCookie, Reply } from './reply.ts'

const MINUTES_30 = 1800

/** What a mailed link opens, with the link itself. */
export type Opened<T> = T & { readonly token: string }

/** Forged, expired, revoked, unknown and missing links are the same: null. `find` throws `NotFound` for them. */
export async function openLink<T>(
  token: string | null,
  find: (token: string) => Promise<T>,
): Promise<Opened<T> | null> {
  try {
    return token === null ? null : { ...(await find(token)), token }
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

/** A link is taken into a cookie of 30 minutes, so that the address that is written on holds none (S10). */
export const linkCookie = (name: LinkCookie, { token }: Opened<unknown>): CookieChange => ({
  name,
  value: token,
  seconds: MINUTES_30,
})

/** Each step gives another 30 minutes. */
export const stayOpen = (name: LinkCookie, link: Opened<unknown>, reply: Reply): Reply => ({
  ...reply,
  cookies: [linkCookie(name, link)],
})
