import { LessThanOrEqual } from 'typeorm'
import { Rows } from '#src/db/rows.ts'
import { Statements } from '#src/db/statements.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { linkCode } from '#src/kernel/tokens.ts'
import type { Log } from '#src/log.ts'
import { assetUrl } from '#src/web/assets.ts'
import { makeHelpers } from '#src/web/view-helpers.ts'
import { ViewRenderer } from '#src/web/views.ts'
import type { Ctx } from '#src/work/context.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { linkPath } from './enqueue.ts'
import { calendarOf } from './mail-calendar.ts'
import { type OutboxMail, outboxMails } from './outbox-mail.entity.ts'
import { mailAsText, renderMail } from './render-mail.ts'
import type { Letter, Transport } from './transport.ts'

const LEASE_MS = 120_000
/** A slow server may take this long over one letter: none is begun with less of its lease left. */
const LONGEST_SENDING_MS = 60_000
const BATCH = 20
const MOST_ATTEMPTS = 12
/** 3, 6, 12 … minutes, in all 73 hours. */
const FIRST_WAIT_MS = 180_000
const LONGEST_WAIT_MS = 24 * 3600_000

const views = new ViewRenderer()
const helpers = makeHelpers({ locale: 'sv', csrfToken: () => '', newFormKey: () => '', from: '/', asset: assetUrl })

/**
 * Sends what is due, each mail leased first, so that two processes never send the same. A passing failure is tried again
 * with growing waits, in all about three days; a lasting one stands as failed for people to see, and a row that cannot be
 * read stops none of the others (J1, J3, J10). Gives how many left.
 */
export async function sendOutbox(works: UnitsOfWork, transport: Transport, log: Log): Promise<number> {
  let sent = 0
  for (;;) {
    const { ids, until } = await lease(works)
    if (ids.length === 0) return sent
    for (const id of ids) if (await sendOne(works, transport, log, { id, until })) sent += 1
  }
}

/** Whether any mail waits for its turn now. */
export const mailsAreDue = (works: UnitsOfWork): Promise<boolean> =>
  works.read(
    SYSTEM,
    async ctx => (await ctx.rows(outboxMails).count({ state: 'waiting', nextAttemptAt: LessThanOrEqual(ctx.now) })) > 0,
  )

interface Leased {
  readonly id: string
  readonly until: Date
}
async function lease({ settings: { db, clock } }: UnitsOfWork): Promise<{ ids: string[]; until: Date }> {
  const now = clock.now()
  const until = new Date(now.getTime() + LEASE_MS)
  return { ids: await db.write(em => new Statements(em, db.dialect).leaseMails(now, until, BATCH)), until }
}

async function sendOne(works: UnitsOfWork, transport: Transport, log: Log, leased: Leased): Promise<boolean> {
  const { db, clock } = works.settings
  const change = (changes: Partial<OutboxMail>) =>
    db.write(em => new Rows(em, outboxMails).changeAll({ id: leased.id }, changes))
  const due = await read(works, leased.id)
  if (due === 'unreadable') {
    await change({ state: 'failed', leasedUntil: null, failure: due })
    log.error('mail.unreadable', { mail: leased.id })
  }
  if (due === null || due === 'unreadable' || !stillHolds(due.mail, leased, clock.now())) return false
  const { mail, letter } = due
  const attempts = mail.attempts + 1
  try {
    if (letter === null) throw new Error('The letter cannot be written.')
    await transport.send(letter)
  } catch (error) {
    await change(afterFailure(attempts, error, clock.now()))
    log.warn('mail.failed', { mail: mail.id, template: mail.template, attempts, failure: codeOf(error) })
    return false
  }
  await change({ state: 'sent', sentAt: clock.now(), leasedUntil: null, failure: null, attempts })
  return true
}

interface Due {
  readonly mail: OutboxMail
  /** Null when it cannot be written: a template or a link that is not there. */
  readonly letter: Letter | null
}
/** Null when it has been taken back meanwhile. */
async function read(works: UnitsOfWork, id: string): Promise<Due | null | 'unreadable'> {
  try {
    return await works.read(SYSTEM, async ctx => {
      const mail = await ctx.rows(outboxMails).one({ id })
      return mail === null ? null : { mail, letter: await letterOf(ctx, mail).catch(() => null) }
    })
  } catch (error) {
    if (error instanceof SyntaxError) return 'unreadable'
    throw error
  }
}

/** False when a slow run has let the lease go by: another process may have it now. */
const stillHolds = ({ state, leasedUntil }: OutboxMail, { until }: Leased, now: Date): boolean =>
  state === 'waiting' &&
  leasedUntil?.getTime() === until.getTime() &&
  until.getTime() - now.getTime() >= LONGEST_SENDING_MS

/** The letter with its link or its code, derived now and kept nowhere. */
export async function letterOf({ keys, baseUrl, rows }: LetterParts, mail: OutboxMail): Promise<Letter> {
  const link = mail.linkId === null ? null : await rows(accessLinks).get({ id: mail.linkId })
  const path = link === null ? mail.path : linkPath(keys.link, link)
  const url = path === null ? null : baseUrl + path
  const code = link?.purpose === 'code' ? { code: linkCode(keys.link, link) } : {}
  const page = renderMail({ ...mail, facts: { ...mail.facts, ...code } }, url)
  const host = new URL(baseUrl).hostname
  return {
    messageId: `<${mail.id}@${host}>`,
    to: { address: mail.toAddress, name: mail.toName ?? '' },
    subject: page.subject,
    text: mailAsText(page),
    html: String(views.render('layouts/mail', page, helpers)),
    calendar: calendarOf(mail, url, host),
  }
}
type LetterParts = Pick<Ctx, 'keys' | 'baseUrl' | 'rows'>

function afterFailure(attempts: number, error: unknown, now: Date): Partial<OutboxMail> {
  const lasting = isLasting(error) || attempts >= MOST_ATTEMPTS
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS)
  return {
    attempts,
    leasedUntil: null,
    failure: codeOf(error),
    state: lasting ? 'failed' : 'waiting',
    nextAttemptAt: new Date(now.getTime() + wait),
  }
}

/**
 * The server refused this receiver or this letter for good (5xx). A refused password or connection is ours to mend, and
 * every mail waits for it.
 */
function isLasting(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: number; code?: string }
  return code === 'EADDRESS' || (Number(responseCode ?? 0) >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE'))
}
const codeOf = (error: unknown): string => {
  const { responseCode, code } = error as { responseCode?: number; code?: string }
  return String(responseCode ?? code ?? 'fault').slice(0, 40)
}
