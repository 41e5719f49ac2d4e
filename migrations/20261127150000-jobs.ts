import { id, instant, integer, optional, text } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

/** Jobs that several processes share, and mails that are set aside. */
export class Jobs20261127150000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { createTable, changeChoice } = steps(runner)
    await createTable('job_run', {
      id: id(),
      nextAt: instant(),
      holder: optional(text(36, 'system')),
      leasedUntil: optional(instant()),
      lastStartedAt: optional(instant()),
      lastDoneAt: optional(instant()),
      attempts: integer(),
      failure: optional(text(40, 'system')),
    })
    await changeChoice('outbox_mail', 'state', ['held', 'waiting', 'sent', 'failed', 'discarded'])
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropTable, changeChoice, sql } = steps(runner)
    await sql(`UPDATE "outbox_mail" SET "state" = 'failed' WHERE "state" = 'discarded'`)
    await changeChoice('outbox_mail', 'state', ['held', 'waiting', 'sent', 'failed'])
    await dropTable('job_run')
  }
}
