import { day, id, instant, optional, ref, text, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

const LINKS = [
  'invitation',
  'password',
  'answer',
  'call',
  'calendar',
  'approval',
  'code',
  'joint',
  'effect',
  'task',
] as const

/** What is decided between meetings is asked about by letter, and has a last day to answer on. */
export class MeetingRest20261127170000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { addColumn, changeChoice, createTable } = steps(runner)
    await changeChoice('access_link', 'purpose', [...LINKS, 'circulation'])
    await changeChoice('circulation_reply', 'answer', ['agree', 'object', 'abstain'])
    await addColumn('circulation', 'lastDay', optional(day()))
    await addColumn('circulation', 'remindedAt', optional(instant()))
    await createTable(
      'circulation_ask',
      {
        id: id(),
        circulationId: ref('circulation'),
        seatId: ref('seat'),
        holderId: ref('seat_holder'),
        linkId: optional(text(36, 'system')),
        version: version(),
      },
      { unique: [['circulationId', 'holderId']] },
    )
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropTable, dropColumn, changeChoice, sql } = steps(runner)
    await dropTable('circulation_ask')
    await dropColumn('circulation', 'remindedAt')
    await dropColumn('circulation', 'lastDay')
    await sql(`DELETE FROM "circulation_reply" WHERE "answer" = 'abstain'`)
    await changeChoice('circulation_reply', 'answer', ['agree', 'object'])
    await sql(`DELETE FROM "access_link" WHERE "purpose" = 'circulation'`)
    await changeChoice('access_link', 'purpose', LINKS)
  }
}
