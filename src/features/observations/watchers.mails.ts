import { In } from 'typeorm'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Group } from '#src/features/groups/group.entity.ts'
import { groupsServing, seatsWithHolders } from '#src/features/groups/group.queries.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { employersOf } from '#src/features/organisations/office.queries.ts'
import { organisations } from '#src/features/organisations/organisation.entity.ts'
import { grants } from '#src/features/people/grant.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { enqueueMail, type Mail, type MailFacts } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Observation } from './observation.entity.ts'
import { levelName } from './observation.mails.ts'
import { watcherOf } from './watcher.rules.ts'

/**
 * The protected path (product §7): a report about the office's own employer must not be settled in silence by somebody
 * whom that employer pays. The conveners of the groups that serve the office, and in each group the holder of a seat of
 * another responsible body, are told that there is one, when it is set aside, when it feeds a systemfel and when it no
 * longer does, when it is found not systemic and when that is taken back, when it is returned and when it is withdrawn.
 * They are told the fact only. The report, its text and the reasons given for what was done with it stay in the office.
 */
export async function tellWatchers(
  ctx: Ctx,
  report: Observation,
  template: WatcherMail,
  facts: Pick<MailFacts, 'day'> = {},
): Promise<void> {
  await tell(ctx, report, { template, facts: { reference: report.number ?? '', ...facts } })
}
type WatcherMail =
  | 'observations.ownEmployerSent'
  | 'observations.ownEmployerHeld'
  | 'observations.ownEmployerDismissed'
  | 'observations.ownEmployerReopened'
  | 'observations.ownEmployerUnlinked'
  | 'observations.ownEmployerReturned'
  | 'observations.ownEmployerWithdrawn'

/** The systemfel that the report now feeds is open to those who stand in its circle: they get its page. */
export async function tellOfLinked(ctx: Ctx, report: Observation, deficiency: Deficiency): Promise<void> {
  await tell(ctx, report, {
    template: 'observations.ownEmployerLinked',
    facts: { reference: deficiency.number, level: levelName(deficiency.level) },
    path: `/systemfel/${deficiency.number}`,
  })
}

type Watcher = Mail['to'] & { readonly mayOpen: boolean }

async function tell(
  ctx: Ctx,
  report: Observation,
  mail: { readonly template: string; readonly facts: MailFacts; readonly path?: string },
): Promise<void> {
  const office = await ctx.rows(offices).get({ id: report.officeId })
  for (const { address, name, mayOpen } of await watchersOf(ctx, report.officeId))
    await enqueueMail(ctx, {
      template: mail.template,
      to: { address, name },
      facts: { ...mail.facts, office: office.name, ...contactOf(office) },
      about: { type: 'observation', id: report.id },
      ...(mail.path === undefined || !mayOpen ? {} : { path: mail.path }),
    })
}

const contactOf = ({ email, phone }: { email: string | null; phone: string | null }): MailFacts => ({
  ...(email === null ? {} : { email }),
  ...(phone === null ? {} : { phone }),
})

/** Each address once, though the office may have several groups. */
async function watchersOf(ctx: Ctx, officeId: string): Promise<Watcher[]> {
  const groups = await groupsServing(ctx, officeId)
  const employers = await employersAndKinds(ctx, officeId)
  const watchers: Watcher[] = []
  for (const group of groups) {
    watchers.push(...(await conveners(ctx, group)))
    const holder = watcherOf(await seatsWithHolders(ctx, group.id, ctx.today), employers)
    if (holder !== null) watchers.push({ address: holder.email, name: holder.name, mayOpen: holder.personId !== null })
  }
  return [...new Map(watchers.map(watcher => [watcher.address, watcher])).values()]
}

async function employersAndKinds(ctx: Ctx, officeId: string) {
  const ids = await employersOf(ctx, officeId, ctx.today)
  const rows = ids.length === 0 ? [] : await ctx.rows(organisations).all({ id: In(ids) })
  return { ids, kinds: rows.map(({ kind }) => kind) }
}

/** Those with the role; of a group without any, its own address. */
async function conveners(ctx: Ctx, group: Group): Promise<Watcher[]> {
  const granted = await ctx.rows(grants).all({ role: 'convener', groupId: group.id })
  const ids = granted.map(({ personId }) => personId)
  const persons = ids.length === 0 ? [] : await ctx.rows(people).all({ id: In(ids), state: 'active' }, { id: 'ASC' })
  if (persons.length > 0) return persons.map(({ email, name }) => ({ address: email, name, mayOpen: true }))
  return group.email === null ? [] : [{ address: group.email, name: group.name, mayOpen: false }]
}
