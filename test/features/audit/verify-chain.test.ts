import { expect } from 'chai'
import { MoreThanOrEqual, type Repository } from 'typeorm'
import { type AuditEvent, auditEvents } from '#src/features/audit/audit-event.entity.ts'
import { type Anchor, verifyChain } from '#src/features/audit/verify-chain.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { World } from '#test/support/world.ts'

const ROWS = 60
const SEED = 20261121

/** A small generator with a seed, so that a failure can be made again. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

describe('The log', () => {
  let world: World
  const verify = (anchor: Anchor | null = null) => world.works.snapshot(SYSTEM, ctx => verifyChain(ctx, anchor))
  beforeEach(async () => {
    world = await World.open()
    for (let at = 0; at < ROWS / 3; at += 1)
      await world.given(async ctx => {
        for (const name of ['a', 'b', 'c'])
          ctx.record(`test.${name}`, { type: 'thing', id: ctx.newId() }, { at, name, list: [1, { b: 2, a: 1 }] })
      })
  })

  it('holds as it was written, and says where it ends', async () => {
    const { fault, head } = await verify()
    expect(fault).to.equal(null)
    expect(head.position).to.equal(ROWS)
  })

  it('shows every one of 1,000 manipulations and names the first bad row (P9)', async function () {
    this.timeout(120_000)
    const pick = numbers(SEED)
    const rows = (await world.rows(auditEvents)).sort((a, b) => a.position - b.position)
    let found = 0
    for (let round = 0; round < 1000; round += 1) {
      const at = pick(ROWS - 2)
      const row = rows[at] as AuditEvent
      const other = rows[at + 1 + pick(ROWS - at - 1)] as AuditEvent
      const named = await manipulated(
        ['edit', 'delete', 'insert', 'swap', 'truncate'][round % 5] as string,
        row,
        other,
        pick,
      )
      if (named) found += 1
    }
    expect(found, `seed ${SEED}`).to.equal(1000)
    expect((await verify()).fault).to.equal(null)
  })

  type Pick = (below: number) => number
  type Events = Repository<AuditEvent>
  const HOW: Readonly<
    Record<string, (events: Events, row: AuditEvent, other: AuditEvent, pick: Pick) => Promise<unknown>>
  > = {
    edit: (events, { position }, _other, pick) => {
      const changes = [
        { action: 'x' },
        { actorId: 'x' },
        { details: { x: 1 } },
        { subjectId: 'x' },
        { at: new Date(0) },
      ]
      return events.update({ position }, changes[pick(changes.length)] as never)
    },
    delete: (events, { position }) => events.delete({ position }),
    insert: (events, row) => events.insert({ ...row, id: 'inserted', position: ROWS + 1 } as never),
    swap: async (events, row, other) => {
      await events.update({ position: row.position }, { position: -1 })
      await events.update({ position: other.position }, { position: row.position })
      await events.update({ position: -1 }, { position: other.position })
    },
    truncate: (events, { position }) => events.delete({ position: MoreThanOrEqual(position) }),
  }

  /** Does it, verifies, and takes it back by rolling the transaction back. */
  async function manipulated(how: string, row: AuditEvent, other: AuditEvent, pick: Pick): Promise<boolean> {
    let named: number | undefined
    const manipulate = world.db.write(async em => {
      await HOW[how]?.(em.getRepository<AuditEvent>(auditEvents.name), row, other, pick)
      const inside = new UnitsOfWork({ ...world.works.settings, db: { ...world.db, read: work => work(em) } })
      named = (await inside.read(SYSTEM, ctx => verifyChain(ctx))).fault?.position
      throw new Error('taken back')
    })
    await manipulate.catch((error: Error) => expect(error.message).to.equal('taken back'))
    return named === (how === 'insert' ? ROWS + 1 : row.position)
  }

  it('shows a chain cut off or written anew against an end noted elsewhere', async () => {
    const { head } = await verify()
    expect((await verify(head)).fault).to.equal(null)
    expect((await verify({ ...head, mac: `${head.mac.slice(1)}x` })).fault).to.deep.equal({
      position: ROWS,
      what: 'changed',
    })
    expect((await verify({ ...head, position: ROWS + 1 })).fault).to.deep.equal({
      position: ROWS + 1,
      what: 'shortened',
    })
  })

  it('loses the lines of what is rolled back', async () => {
    await world
      .given(async ctx => {
        ctx.record('test.never', { type: 'thing', id: 'x' })
        throw new Error('no')
      })
      .catch(() => undefined)
    expect((await verify()).head.position).to.equal(ROWS)
  })
})
