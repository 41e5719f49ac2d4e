import { z } from 'zod'
import { field } from '#src/kernel/forms.ts'
import type { CookieChange } from '#src/web/reply.ts'
import { startSession } from '#src/web/session.ts'
import type { Ctx } from '#src/work/context.ts'
import { isPassword } from './password.ts'
import { type Person, people } from './person.entity.ts'
import { countTry, forgetTries, mustWait } from './throttle.ts'

export const Credentials = z.object({
  email: z.string().trim().toLowerCase().min(1, 'errors.required').max(254, 'errors.tooLong'),
  password: field.secret().min(1, 'errors.required'),
})
export type Checked = { readonly kind: 'right'; readonly person: Person } | { readonly kind: 'wrong' | 'wait' }

/** Before the unit of work: looks the account up and checks the password, as slowly whether it exists or not. */
export async function checkCredentials(
  { email, password }: z.output<typeof Credentials>,
  read: <R>(work: (ctx: Ctx) => Promise<R>) => Promise<R>,
): Promise<Checked> {
  const { person, wait } = await read(async ctx => ({
    person: await ctx.rows(people).one({ email, state: 'active' }),
    wait: await mustWait(ctx, 'sign-in', email),
  }))
  if (wait) return { kind: 'wait' }
  const right = await isPassword(person?.passwordHash ?? null, password)
  return right && person !== null ? { kind: 'right', person } : { kind: 'wrong' }
}

/** A new session with a new id; the browser's old one is dead. */
export async function signIn(ctx: Ctx, person: Person, oldToken: string | null): Promise<CookieChange> {
  await forgetTries(ctx, 'sign-in', person.email)
  ctx.record('person.signedIn', { type: 'person', id: person.id })
  return startSession(ctx, person.id, oldToken)
}

export async function noteFailure(ctx: Ctx, email: string): Promise<void> {
  await countTry(ctx, 'sign-in', email)
  const person = await ctx.rows(people).one({ email })
  ctx.record('person.signInFailed', { type: 'person', id: person?.id ?? 'unknown' })
}
