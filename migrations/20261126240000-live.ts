import { flag, id, integer, optional, ref, text } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

/** Who came late and left early, who took no part in an item, and the item that the participants' page shows. */
export class Live20261126240000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { createTable, addColumn } = steps(runner)
    await addColumn('person', 'shortcuts', optional(flag()))
    await addColumn('attendance', 'arrived', optional(text(5, 'system')))
    await addColumn('attendance', 'departed', optional(text(5, 'system')))
    await createTable(
      'recusal',
      { id: id(), attendanceId: ref('attendance'), agendaItemId: text(36, 'system') },
      { unique: [['agendaItemId', 'attendanceId']], index: [['attendanceId']] },
    )
    await createTable(
      'meeting_screen',
      { id: id(), meetingId: ref('meeting'), agendaItemId: optional(text(36, 'system')), step: integer() },
      { unique: [['meetingId']] },
    )
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropTable, dropColumn } = steps(runner)
    await dropTable('meeting_screen')
    await dropTable('recusal')
    await dropColumn('attendance', 'departed')
    await dropColumn('attendance', 'arrived')
    await dropColumn('person', 'shortcuts')
  }
}
