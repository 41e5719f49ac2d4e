import { expect } from 'chai'
import { clearTechnical } from '#src/jobs/clear-technical.job.ts'
import { jobRuns } from '#src/jobs/job-run.entity.ts'
import { enqueueMail } from '#src/mail/enqueue.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import { sessions } from '#src/web/session.entity.ts'
import { formKeys } from '#src/work/form-key.entity.ts'
import { Given } from '#test/support/given.ts'
import { World } from '#test/support/world.ts'
import { waiting } from '../mail/letters.ts'

describe('What is kept for the program alone', () => {
  let world: World
  beforeEach(async () => {
    world = await World.open()
  })

  const mail = (address: string, sentAt: Date | null) =>
    world.given(async ctx => {
      const { id } = await enqueueMail(ctx, {
        template: 'people.invitation',
        to: { address, name: null },
        facts: {},
        about: { type: 'person', id: ctx.newId() },
      })
      if (sentAt !== null) await ctx.rows(outboxMails).change(id, { state: 'sent', sentAt })
    })

  it('goes when its time is over, and not before: sessions, form keys, mails that were sent', async () => {
    const browser = await new Given(world).as('admin')
    await (await browser.get('/min-sida')).form('In English').submit()
    await mail('old@kommun.test', new Date('2025-11-20T09:00:00Z'))
    await mail('new@kommun.test', new Date('2025-11-22T09:00:00Z'))
    await mail('unsent@kommun.test', null)
    const left = async () => ({
      sessions: (await world.rows(sessions)).length,
      formKeys: (await world.rows(formKeys)).length,
      mails: (await world.rows(outboxMails)).map(({ toAddress }) => toAddress).sort(),
    })
    await clearTechnical(world.works)
    expect(await left()).to.deep.equal({ sessions: 1, formKeys: 1, mails: ['new@kommun.test', 'unsent@kommun.test'] })
    world.clock.moveTo('2026-11-21T19:30:00Z')
    await clearTechnical(world.works)
    expect(await left()).to.include({ sessions: 0, formKeys: 1 })
    world.clock.moveTo('2026-11-23T09:30:00Z')
    await clearTechnical(world.works)
    expect(await left()).to.deep.equal({ sessions: 0, formKeys: 0, mails: ['unsent@kommun.test'] })
  })

  it('and letters that never arrived after a year, and rows of jobs that the program no longer has after a month', async () => {
    const old = new Date('2025-11-20T09:00:00Z')
    await waiting(world, 1, { state: 'failed', createdAt: old, toAddress: 'failed@kommun.test' })
    await waiting(world, 1, { state: 'discarded', createdAt: old, toAddress: 'aside@kommun.test' })
    await waiting(world, 1, { state: 'failed', toAddress: 'new@kommun.test' })
    await waiting(world, 1, { state: 'held', createdAt: old, toAddress: 'held@kommun.test' })
    await world.given(async ctx => {
      const idle = {
        holder: null,
        leasedUntil: null,
        lastStartedAt: null,
        lastDoneAt: null,
        attempts: 0,
        failure: null,
      }
      await ctx.rows(jobRuns).insert({ ...idle, id: 'gone', nextAt: new Date('2026-10-21T09:00:00Z') })
      await ctx.rows(jobRuns).insert({ ...idle, id: 'late', nextAt: new Date('2026-10-23T09:00:00Z') })
    })
    await clearTechnical(world.works)
    const left = (await world.rows(outboxMails)).map(({ toAddress }) => toAddress)
    expect(left.sort()).to.deep.equal(['held@kommun.test', 'new@kommun.test'])
    expect((await world.rows(jobRuns)).map(({ id }) => id)).to.deep.equal(['late'])
  })
})
