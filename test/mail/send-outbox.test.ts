import { expect } from 'chai'
import { makeLog } from '#src/log.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import { sendOutbox } from '#src/mail/send-outbox.job.ts'
import { smtpTransport, type Transport } from '#src/mail/transport.ts'
import { World } from '#test/support/world.ts'
import { asked, situation } from '../features/answers/situation.ts'
import { FROM, states, waiting } from './letters.ts'
import { Sink } from './sink.ts'

const MINUTE = 60_000

describe('The outbox and a real SMTP server', () => {
  let world: World
  let sink: Sink
  let transport: Transport
  beforeEach(async () => {
    world = await World.open()
    sink = await Sink.open()
    transport = smtpTransport(sink.url, FROM)
  })
  afterEach(async () => {
    transport.close()
    await sink.close()
  })
  const send = (): Promise<number> => sendOutbox(world.works, transport, makeLog('silent'))
  const later = (minutes: number): void => world.clock.moveTo(new Date(world.clock.now().getTime() + minutes * MINUTE))
  const ids = (): string[] => sink.received.map(({ mail }) => mail.messageId ?? '').sort()

  it('sends each mail exactly once, with what it says, whom it is for and an id of its own', async () => {
    const mails = await waiting(world, 5)
    expect(await send()).to.equal(5)
    expect(await send()).to.equal(0)
    expect(ids()).to.deep.equal(mails.map(({ id }) => `<${id}@systemfel.test>`).sort())
    const { mail, recipients, sender } = sink.received[0] as (typeof sink.received)[number]
    expect(sender).to.equal(FROM)
    expect(recipients).to.deep.equal([mail.to?.[0]?.address])
    expect(mail.from).to.deep.include({ name: 'Systemfel', address: FROM })
    expect(mail.subject).to.match(/^Inget svar behövs: SF-2026-\d$/)
    expect(mail.text).to.contain('Regionen behöver inte svara.').and.contain('Svara inte på det.')
    expect(mail.html).to.contain('<p>Regionen behöver inte svara.</p>')
    expect(mail.headers.find(({ key }) => key === 'auto-submitted')?.value).to.equal('auto-generated')
    expect(await states(world)).to.deep.equal({ sent: 5 })
  })

  it('sends those of one instant in the order they were written, wherever they lie in the table', async () => {
    const mails = await waiting(world, 15)
    await world.given(async ctx => {
      const rows = ctx.rows(outboxMails)
      for (const { id } of mails) await rows.remove({ id })
      for (const mail of [...mails].reverse()) await rows.insert(mail)
    })
    await send()
    const order = sink.received.map(({ mail }) => mail.messageId)
    expect(order).to.deep.equal(mails.map(({ id }) => `<${id}@systemfel.test>`))
  })

  it('loses nothing and repeats nothing when the server is down for ten minutes (J1)', async () => {
    const first = await waiting(world, 30)
    sink.cut()
    for (let minute = 0; minute < 10; minute += 1) {
      expect(await send()).to.equal(0)
      later(1)
    }
    const second = await waiting(world, 30)
    expect(await send()).to.equal(0)
    expect(await states(world)).to.deep.equal({ waiting: 60 })
    sink.mend()
    for (let round = 0; round < 20; round += 1) {
      await send()
      later(1)
    }
    expect(ids()).to.deep.equal([...first, ...second].map(({ id }) => `<${id}@systemfel.test>`).sort())
    expect(await states(world)).to.deep.equal({ sent: 60 })
  }).timeout(60_000)

  it('lets people go on while the server is down: what they do is kept and its mail leaves afterwards', async () => {
    sink.cut()
    const now = await situation(world)
    await asked(now)
    expect(await send()).to.equal(0)
    const coordinator = await now.given.as('coordinator', { officeId: now.office.id })
    expect((await coordinator.get('/obesvarade')).text).to.contain('SF-2026-0001')
    sink.mend()
    later(10)
    await send()
    expect(sink.received.map(({ recipients }) => recipients)).to.deep.equal([[now.contact.email]])
    const path = /https:\/\/systemfel\.test(\/svar\/[\w-]{64})/.exec(sink.received[0]?.mail.text ?? '')?.[1] ?? ''
    expect((await world.browser().get(path)).heading).to.equal('Fråga från PO Tyresö')
  })

  it('waits longer each time, and gives up after twelve tries and three days', async () => {
    const [mail] = await waiting(world, 1)
    sink.cut()
    const from = world.clock.now().getTime()
    const tries: number[] = []
    for (let guard = 0; guard < 40; guard += 1) {
      await send()
      const row = await world.row(outboxMails, { id: mail?.id as string })
      tries.push(Math.round((world.clock.now().getTime() - from) / MINUTE))
      if (row.state === 'failed') break
      world.clock.moveTo(row.nextAttemptAt)
    }
    expect(tries).to.deep.equal([0, 3, 9, 21, 45, 93, 189, 381, 765, 1533, 2973, 4413])
    expect(await states(world)).to.deep.equal({ failed: 1 })
    later(100_000)
    expect(await send()).to.equal(0)
  })

  it('never sends one mail from two senders', async () => {
    await waiting(world, 120)
    const other = smtpTransport(sink.url, FROM)
    try {
      const sent = await Promise.all([send(), sendOutbox(world.works, other, makeLog('silent')), send()])
      expect(sent.reduce((all, one) => all + one, 0)).to.equal(120)
    } finally {
      other.close()
    }
    expect(new Set(ids()).size).to.equal(120)
    expect(sink.received).to.have.length(120)
  }).timeout(60_000)

  it('leaves a leased mail to its sender, and takes it over when that one has died', async () => {
    await waiting(world, 3, { leasedUntil: new Date(world.clock.now().getTime() + 2 * MINUTE) })
    expect(await send()).to.equal(0)
    later(3)
    expect(await send()).to.equal(3)
  })

  it('begins no letter when a slow server has used up the lease: another may have it', async () => {
    await waiting(world, 5)
    const slow: Transport = {
      send: async letter => {
        later(1.5)
        await transport.send(letter)
      },
      close: () => undefined,
    }
    expect(await sendOutbox(world.works, slow, makeLog('silent'))).to.equal(1)
    later(5)
    await send()
    expect(new Set(ids()).size).to.equal(5)
    expect(sink.received).to.have.length(5)
  })

  it('gives up at once on what the server refuses for good, and says so', async () => {
    await waiting(world, 4)
    sink.refuse = address => (address.startsWith('mottagare-2@') ? { code: 550 } : null)
    expect(await send()).to.equal(3)
    expect(
      (await world.mails({ state: 'failed' })).map(({ failure, toAddress }) => [failure, toAddress]),
    ).to.deep.equal([['550', 'mottagare-2@myndighet.test']])
    later(10_000)
    expect(await send()).to.equal(0)
    expect(sink.offered.get('mottagare-2@myndighet.test')).to.equal(1)
  })

  it('tries again what the server refuses for now', async () => {
    await waiting(world, 4)
    sink.refuse = address => (address.startsWith('mottagare-2@') ? { code: 451 } : null)
    expect(await send()).to.equal(3)
    expect((await world.mails({ state: 'waiting' })).map(({ failure, attempts }) => [failure, attempts])).to.deep.equal(
      [['451', 1]],
    )
    sink.refuse = () => null
    later(2)
    expect(await send(), 'not before its time').to.equal(0)
    later(1)
    expect(await send()).to.equal(1)
    expect(sink.received).to.have.length(4)
  })

  it('keeps waiting when the server will not have our own password: that is ours to mend', async () => {
    const strict = await Sink.open({
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(Object.assign(new Error('no'), { responseCode: 535 })),
    })
    const refused = smtpTransport(strict.url.replace('smtp://', 'smtp://user:wrong@'), FROM)
    try {
      await waiting(world, 2)
      expect(await sendOutbox(world.works, refused, makeLog('silent'))).to.equal(0)
      expect(await states(world)).to.deep.equal({ waiting: 2 })
      expect((await world.mails()).map(({ failure }) => failure)).to.deep.equal(['535', '535'])
    } finally {
      refused.close()
      await strict.close()
    }
  })

  it('is not stopped by a row that cannot be sent: the other ninety-nine leave (J10)', async () => {
    await waiting(world, 33)
    const [broken] = await waiting(world, 1, { toAddress: 'ensam@myndighet.test' })
    await waiting(world, 1, { template: 'answers.noSuchTemplate', toAddress: 'mall@myndighet.test' })
    await waiting(world, 1, { linkId: 'f'.repeat(32), toAddress: 'lank@myndighet.test' })
    await waiting(world, 1, { toAddress: 'a@x.test, b@x.test' })
    await waiting(world, 66)
    await world.db.write(em =>
      em.query(`UPDATE "outbox_mail" SET "facts" = '{"reference' WHERE "id" = '${broken?.id}'`),
    )
    expect(await send()).to.equal(99)
    expect(sink.received).to.have.length(99)
    expect(sink.received.every(({ recipients }) => recipients[0]?.startsWith('mottagare-'))).to.equal(true)
    await world.db.write(em => em.query(`UPDATE "outbox_mail" SET "facts" = '{}' WHERE "id" = '${broken?.id}'`))
    expect(await states(world)).to.deep.equal({ sent: 99, failed: 2, waiting: 2 })
  }).timeout(60_000)

  it('sends nothing that lies in a tray', async () => {
    await waiting(world, 3, { state: 'held' })
    expect(await send()).to.equal(0)
    expect(sink.received).to.have.length(0)
  })

  it('tells the log ids and codes, and neither addresses nor words (P11)', async () => {
    const lines: string[] = []
    await waiting(world, 1, { toAddress: 'hemlig@myndighet.test', toName: 'Hemlig', facts: { group: 'Hemlig' } })
    sink.refuse = () => ({ code: 451 })
    await sendOutbox(world.works, transport, makeLog('debug', { write: line => lines.push(line) }))
    expect(lines).to.have.length(1)
    expect(lines[0]).to.contain('"failure":"451"')
    expect(lines.join()).not.to.match(/hemlig/i)
  })
})
