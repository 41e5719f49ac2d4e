import { expect } from 'chai'
import { makeLog } from '#src/log.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import { sendOutbox } from '#src/mail/send-outbox.job.ts'
import { smtpTransport, type Transport } from '#src/mail/transport.ts'
import { World } from '#test/support/world.ts'
import { FROM, states, waiting } from './letters.ts'
import { type Rudeness, RudeServer } from './rude-server.ts'
import { Sink } from './sink.ts'

const SOON = { connection: 300, greeting: 300, silence: 300 }
const MOST_TRIES = 12

describe('J3: a mail server that misbehaves', () => {
  let world: World
  let sink: Sink
  beforeEach(async () => {
    world = await World.open()
    sink = await Sink.open()
  })
  afterEach(() => sink.close())

  const through = async <T>(transport: Transport, work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } finally {
      transport.close()
    }
  }
  const send = (transport: Transport): Promise<number> => sendOutbox(world.works, transport, makeLog('silent'))
  /** To when the next mail is due. */
  const moveOn = async (): Promise<void> => {
    const [next] = (await world.mails({ state: 'waiting' })).sort(
      (a, b) => a.nextAttemptAt.getTime() - b.nextAttemptAt.getTime(),
    )
    if (next !== undefined) world.clock.moveTo(next.nextAttemptAt)
  }

  const RUDE: readonly (readonly [Rudeness, string])[] = [
    ['slow banner', ''],
    ['421 banner', ''],
    ['nonsense', ''],
    ['no TLS after all', 'requireTLS=true'],
    ['hang after DATA', ''],
    ['hang after the letter', ''],
    ['reset in the letter', ''],
  ]
  for (const [rudeness, more] of RUDE)
    it(`${rudeness}: the letter waits, and leaves once by a server that behaves`, async () => {
      const [mail] = await waiting(world, 1)
      const rude = await RudeServer.open(rudeness)
      const url = `smtp://127.0.0.1:${rude.port}?${more === '' ? 'ignoreTLS=true' : more}`
      const transport = smtpTransport(url, FROM, SOON)
      await through(transport, async () => {
        expect(await send(transport)).to.equal(0)
      })
      await rude.close()
      const [kept] = await world.mails()
      expect(kept).to.include({ state: 'waiting', attempts: 1, leasedUntil: null })
      expect(kept?.failure).to.match(/^(\d{3}|E[A-Z]+)$/)
      await moveOn()
      const good = smtpTransport(sink.url, FROM)
      await through(good, async () => {
        expect(await send(good)).to.equal(1)
      })
      expect(sink.received.map(one => one.mail.messageId)).to.deep.equal([`<${mail?.id}@systemfel.test>`])
    })

  for (const code of [421, 450, 451, 452])
    it(`${code}: tried again with growing waits, twelve times at most`, async () => {
      await waiting(world, 1)
      sink.refuse = () => ({ code })
      const transport = smtpTransport(sink.url, FROM)
      await through(transport, async () => {
        for (let guard = 0; guard < 20; guard += 1) {
          await send(transport)
          await moveOn()
        }
      })
      expect(await world.mails()).to.have.length(1)
      expect((await world.mails())[0]).to.include({ state: 'failed', attempts: MOST_TRIES, failure: String(code) })
      expect(sink.offered.get('mottagare-0@myndighet.test')).to.equal(MOST_TRIES)
    })

  for (const code of [550, 552, 553, 554])
    it(`${code}: at once for people to see, and offered once`, async () => {
      await waiting(world, 1)
      sink.refuse = () => ({ code })
      const transport = smtpTransport(sink.url, FROM)
      await through(transport, async () => {
        await send(transport)
        await send(transport)
      })
      expect(await states(world)).to.deep.equal({ failed: 1 })
      expect(sink.offered.get('mottagare-0@myndighet.test')).to.equal(1)
    })

  it('one in ten refused at random: every letter once, none lost, none given up', async () => {
    const mails = await waiting(world, 100)
    let seed = 4_711
    const random = (): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
      return seed / 2 ** 31
    }
    const CODES = [421, 450, 451]
    sink.refuse = () => (random() < 0.1 ? { code: CODES[Math.floor(random() * CODES.length)] as number } : null)
    const transport = smtpTransport(sink.url, FROM)
    await through(transport, async () => {
      for (let round = 0; round < MOST_TRIES; round += 1) {
        await send(transport)
        await moveOn()
      }
    })
    expect(await states(world)).to.deep.equal({ sent: 100 })
    expect(sink.received.map(({ mail }) => mail.messageId).sort()).to.deep.equal(
      mails.map(({ id }) => `<${id}@systemfel.test>`).sort(),
    )
    const rows = await world.rows(outboxMails)
    expect(
      rows.some(({ attempts }) => attempts > 1),
      'some were refused at first',
    ).to.equal(true)
  }).timeout(60_000)
})
