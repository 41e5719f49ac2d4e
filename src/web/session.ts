import type { Request, Response } from 'express'
import { Rows } from '#src/db/rows.ts'
import { findActor } from '#src/features/people/person.queries.ts'
import { type Actor, NOBODY } from '#src/kernel/actor.ts'
import { randomToken, sha256 } from '#src/kernel/tokens.ts'
import type { Ctx } from '#src/work/context.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import type { CookieChange } from './reply.ts'
import { type Session, sessions } from './session.entity.ts'

export const IDLE_MINUTES = 30
export const LONGEST_HOURS = 10
const MINUTE = 60_000

/** Signs a person in: a new id, of which the database keeps the hash. The old one, if any, is dead. */
export async function startSession(ctx: Ctx, personId: string, oldToken: string | null): Promise<CookieChange> {
  if (oldToken !== null) await endSession(ctx, oldToken)
  const token = randomToken()
  await ctx.rows(sessions).insert({
    id: ctx.newId(),
    tokenHash: sha256(token),
    personId,
    createdAt: ctx.now,
    lastSeenAt: ctx.now,
  })
  return { name: 'sid', value: token }
}

export async function endSession(ctx: Ctx, token: string): Promise<CookieChange> {
  await ctx.rows(sessions).remove({ tokenHash: sha256(token) })
  return { name: 'sid', value: randomToken() }
}

/** After a new password or a closed account: every browser of the person is signed out. */
export const endAllSessions = (ctx: Ctx, personId: string): Promise<number> => ctx.rows(sessions).remove({ personId })

/** How many seconds a session lasts yet: unless something is done, and whatever is done. */
export interface TimeLeft {
  readonly idle: number
  readonly last: number
}
export interface Caller {
  readonly actor: Actor
  /** Null for nobody. */
  readonly left: TimeLeft | null
}

/** Who calls: the person of a live session, or nobody. */
export async function whoCalls(works: UnitsOfWork, token: string, locale: Actor['locale']): Promise<Caller> {
  const now = works.settings.clock.now()
  const found = await works.settings.db.read(async em => {
    const session = await new Rows(em, sessions).one({ tokenHash: sha256(token) })
    if (session === null || !isLive(session, now)) return null
    const actor = await findActor(em, works.settings.db.dialect, session.personId)
    return actor === null ? null : { session, actor }
  })
  if (found === null) return { actor: { ...NOBODY, locale }, left: null }
  return { actor: found.actor, left: timeLeft(await noteSeen(works, found.session, now), now) }
}

export const WHOLE_SESSION: TimeLeft = { idle: IDLE_MINUTES * 60, last: LONGEST_HOURS * 3600 }

export function timeLeft({ createdAt, lastSeenAt }: Session, now: Date): TimeLeft {
  const secondsTo = (end: number): number => Math.max(0, Math.floor((end - now.getTime()) / 1000))
  return {
    idle: secondsTo(lastSeenAt.getTime() + IDLE_MINUTES * MINUTE),
    last: secondsTo(createdAt.getTime() + LONGEST_HOURS * 60 * MINUTE),
  }
}

const isLive = ({ createdAt, lastSeenAt }: Session, now: Date): boolean =>
  now.getTime() - lastSeenAt.getTime() < IDLE_MINUTES * MINUTE &&
  now.getTime() - createdAt.getTime() < LONGEST_HOURS * 60 * MINUTE

/** At most once a minute, so that reading pages does not fill the writer's queue. */
async function noteSeen({ settings }: UnitsOfWork, session: Session, now: Date): Promise<Session> {
  if (now.getTime() - session.lastSeenAt.getTime() < MINUTE) return session
  await settings.db.write(em => new Rows(em, sessions).changeAll({ id: session.id }, { lastSeenAt: now }))
  return { ...session, lastSeenAt: now }
}

/** `__Host-` and Secure wherever people sign in for real; plain names on the demo's loopback http. */
export const cookieName = (name: CookieChange['name'] | 'notice', secure: boolean): string =>
  secure ? `__Host-${name}` : name

export function readCookies(req: Request): Record<string, string> {
  const cookies: Record<string, string> = {}
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0) cookies[part.slice(0, at).trim()] = part.slice(at + 1).trim()
  }
  return cookies
}

/** The language chosen in this browser. */
export const localeOf = (req: Request, secure: boolean): Actor['locale'] =>
  readCookies(req)[cookieName('lang', secure)] === 'en' ? 'en' : 'sv'

export function setCookie(
  res: Response,
  secure: boolean,
  name: CookieChange['name'] | 'notice',
  value: string | null,
  seconds?: number,
): void {
  const age = value === null ? '; Max-Age=0' : seconds === undefined ? '' : `; Max-Age=${seconds}`
  const safe = secure ? '; Secure' : ''
  res.append('Set-Cookie', `${cookieName(name, secure)}=${value ?? ''}; Path=/; HttpOnly; SameSite=Lax${safe}${age}`)
}
