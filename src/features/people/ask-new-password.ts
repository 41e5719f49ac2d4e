import { z } from 'zod'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { mailLink } from './invite-person.ts'
import { people } from './person.entity.ts'
import { countTry, mustWait } from './throttle.ts'

export const RESET_MINUTES = 60
export const Forgotten = z.object({ email: field.email() })

/** Mails a link if there is such an account; whoever asks is told the same either way (S5). */
export async function askNewPassword(ctx: Ctx, email: string): Promise<void> {
  const tooOften = await mustWait(ctx, 'reset', email)
  await countTry(ctx, 'reset', email)
  const person = await ctx.rows(people).one({ email, state: 'active' })
  if (person === null || tooOften) return
  ctx.record('person.passwordAsked', { type: 'person', id: person.id })
  await mailLink(ctx, person, 'password', new Date(ctx.now.getTime() + RESET_MINUTES * 60_000))
}
