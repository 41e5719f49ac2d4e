import { Rows } from '#src/db/rows.ts'
import { Statements } from '#src/db/statements.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import type { Log } from '#src/log.ts'
import { assetUrl } from '#src/web/assets.ts'
import { makeHelpers } from '#src/web/view-helpers.ts'
import { ViewRenderer } from '#src/web/views.ts'
import type { Ctx } from '#src/work/context.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { linkPath } from './enqueue.ts'
import { type OutboxMail, outboxMails } from './outbox-mail.entity.ts'
import { mailAsText, renderMail } from './render-mail.ts'
import type { Letter, Transport } from './transport.ts'

const LEASE_MS = 120_000
const BATCH = 20
const MOST_ATTEMPTS = 12
const LONGEST_WAIT_MS = 12 * 3600_000

const views = new ViewRenderer()
const helpers = makeHelpers({ locale: 'sv', csrfToken: () => '', newFormKey: () => '', from: '/', asset: assetUrl })

/**
 * Sends what is due, each mail leased first, so that two processes never send the same. A passing failure is tried again
 * with growing waits, in all about 72 hours; a lasting one stands as failed for people to see (J1, J3). Gives how many left.
 */
export async function sendOutbox(works: UnitsOfWork, transport: Transport, log: Log): Promise<number> {
  let sent = 0
  for (;;) {
    const ids = await lease(works)
    if (ids.length === 0) return sent
    for (const id of ids) if (await sendOne(works, transport, log, id)) sent += 1
  }
}

async function lease({ settings: { db, clock } }: UnitsOfWork): Promise<string[]> {
  const now = clock.now()
  return db.write(em => new Statements(em, db.dialect).leaseMails(now, new Date(now.getTime() + LEASE_MS), BATCH))
}

async function sendOne(works: UnitsOfWork, transport: Transport, log: Log, id: string): Promise<boolean> {
  const { db, clock } = works.settings
  const { mail, letter } = await works.read(SYSTEM, async ctx => {
    const due = await ctx.rows(outboxMails).get({ id })
    return { mail: due, letter: await letterOf(ctx, due).catch(() => null) }
  })
  try {
    if (letter === null) throw new Error('The letter cannot be written.')
    await transport.send(letter)
  } catch (error) {
    await db.write(em => new Rows(em, outboxMails).change(id, afterFailure(mail, error, clock.now())))
    log.warn('mail.failed', { mail: id, template: mail.template, attempts: mail.attempts + 1, failure: codeOf(error) })
    return false
  }
  const done = { state: 'sent', sentAt: clock.now(), leasedUntil: null, failure: null } as const
  await db.write(em => new Rows(em, outboxMails).change(id, { ...done, attempts: mail.attempts + 1 }))
  return true
}

/** The letter with its link, derived now and kept nowhere. */
export async function letterOf({ keys, baseUrl, rows }: LetterParts, mail: OutboxMail): Promise<Letter> {
  const link = mail.linkId === null ? null : await rows(accessLinks).get({ id: mail.linkId })
  const path = link === null ? mail.path : linkPath(keys.link, link)
  const page = renderMail(mail, path === null ? null : baseUrl + path)
  return {
    messageId: `<${mail.id}@${new URL(baseUrl).hostname}>`,
    to: { address: mail.toAddress, name: mail.toName ?? '' },
    subject: page.subject,
    text: mailAsText(page),
    html: String(views.render('layouts/mail', page, helpers)),
  }
}
type LetterParts = Pick<Ctx, 'keys' | 'baseUrl' | 'rows'>

function afterFailure(mail: OutboxMail, error: unknown, now: Date): Partial<OutboxMail> {
  const attempts = mail.attempts + 1
  const lasting = isLasting(error) || attempts >= MOST_ATTEMPTS
  const wait = Math.min(60_000 * 2 ** attempts, LONGEST_WAIT_MS)
  return {
    attempts,
    leasedUntil: null,
    failure: codeOf(error),
    state: lasting ? 'failed' : 'waiting',
    nextAttemptAt: new Date(now.getTime() + wait),
  }
}

/** 5xx: the server will never take it. */
const isLasting = (error: unknown): boolean => Number((error as { responseCode?: number }).responseCode ?? 0) >= 500
const codeOf = (error: unknown): string => {
  const { responseCode, code } = error as { responseCode?: number; code?: string }
  return String(responseCode ?? code ?? 'fault').slice(0, 40)
}
