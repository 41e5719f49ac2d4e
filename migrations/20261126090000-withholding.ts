import { choice, id, instant, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

export class Withholding20261126090000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await steps(runner).createTable(
      'withheld_text',
      {
        id: id(),
        tableName: text(40, 'system'),
        rowId: text(36, 'system'),
        field: text(40, 'system'),
        text: longText('free'),
        thingType: text(30, 'system'),
        thingId: text(36, 'system'),
        reference: text(200, 'system'),
        path: text(200, 'system'),
        officeId: optional(ref('office')),
        groupId: optional(ref('governance_group')),
        why: choice(['number', 'client', 'official', 'rare']),
        state: choice(['withheld', 'released', 'corrected']),
        withheldById: ref('person'),
        at: instant(),
        decidedById: optional(ref('person')),
        decidedAt: optional(instant()),
        decisionNumber: optional(text(60, 'free')),
        version: version(),
      },
      {
        index: [
          ['state', 'officeId'],
          ['state', 'groupId'],
          ['tableName', 'rowId'],
        ],
      },
    )
  }
  async down(runner: QueryRunner): Promise<void> {
    await steps(runner).dropTable('withheld_text')
  }
}
