import { In, LessThan } from 'typeorm'
import { Rows } from '#src/db/rows.ts'
import { outboxMails, UNDELIVERED } from '#src/mail/outbox-mail.entity.ts'
import { sessions, throttles } from '#src/web/session.entity.ts'
import { LONGEST_HOURS } from '#src/web/session.ts'
import { formKeys } from '#src/work/form-key.entity.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { jobRuns } from './job-run.entity.ts'

const HOUR = 3600_000

/**
 * Technical rows have fixed terms (quality rule 28): sessions 10 h, form keys 48 h, counted tries an hour, mails a year, the
 * rows of jobs that are gone 30 days.
 */
export async function clearTechnical({ settings: { db, clock } }: UnitsOfWork): Promise<void> {
  const ago = (hours: number): Date => new Date(clock.now().getTime() - hours * HOUR)
  await db.write(async em => {
    await new Rows(em, sessions).remove({ createdAt: LessThan(ago(LONGEST_HOURS)) })
    await new Rows(em, formKeys).remove({ usedAt: LessThan(ago(48)) })
    await new Rows(em, outboxMails).remove({ state: 'sent', sentAt: LessThan(ago(365 * 24)) })
    await new Rows(em, outboxMails).remove({ state: In(UNDELIVERED), createdAt: LessThan(ago(365 * 24)) })
    // A job of the program is always due soon: this one belongs to it no longer.
    await new Rows(em, jobRuns).remove({ nextAt: LessThan(ago(30 * 24)) })
    await new Rows(em, throttles).remove({ windowFrom: LessThan(ago(1)) })
  })
}
