import { expect } from 'chai'
import { fillDemo } from '#src/dev/demo/prepare-demo.ts'
import { situationsOf } from '#src/features/deficiencies/situations.queries.ts'
import { inboxCountOf, inboxReports } from '#src/features/observations/inbox.queries.ts'
import { carriedReports, carriersIn, comingChecks, ownerlessDrafts } from '#src/features/office/handover.queries.ts'
import {
  contactsUsedBy,
  latestNotes,
  openIn,
  rememberedBy,
  solutionsIn,
  workersIn,
} from '#src/features/office/memory.queries.ts'
import { letStandIn, reviewedReports, reviewsByOffice } from '#src/features/office/review-figures.queries.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { findActor } from '#src/features/people/person.queries.ts'
import { type Actor, SYSTEM } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import { World } from '#test/support/world.ts'

/** Tables that grow with the years, by the names that the queries give them. */
const LARGE = /^SCAN (o|d|c|r|a|e|l|i|n|x|observation|deficiency|audit_event|office_note|answer_request|circle_member)$/

describe('What an office reads of its own', function () {
  this.timeout(120_000)
  let world: World
  let actor: Actor
  let officeId: string
  before(async () => {
    world = await World.open()
    await fillDemo(world.works)
    const { id } = await world.row(people, { email: 'samordnare@demo.test' })
    actor = (await world.db.read(em => findActor(em, world.db.dialect, id))) as Actor
    officeId = (await world.row(offices, { slug: 'po-lindviken-pahittad' })).id
  })

  const all = { ombudId: null, protectedOnly: false }
  const fresh = { states: ['sent'], held: false, order: 'ASC' } as const
  const settled = { states: ['linked', 'not_systemic', 'withdrawn'], held: null, order: 'DESC' } as const
  const READS: Readonly<Record<string, (ctx: Ctx) => Promise<unknown>>> = {
    'the inbox': ctx => inboxReports(ctx, fresh, all, { after: null, most: 26 }),
    'the next page of it': ctx => inboxReports(ctx, fresh, all, { after: officeId, most: 26 }),
    'what is settled': ctx => inboxReports(ctx, settled, all, { after: null, most: 26 }),
    'how many there are': ctx => inboxCountOf(ctx, settled, all),
    'what somebody carries': ctx => carriedReports(ctx, { officeId, personId: actor.id }),
    'what the office carries': ctx => carriedReports(ctx, { officeId, personId: null }),
    'who carries something': ctx => carriersIn(ctx, officeId),
    'coming effect checks': ctx => comingChecks(ctx, [officeId]),
    'drafts without an owner': ctx => ownerlessDrafts(ctx),
    'what is remembered': ctx => rememberedBy(ctx, officeId, officeId, 101),
    'what is open': ctx => openIn(ctx, officeId, 31),
    'what worked': ctx => solutionsIn(ctx, officeId, 30),
    'who has worked there': ctx => workersIn(ctx, officeId),
    'the contacts used': ctx => contactsUsedBy(ctx, officeId, 20),
    'the latest notes': ctx => latestNotes(ctx, officeId, 10),
    'the next steps': async ctx => situationsOf(ctx, await openIn(ctx, officeId, 31)),
    'the reports reviewed': ctx => reviewedReports(ctx, [officeId]),
    'the times reviewed': ctx => reviewsByOffice(ctx, [officeId]),
    'what was let stand': ctx => letStandIn(ctx, officeId),
  }
  for (const [what, read] of Object.entries(READS))
    it(`is found by an index: ${what}`, async () => {
      const plans = await world.works.snapshot(actor, ctx => plansOf(ctx, read))
      expect(plans.length).to.be.above(0)
      expect(plans.flat().filter(isScan)).to.deep.equal([])
    })

  const isScan = (step: string): boolean =>
    world.db.dialect === 'postgres'
      ? /Seq Scan on (?!office |person|role_grant|organisation|agency|governance_group|meeting)/.test(step)
      : LARGE.test(step)

  /** The plans of each query that is put together by hand. */
  async function plansOf(plain: Ctx, read: (ctx: Ctx) => Promise<unknown>): Promise<string[][]> {
    const { dialect } = plain.sql
    const plans: string[][] = []
    if (dialect === 'postgres')
      for (const way of ['seqscan', 'sort']) await plain.sql.select(`SET LOCAL enable_${way} = off`)
    const select = async (query: string, params: never): Promise<unknown[]> => {
      const asked = dialect === 'postgres' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN'
      const rows = await plain.sql.select<Record<string, string>>(`${asked} ${query}`, params)
      plans.push(rows.map(row => row['QUERY PLAN'] ?? row['detail'] ?? ''))
      return plain.sql.select(query, params)
    }
    await read({ ...plain, sql: { dialect, select } as never })
    return plans
  }

  it('reads nothing for the system, which works nowhere', async () => {
    expect(await world.works.read(SYSTEM, ctx => ownerlessDrafts(ctx))).to.deep.equal([])
  })
})
