import { choice, id, instant, integer, json, optional, text } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

export class LogAndMail20261121101000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { createTable, sql } = steps(runner)
    await createTable('counter', { id: id(), series: text(80, 'system', { unique: true }), last: integer() })
    await createTable('form_key', {
      id: id(),
      bodyHash: text(43, 'system'),
      location: optional(text(200, 'system')),
      notice: optional(text(100, 'system')),
      usedAt: instant(),
    })
    await createTable(
      'audit_event',
      {
        id: id(),
        position: integer(),
        at: instant(),
        actorKind: text(10, 'system'),
        actorId: text(36, 'system'),
        onBehalfOf: optional(text(36, 'system')),
        action: text(60, 'system'),
        subjectType: text(30, 'system'),
        subjectId: text(36, 'system'),
        details: json(),
        mac: text(43, 'system'),
      },
      { unique: [['position']], index: [['subjectId', 'position']] },
    )
    await createTable('audit_head', { id: id(), position: integer(), mac: text(43, 'system') })
    await createTable(
      'outbox_mail',
      {
        id: id(),
        template: text(60, 'system'),
        toAddress: text(254, 'address'),
        toName: optional(text(120, 'name')),
        facts: json(),
        path: optional(text(200, 'system')),
        linkId: optional(text(36, 'system')),
        subjectType: text(30, 'system'),
        subjectId: text(36, 'system'),
        heldByMeetingId: optional(text(36, 'system')),
        state: choice(['held', 'waiting', 'sent', 'failed']),
        attempts: integer(),
        nextAttemptAt: instant(),
        leasedUntil: optional(instant()),
        sentAt: optional(instant()),
        failure: optional(text(200, 'system')),
        createdAt: instant(),
      },
      { index: [['state', 'nextAttemptAt'], ['heldByMeetingId'], ['subjectId']] },
    )
    await sql(`INSERT INTO "audit_head" ("id", "position", "mac") VALUES ('head', 0, '')`)
  }

  async down(runner: QueryRunner): Promise<void> {
    const { dropTable } = steps(runner)
    for (const table of ['outbox_mail', 'audit_head', 'audit_event', 'form_key', 'counter']) await dropTable(table)
  }
}
