import { expect } from 'chai'
import fc from 'fast-check'
import { z } from 'zod'
import { sv } from '#src/i18n/sv.ts'
import { field } from '#src/kernel/forms.ts'
import type { OutboxMail } from '#src/mail/outbox-mail.entity.ts'
import { letterOf } from '#src/mail/send-outbox.job.ts'
import { BadAddress, smtpTransport, type Transport } from '#src/mail/transport.ts'
import { thrownBy } from '#test/support/thrown-by.ts'
import { TEST_KEYS } from '#test/support/world.ts'
import { FROM } from './letters.ts'
import { Sink } from './sink.ts'

const TEMPLATES = Object.keys(sv).flatMap(key => /^mail\.(.+)\.subject$/.exec(key)?.[1] ?? [])
const FACTS = [
  'reference',
  'group',
  'office',
  'municipality',
  'organisation',
  'level',
  'theme',
  'day',
  'dueDay',
  'decision',
  'answerKind',
  'email',
  'phone',
  'time',
  'paragraph',
] as const
const EVIL = 'ond@angripare.test'

/** Strings that have fooled mailers: line breaks of every kind and spelling, folded headers, second recipients, SMTP verbs. */
const NASTY = [
  ...[
    '\r\n',
    '\n',
    '\r',
    '\r\n ',
    '\n\t',
    '\u2028',
    '\u2029',
    '\u0085',
    '\u000b',
    '\u000c',
    '\0',
    '%0d%0a',
    '%0a',
    '\\r\\n',
    '&#10;',
    '\u010d\u010a',
    '嘊嘍',
    '=0D=0A',
    '=?utf-8?q?=0d=0a?=',
  ].flatMap(end => [
    `x${end}Bcc: ${EVIL}`,
    `x${end}${end}hej`,
    `${end}To: ${EVIL}${end}`,
    `x${end}.${end}MAIL FROM:<${EVIL}>${end}RCPT TO:<${EVIL}>${end}DATA`,
  ]),
  `"x" <${EVIL}>, y`,
  `<${EVIL}>`,
  `x>, <${EVIL}`,
  `${EVIL}, ${EVIL}`,
  `x; ${EVIL}`,
  `(${EVIL})`,
  `"`,
  `\\"`,
  `x\\`,
  `@`,
  `,`,
  `;:`,
  '=?utf-8?b?PG9uZEBhbmdyaXBhcmUudGVzdD4=?=',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{email}',
  '{{constructor}}',
  '<%= 1 %>',
  '$1',
  '$&',
  "$'",
  '$`',
  'undefined',
  'null',
  '-',
  '.',
  '..',
  '\r\n.\r\n',
  '‮ofni',
  '\u200b\ufeff',
  '田中さん',
  '👩‍👩‍👧',
  'å'.repeat(2000),
  'x'.repeat(1200),
  ' ',
  '',
]
const words = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.string({ maxLength: 10 }), fc.constantFrom(...NASTY), fc.string({ maxLength: 10 }))
      .map(parts => parts.join('')),
  },
)
const stored = z.object({ email: field.email() })
/** Every address that a form lets be stored. */
const addresses = fc
  .oneof(
    fc.emailAddress(),
    fc.constantFrom('enhet@myndighet.test', "o'brien+po@kommun.test", 'a.b-c_d@sub.kommun.test'),
  )
  .map(address => stored.safeParse({ email: address }))
  .filter(parsed => parsed.success)
  .map(parsed => parsed.data?.email as string)

const mailOf = (values: Partial<OutboxMail>): OutboxMail => ({
  id: crypto.randomUUID(),
  template: 'answers.request',
  toAddress: 'enhet@myndighet.test',
  toName: null,
  facts: {},
  path: null,
  linkId: null,
  subjectType: 'answer_request',
  subjectId: '',
  heldByMeetingId: null,
  state: 'waiting',
  attempts: 0,
  nextAttemptAt: new Date(0),
  leasedUntil: null,
  sentAt: null,
  failure: null,
  createdAt: new Date(0),
  ...values,
})
const HEADERS = ['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to']

describe('Whom a mail reaches, whatever stands in it (J8)', () => {
  let sink: Sink
  let transport: Transport
  before(async () => {
    sink = await Sink.open()
    transport = smtpTransport(sink.url, FROM)
  })
  after(async () => {
    transport.close()
    await sink.close()
  })
  const parts = { keys: TEST_KEYS, baseUrl: 'https://systemfel.test', rows: () => expect.fail('no link is looked up') }

  async function assertOnlyItsOwn(mail: OutboxMail): Promise<void> {
    sink.received.length = 0
    await transport.send(await letterOf(parts as never, mail))
    expect(sink.received, 'exactly one letter').to.have.length(1)
    const { recipients, sender, mail: read } = sink.received[0] as (typeof sink.received)[number]
    expect(recipients).to.deep.equal([mail.toAddress])
    expect(sender).to.equal(FROM)
    expect(read.to?.map(({ address }) => address)).to.deep.equal([mail.toAddress])
    expect([read.cc ?? [], read.bcc ?? [], read.replyTo ?? []].flat()).to.deep.equal([])
    expect(read.headers.map(({ key }) => key).sort()).to.deep.equal(HEADERS)
    expect(read.messageId).to.equal(`<${mail.id}@systemfel.test>`)
    expect(read.subject, 'the subject is one line').not.to.match(/[\r\n]/)
    expect(read.attachments).to.deep.equal([])
    expect(read.html).not.to.match(/<script|<img/i)
  }

  it('is the stored address and nobody else, for two thousand names, facts and addresses', async function () {
    this.timeout(180_000)
    const facts = fc.record(Object.fromEntries(FACTS.map(name => [name, words])))
    const property = fc.asyncProperty(
      fc.constantFrom(...TEMPLATES),
      addresses,
      words,
      facts,
      (template, toAddress, toName, all) =>
        assertOnlyItsOwn(mailOf({ template, toAddress, toName, facts: all as OutboxMail['facts'] })),
    )
    await fc.assert(property, { numRuns: 2000 })
  })

  it('is the stored address and nobody else, for each nasty string as name and as every fact', async function () {
    this.timeout(60_000)
    for (const nasty of NASTY)
      await assertOnlyItsOwn(mailOf({ toName: nasty, facts: Object.fromEntries(FACTS.map(name => [name, nasty])) }))
  })

  it('is nobody when a row holds anything but one plain address', async () => {
    sink.received.length = 0
    const rows = [
      '',
      'x',
      '@',
      'x@',
      'a@x.test, b@x.test',
      'a@x.test;b@x.test',
      'a@x.test b@x.test',
      '<a@x.test>',
      'X <a@x.test>',
      'a@x.test\r\nRCPT TO:<b@x.test>',
      'a@x.test\nBcc: b@x.test',
      'a@x.test\0',
      'a@x.test>',
      '"a b"@x.test',
      'a@[127.0.0.1]',
      'a@x.test:b@y.test',
      'grupp: a@x.test;',
      'a@b@c.test',
      'å@x.test',
      ' a@x.test',
    ]
    for (const toAddress of rows) {
      const error = await thrownBy(async () => transport.send(await letterOf(parts as never, mailOf({ toAddress }))))
      expect(error, JSON.stringify(toAddress)).to.be.instanceOf(BadAddress)
    }
    expect(sink.received).to.have.length(0)
  })
})
