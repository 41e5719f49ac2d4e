import { sendDigests } from '#src/features/following/digest.job.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import type { OutboxMail } from '#src/mail/outbox-mail.entity.ts'
import type { World } from '#test/support/world.ts'

/** The letters to a person that have left or are about to, oldest first. */
export const lettersTo = async (world: World, { email }: Pick<Person, 'email'>): Promise<OutboxMail[]> =>
  (await world.mails({ toAddress: email })).filter(({ state }) => state !== 'held')

/** Which letters, in order. */
export const templatesTo = async (world: World, person: Pick<Person, 'email'>): Promise<string[]> =>
  (await lettersTo(world, person)).map(({ template }) => template)

/** Some days later, when the job has run. */
export async function daysLater(world: World, days: number): Promise<void> {
  world.clock.moveTo(new Date(world.clock.now().getTime() + days * 86_400_000))
  await sendDigests(world.works)
}
