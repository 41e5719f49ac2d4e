import { createTransport } from 'nodemailer'
import type { MailCalendar } from './mail-calendar.ts'

export interface Letter {
  /** Row id of the outbox: a mail sent twice has one and the same. */
  readonly messageId: string
  readonly to: { readonly address: string; readonly name: string }
  readonly subject: string
  readonly text: string
  readonly html: string
  /** A meeting that calendars can read; null for most letters. */
  readonly calendar: MailCalendar | null
}
/** Sends one letter, or throws an error with `responseCode` where the server gave one. */
export interface Transport {
  send(letter: Letter): Promise<void>
  close(): void
}

/** One address and nothing else. Forms store no other (`field.email`); a row that says otherwise is not to be sent. */
const PLAIN_ADDRESS = /^[\w!#$%&'*+/=?^`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/

/** The row can never be sent as it is. */
export class BadAddress extends Error {
  readonly code = 'EADDRESS'
  constructor() {
    super('not a plain address')
  }
}

/** Milliseconds: to connect, to be greeted, and between two words of the server. */
export interface Patience {
  readonly connection: number
  readonly greeting: number
  readonly silence: number
}
const PATIENCE: Patience = { connection: 10_000, greeting: 10_000, silence: 30_000 }

/** Recipients as objects and an explicit envelope: no header can be smuggled in (J8). */
export function smtpTransport(url: string, from: string, patience = PATIENCE): Transport {
  const mailer = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: patience.connection,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.silence,
    // A letter cut off half-way is the outbox's to send again: the pool would do it at once, up to five times.
    maxRequeues: 0,
  } as never)
  return {
    async send({ messageId, to, subject, text, html, calendar }) {
      if (!PLAIN_ADDRESS.test(to.address)) throw new BadAddress()
      await mailer.sendMail({
        from: { name: 'Systemfel', address: from },
        to: { name: to.name, address: to.address },
        envelope: { from, to: [to.address] },
        subject,
        text,
        html,
        ...(calendar === null ? {} : { icalEvent: eventOf(calendar) }),
        messageId,
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      })
    },
    close: () => mailer.close(),
  }
}

/** As an alternative to the text, which calendars show as a meeting, and as a file for those that do not. */
const eventOf = ({ method, text }: MailCalendar) => ({ method, content: text, filename: 'kallelse.ics' })

/** Demo mode: nothing leaves the machine; mails are read on /demo/brevlada. */
export const noTransport: Transport = { send: async () => undefined, close: () => undefined }
