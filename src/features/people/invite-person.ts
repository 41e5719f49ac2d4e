import { z } from 'zod'
import { hasRole } from '#src/kernel/actor.ts'
import { Forbidden } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import { enqueueMail, makeLink } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { accessLinks } from './access-link.entity.ts'
import { GrantForm, giveGrant } from './change-grants.ts'
import { type Person, people } from './person.entity.ts'

export const INVITATION_DAYS = 7
export const Invitation = z.object({ name: field.name(), email: field.email(), ...GrantForm.shape })

/** Makes an account without a password and mails its holder a link to choose one. The address must be new. */
export async function invitePerson(ctx: Ctx, { name, email, ...grant }: z.output<typeof Invitation>): Promise<Person> {
  if (!hasRole(ctx.actor, 'admin') && ctx.actor.kind !== 'system') throw new Forbidden('errors.denied')
  const person = await ctx.rows(people).insert({
    id: ctx.newId(),
    name,
    email,
    passwordHash: null,
    state: 'invited',
    locale: 'sv',
    shortcuts: null,
    createdAt: ctx.now,
    version: 1,
  })
  ctx.record('person.invited', { type: 'person', id: person.id })
  await giveGrant(ctx, person, grant)
  await sendInvitation(ctx, person)
  return person
}

/** The link works once, for seven days; earlier ones stop working. */
export async function sendInvitation(ctx: Ctx, person: Person): Promise<void> {
  await mailLink(ctx, person, 'invitation', new Date(ctx.now.getTime() + INVITATION_DAYS * 86_400_000))
}

export async function mailLink(
  ctx: Ctx,
  person: Person,
  purpose: 'invitation' | 'password',
  expiresAt: Date,
): Promise<void> {
  await ctx.rows(accessLinks).changeAll({ subjectId: person.id, purpose }, { revokedAt: ctx.now })
  const link = await makeLink(ctx, { purpose, subjectId: person.id, contact: person.email, expiresAt })
  await enqueueMail(ctx, {
    template: `people.${purpose}`,
    to: { address: person.email, name: null },
    facts: {},
    linkId: link.id,
    about: { type: 'person', id: person.id },
  })
}
