import { In } from 'typeorm'
import { staffOf } from '#src/features/observations/who-is-asked.queries.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { enqueueMail } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'

interface Handed {
  readonly fromId: string | null
  readonly toId: string | null
  readonly count: number
}

/**
 * Tells whoever carries it from now on, and of what is the office's its coordinators; and the one it was taken from, where
 * somebody else did it. Who does it is not told.
 */
export async function tellOfHandover(ctx: Ctx, office: Office, { fromId, toId, count }: Handed): Promise<void> {
  const staff = (await staffOf(ctx, [office.id])).get(office.id)
  await mail(ctx, office, 'office.handedOver', toId === null ? (staff?.coordinatorIds ?? []) : [toId], count)
  if (fromId !== null) await mail(ctx, office, 'office.handedAway', [fromId], count)
}

async function mail(
  ctx: Ctx,
  office: Office,
  template: 'office.handedOver' | 'office.handedAway',
  ids: readonly string[],
  count: number,
): Promise<void> {
  const others = ids.filter(id => id !== ctx.actor.id)
  const told = others.length === 0 ? [] : await ctx.rows(people).all({ id: In(others), state: 'active' }, { id: 'ASC' })
  for (const { email } of told)
    await enqueueMail(ctx, {
      template,
      to: { address: email, name: null },
      facts: { office: office.name, count },
      path: '/rapporter',
      about: { type: 'office', id: office.id },
    })
}
