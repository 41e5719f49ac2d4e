import { choice, day, id, instant, integer, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

/** Calls to meetings with their answers, meetings that are cancelled, and links to a call and to a calendar. */
export class Call20261126230000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { changeChoice, createTable } = steps(runner)
    await changeChoice('meeting', 'state', ['planned', 'running', 'held', 'done', 'cancelled'])
    await changeChoice('access_link', 'purpose', ['invitation', 'password', 'answer', 'call', 'calendar'])
    await createTable(
      'meeting_call',
      {
        id: id(),
        meetingId: ref('meeting'),
        sequence: integer(),
        calledAt: optional(instant()),
        remindedDay: optional(day()),
        cancelledAt: optional(instant()),
        cancelReason: optional(longText('formal')),
        version: version(),
      },
      { unique: [['meetingId']] },
    )
    await createTable(
      'call_invitation',
      {
        id: id(),
        meetingId: ref('meeting'),
        seatId: ref('seat'),
        holderId: ref('seat_holder'),
        linkId: text(36, 'system'),
        answer: optional(choice(['coming', 'not_coming', 'substitute'])),
        substituteName: optional(text(120, 'name')),
        answeredAt: optional(instant()),
        withdrawnAt: optional(instant()),
        version: version(),
      },
      { unique: [['meetingId', 'holderId']], index: [['holderId'], ['seatId']] },
    )
  }
  async down(runner: QueryRunner): Promise<void> {
    const { changeChoice, dropTable, sql } = steps(runner)
    for (const table of ['call_invitation', 'meeting_call']) await dropTable(table)
    await sql(`DELETE FROM "outbox_mail" WHERE "link_id" IN
      (SELECT "id" FROM "access_link" WHERE "purpose" IN ('call', 'calendar'))`)
    await sql(`DELETE FROM "access_link" WHERE "purpose" IN ('call', 'calendar')`)
    await sql(`UPDATE "meeting" SET "state" = 'planned' WHERE "state" = 'cancelled'`)
    await changeChoice('access_link', 'purpose', ['invitation', 'password', 'answer'])
    await changeChoice('meeting', 'state', ['planned', 'running', 'held', 'done'])
  }
}
