import { id, instant, integer, month, ref } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

export class Filing20261126130000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await steps(runner).createTable(
      'month_check',
      { id: id(), officeId: ref('office'), personId: ref('person'), month: month(), ticked: integer(), at: instant() },
      { unique: [['officeId', 'personId', 'month']] },
    )
  }
  async down(runner: QueryRunner): Promise<void> {
    await steps(runner).dropTable('month_check')
  }
}
