import { choice, id, instant, longText, optional, ref, text } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

/** Internal notes, handovers, and what the inbox and the office's figures are read by. */
export class Office20261126140000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { createTable, addColumn, addIndex, dropIndex } = steps(runner)
    await createTable(
      'office_note',
      {
        id: id(),
        officeId: ref('office'),
        subjectType: choice(['observation', 'deficiency']),
        subjectId: text(36, 'system'),
        personId: ref('person'),
        kind: choice(['note', 'held', 'returned', 'dismissed', 'reopened']),
        text: longText('free'),
        at: instant(),
      },
      {
        index: [
          ['subjectId', 'officeId', 'at'],
          ['officeId', 'at'],
        ],
      },
    )
    await addColumn('observation', 'handedAt', optional(instant()))
    await dropIndex('observation', ['officeId', 'state'])
    await addIndex('observation', ['officeId', 'state', 'sentAt'])
    await addIndex('observation', ['writtenById', 'state'])
    await addIndex('audit_event', ['action', 'onBehalfOf', 'at'])
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropTable, dropColumn, addIndex, dropIndex } = steps(runner)
    await dropIndex('audit_event', ['action', 'onBehalfOf', 'at'])
    await dropIndex('observation', ['writtenById', 'state'])
    await dropIndex('observation', ['officeId', 'state', 'sentAt'])
    await addIndex('observation', ['officeId', 'state'])
    await dropColumn('observation', 'handedAt')
    await dropTable('office_note')
  }
}
