import { expect } from 'chai'
import type { Database } from '#src/db/database.ts'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import { verifyChain } from '#src/features/audit/verify-chain.ts'
import { people } from '#src/features/people/person.entity.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { counters } from '#src/work/counter.entity.ts'
import { Given } from '#test/support/given.ts'
import type { PageForm } from '#test/support/page.ts'
import { World } from '#test/support/world.ts'

const AT_ONCE = 200

/** Lets every fifth write of the app do all its work and then fail, as a fault in the middle would. */
function everyFifthFails(switchedOn: () => boolean): (db: Database) => Database {
  let count = 0
  return db => ({
    ...db,
    read: work => db.read(work),
    snapshot: work => db.snapshot(work),
    close: () => db.close(),
    write: work => {
      if (!switchedOn()) return db.write(work)
      count += 1
      const fails = count % 5 === 0
      return db.write(async em => {
        const result = await work(em)
        if (fails) throw new Error('on purpose')
        return result
      })
    },
  })
}

describe('Many at once', function () {
  this.timeout(120_000)

  it('of 200 forms at once, every fifth failing: none acknowledged is missing, none failed is there (C1, C9)', async () => {
    let failing = false
    const world = await World.open(
      {},
      everyFifthFails(() => failing),
    )
    const browser = await new Given(world).as('admin')
    const forms: PageForm[] = []
    for (let at = 0; at < AT_ONCE; at += 1)
      forms.push((await browser.get('/admin/anvandare/ny')).form('Skicka inbjudan'))
    failing = true
    const emails = forms.map((_, at) => `person-${at}@kommun.test`)
    const answers = await Promise.all(
      forms.map((form, at) =>
        browser.raw('post', form.action, {
          ...form.fields,
          name: `Person ${at}`,
          email: emails[at] as string,
          role: 'admin',
        }),
      ),
    )
    failing = false
    const acknowledged = emails.filter((_, at) => answers[at]?.status === 303)
    const failed = emails.filter((_, at) => answers[at]?.status === 500)
    expect(acknowledged.length).to.equal(AT_ONCE * 0.8)
    expect(failed.length).to.equal(AT_ONCE * 0.2)
    const stored = new Set((await world.rows(people)).map(({ email }) => email))
    expect(acknowledged.filter(email => !stored.has(email))).to.deep.equal([])
    expect(failed.filter(email => stored.has(email))).to.deep.equal([])
    const mailed = (await world.mails()).map(({ toAddress }) => toAddress)
    expect(mailed.sort()).to.deep.equal([...acknowledged].sort())
    const invited = (await world.rows(auditEvents)).filter(({ action }) => action === 'person.invited')
    expect(invited.length).to.equal(acknowledged.length)
    const verdict = await world.works.snapshot(SYSTEM, ctx => verifyChain(ctx))
    expect(verdict.fault).to.equal(null)
  })

  it('500 numbers taken at once, 100 of them failing, are 400 distinct ones without gaps (C7)', async () => {
    const world = await World.open()
    const takes = Array.from({ length: 500 }, (_, at) =>
      world.given(async ctx => {
        const number = await ctx.nextNumber('SF-2026')
        if (at % 5 === 0) throw new Error('on purpose')
        return number
      }),
    )
    const numbers = (await Promise.allSettled(takes)).flatMap(result =>
      result.status === 'fulfilled' ? [result.value] : [],
    )
    expect(numbers.sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 400 }, (_, at) => at + 1))
    expect((await world.row(counters, { series: 'SF-2026' })).last).to.equal(400)
  })

  it('shows nobody what is not committed (C3)', async () => {
    let reached: () => void = () => undefined
    let letGo: () => void = () => undefined
    const inTheMiddle = new Promise<void>(done => {
      reached = done
    })
    const released = new Promise<void>(done => {
      letGo = done
    })
    let paused = false
    const world = await World.open({}, db => ({
      ...db,
      read: work => db.read(work),
      snapshot: work => db.snapshot(work),
      write: work =>
        db.write(async em => {
          const result = await work(em)
          if (paused) {
            reached()
            await released
          }
          return result
        }),
    }))
    const given = new Given(world)
    const [writer, reader] = [await given.as('admin'), await given.as('admin')]
    const form = (await writer.get('/admin/anvandare/ny')).form('Skicka inbjudan')
    paused = true
    const answer = form.submit({ name: 'Osynlig Ännu', email: 'osynlig@kommun.test', role: 'admin' })
    await inTheMiddle
    paused = false
    expect((await reader.get('/admin/anvandare')).hasText('Osynlig Ännu')).to.equal(false)
    letGo()
    expect((await answer).status).to.equal(200)
    expect((await reader.get('/admin/anvandare')).hasText('Osynlig Ännu')).to.equal(true)
  })
})
