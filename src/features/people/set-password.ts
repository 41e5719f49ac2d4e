import { z } from 'zod'
import { NotFound } from '#src/kernel/errors.ts'
import { type Faulty, faulty, field, type Read, readForm } from '#src/kernel/forms.ts'
import { findLink } from '#src/mail/find-link.ts'
import type { CookieChange } from '#src/web/reply.ts'
import type { Incoming } from '#src/web/routes.ts'
import { endAllSessions, startSession } from '#src/web/session.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AccessLink, accessLinks } from './access-link.entity.ts'
import { hashPassword, isPassword, passwordFault } from './password.ts'
import { type Person, people } from './person.entity.ts'

export const NewPassword = z.object({ password: field.secret(), again: field.secret() })
type LinkPurpose = 'invitation' | 'password'

export interface Prepared {
  readonly faulty: Faulty | null
  readonly hash: string
}

/** Checks a new password and hashes it, before the unit of work. The passwords are never given back to the page. */
export async function prepareNewPassword(body: Incoming['body'], email: string): Promise<Prepared> {
  const form: Read<z.output<typeof NewPassword>> = readForm(NewPassword, body)
  const fault = form.ok ? passwordFault(form.value.password, email) : null
  if (!form.ok) return { faulty: faulty({}, form.errors), hash: '' }
  if (fault !== null) return { faulty: faulty({}, { password: [fault] }), hash: '' }
  if (form.value.password !== form.value.again)
    return { faulty: faulty({}, { again: ['people.passwordsDiffer'] }), hash: '' }
  return { faulty: null, hash: await hashPassword(form.value.password) }
}

/** The account that an unused link is for. */
export async function personOfLink(
  ctx: Ctx,
  token: string,
  purpose: LinkPurpose,
): Promise<{ link: AccessLink; person: Person }> {
  const link = await findLink(ctx, token, purpose)
  const person = await ctx.rows(people).one({ id: link.subjectId })
  if (link.usedAt !== null || person === null || person.state === 'closed') throw new NotFound('errors.notFound')
  return { link, person }
}

/** The address of the account, or null where the link will not do. */
export async function emailOfLink(ctx: Ctx, token: string, purpose: LinkPurpose): Promise<string | null> {
  try {
    return (await personOfLink(ctx, token, purpose)).person.email
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

/** Sets the password by a mailed link, once. Every other browser of the account is signed out. */
export async function setPassword(
  ctx: Ctx,
  { link, person }: { link: AccessLink; person: Person },
  hash: string,
): Promise<CookieChange> {
  await ctx.rows(accessLinks).change(link.id, { usedAt: ctx.now })
  await ctx.rows(people).update(person, { passwordHash: hash, state: 'active' })
  await endAllSessions(ctx, person.id)
  ctx.record(link.purpose === 'invitation' ? 'person.accepted' : 'person.passwordSet', {
    type: 'person',
    id: person.id,
  })
  return startSession(ctx, person.id, null)
}

/** Changes the signed-in person's own password; she must know the present one. */
export async function changePassword(ctx: Ctx, person: Person, hash: string): Promise<CookieChange> {
  await ctx.rows(people).update(person, { passwordHash: hash })
  await endAllSessions(ctx, person.id)
  ctx.record('person.passwordChanged', { type: 'person', id: person.id })
  return startSession(ctx, person.id, null)
}
export const knowsPassword = (person: Person, current: unknown): Promise<boolean> =>
  isPassword(person.passwordHash, typeof current === 'string' ? current : '')
