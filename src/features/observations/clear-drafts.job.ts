import { type FindOptionsWhere, In, IsNull, LessThan } from 'typeorm'
import { people } from '#src/features/people/person.entity.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { addDays, startOf } from '#src/kernel/days.ts'
import { enqueueMail } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { type Observation, observations } from './observation.entity.ts'
import { staffOf } from './who-is-asked.queries.ts'
import { whoIsAsked } from './who-is-asked.rules.ts'

/** Days since a draft was last changed: then its author is told, and then it goes. A returned report is no draft. */
const TOLD_AFTER = 75
const CLEARED_AFTER = 90
/** So many in one unit of work. */
const BATCH = 200

/**
 * Drafts are working material and have a fixed term (quality rule 28). Nobody loses one unwarned: should the mail be late,
 * the draft stays as long after it as it would have.
 */
export async function clearDrafts(works: UnitsOfWork): Promise<void> {
  for (const round of [tellAuthors, clear]) {
    let done = BATCH
    while (done === BATCH) done = await works.write(SYSTEM, round)
  }
}

/** One mail to each who has such drafts, however many; each draft is told of once. */
async function tellAuthors(ctx: Ctx): Promise<number> {
  const where = untouchedFor(ctx, TOLD_AFTER, { remindedAt: IsNull() })
  const old = await ctx.rows(observations).all(where, { id: 'ASC' }, BATCH)
  const fresh: Observation[] = []
  for (const draft of old) {
    const { id, officeId } = draft
    const told = await ctx.rows(observations).changeAll({ id, remindedAt: IsNull() }, { remindedAt: ctx.now })
    if (told === 0) continue
    fresh.push(draft)
    ctx.record('observation.draftAgeing', { type: 'observation', id }, { officeId, days: TOLD_AFTER })
  }
  const counts = await countsByPerson(ctx, fresh)
  const told = await ctx.rows(people).all({ id: In([...counts.keys()]), state: 'active' })
  for (const { id, email, name } of told)
    await enqueueMail(ctx, {
      template: 'observations.draftsAgeing',
      to: { address: email, name },
      facts: { count: counts.get(id) ?? 0, days: CLEARED_AFTER - TOLD_AFTER },
      path: '/rapporter',
      about: { type: 'person', id },
    })
  return old.length
}

/** Whoever writes it: for a colleague, as its author, or having been handed it; else those whom the office asks. */
async function countsByPerson(ctx: Ctx, drafts: readonly Observation[]): Promise<Map<string, number>> {
  const staff = await staffOf(
    ctx,
    drafts.map(({ officeId }) => officeId),
  )
  const counts = new Map<string, number>()
  for (const draft of drafts) {
    const { ombudIds, coordinatorIds } = staff.get(draft.officeId) ?? { ombudIds: [], coordinatorIds: [] }
    const writer = [...ombudIds, ...coordinatorIds].find(id => id === draft.writtenById && draft.handedAt === null)
    const asked = writer === undefined ? whoIsAsked(draft, { ombudIds, coordinatorIds }) : [writer]
    for (const id of asked) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

async function clear(ctx: Ctx): Promise<number> {
  const told = LessThan(dayAgo(ctx, CLEARED_AFTER - TOLD_AFTER))
  const old = await ctx
    .rows(observations)
    .all(untouchedFor(ctx, CLEARED_AFTER, { remindedAt: told }), { id: 'ASC' }, BATCH)
  for (const { id, officeId, version } of old) {
    if ((await ctx.rows(observations).remove({ id, version, state: 'draft' })) === 0) continue
    ctx.record('observation.draftCleared', { type: 'observation', id }, { officeId, days: CLEARED_AFTER })
  }
  return old.length
}

/** Older drafts do not know when they were last changed: then, when they were made. */
const untouchedFor = (
  ctx: Ctx,
  days: number,
  where: FindOptionsWhere<Observation>,
): FindOptionsWhere<Observation>[] => {
  const before = LessThan(dayAgo(ctx, days))
  const drafts = { ...where, state: 'draft' as const }
  return [
    { ...drafts, changedAt: before },
    { ...drafts, changedAt: IsNull(), createdAt: before },
  ]
}

/** The end of the day that was so many days ago, in Sweden. */
const dayAgo = (ctx: Ctx, days: number): Date => startOf(addDays(ctx.today, 1 - days))
