import { expect } from 'chai'
import { isWritten } from '#src/db/columns.ts'
import { snake } from '#src/db/table.ts'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import { tables } from '#src/features.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { letterOf } from '#src/mail/send-outbox.job.ts'
import { smtpTransport } from '#src/mail/transport.ts'
import { World } from '#test/support/world.ts'
import { FROM } from '../../mail/letters.ts'
import { Sink } from '../../mail/sink.ts'
import { Called, OLLE, SIV, VERA } from './called.ts'
import { readCalendar } from './icalendar.ts'

const CANARY = 'kanariefågel'

const BOXES = tables.flatMap(({ name, columns }) =>
  Object.entries(columns).flatMap(([column, kind]) =>
    isWritten(kind) && `${name}.${column}` !== `${meetings.name}.place` ? [{ table: name, column: snake(column) }] : [],
  ),
)

/** The canary in every box that people write in, but the place of the meeting, which letters and calendars must name. */
async function writeCanaries(world: World): Promise<void> {
  await world.db.write(async em => {
    for (const { table, column } of BOXES) await em.query(`UPDATE "${table}" SET "${column}" = '${CANARY}'`)
  })
}

/** The attached file, byte for byte: the parser of letters gives other line ends. */
function fileIn(raw: string): string {
  const [, base64 = ''] = /filename=kallelse\.ics[\s\S]*?\r\n\r\n([\w+/=\r\n]+)/.exec(raw) ?? []
  return Buffer.from(base64, 'base64').toString('utf8')
}

describe('The letters of a call', () => {
  it('J7: say group, day, time, place and link: no word of the agenda, no reason, nobody’s name', async () => {
    const world = await World.open()
    const now = await Called.of(world)
    await now.board.deficiency({ title: CANARY })
    const agenda = await now.board.convener.get(`/moten/${now.meeting.id}/dagordning`)
    await agenda.form('Lägg till punkten').submit({ title: CANARY })
    await writeCanaries(world)
    await now.call()
    await now.answer(VERA, { answer: 'not_coming' })
    await (await now.page()).form('Påminn').submit()
    await now.change({ day: '2026-12-12' })
    await now.answer(VERA, { answer: 'coming' })
    await writeCanaries(world)
    await now.cancel(CANARY)
    const templates = new Set((await world.mails()).map(({ template }) => template))
    expect([...templates].sort()).to.deep.equal(
      ['call', 'cancelled', 'changed', 'notNeeded', 'reminder', 'substitute'].map(one => `calls.${one}`),
    )
    for (const { subject, text, html, calendar } of world.letters)
      for (const part of [subject, text, html, calendar?.text ?? '']) {
        expect(part).not.to.contain(CANARY)
        for (const name of ['Vera Lind', 'Olle Berg', 'Siv Ek']) expect(part).not.to.contain(name)
        expect(part, 'every place is filled').not.to.match(/\{\w+\}|undefined|null|\[object/)
      }
    expect(JSON.stringify(await world.mails())).not.to.contain(CANARY)
    expect(JSON.stringify(await world.mails()), 'the file is stored nowhere').not.to.contain('VCALENDAR')
  })

  it('J8: carry the meeting through a real server, to the stored address and nobody else', async () => {
    const world = await World.open()
    const now = await Called.of(world)
    await world.given(ctx =>
      ctx.rows(meetings).change(now.meeting.id, { place: 'Huset\r\nBcc: ond@angripare.test\r\n\r\nBEGIN:VEVENT' }),
    )
    await now.call()
    const sink = await Sink.open()
    const transport = smtpTransport(sink.url, FROM)
    try {
      for (const mail of await world.mails())
        await transport.send(await world.works.read(SYSTEM, ctx => letterOf(ctx, mail)))
      expect(sink.received.map(({ recipients }) => recipients).sort()).to.deep.equal([[OLLE], [VERA]])
      for (const { raw, mail } of sink.received) {
        expect(raw).to.match(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i)
        expect(mail.headers.filter(({ key }) => key === 'bcc' || key === 'cc')).to.deep.equal([])
        const { events, method } = readCalendar(fileIn(raw))
        expect([method, events.length, events[0]?.uid]).to.deep.equal(['REQUEST', 1, now.meeting.id])
        expect(events[0]?.summary).to.equal('Möte: Ledningsgruppen Granåsen')
      }
    } finally {
      transport.close()
      await sink.close()
    }
  })

  it('reach nobody who has not been called', async () => {
    const world = await World.open()
    const now = await Called.of(world)
    await now.call()
    await now.change({ day: '2026-12-12' })
    await now.cancel()
    expect(now.subjects(SIV)).to.deep.equal([])
  })
})
