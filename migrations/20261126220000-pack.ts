import { id, instant, ref, text, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

/** That a convener has confirmed a meeting's pack for associations. */
export class Pack20261126220000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await steps(runner).createTable(
      'pack_confirmation',
      {
        id: id(),
        meetingId: ref('meeting'),
        personId: ref('person'),
        confirmedAt: instant(),
        mark: text(64, 'system'),
        version: version(),
      },
      { unique: [['meetingId']] },
    )
  }
  async down(runner: QueryRunner): Promise<void> {
    await steps(runner).dropTable('pack_confirmation')
  }
}
