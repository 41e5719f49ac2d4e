import { choice, flag, id, instant, json, optional, ref, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

/** What is the same as, like, or not the same as something else; and who stands in a circle because of a report. */
export class Links20261126120000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { addColumn, createTable } = steps(runner)
    await createTable(
      'deficiency_link',
      {
        id: id(),
        kind: choice(['same', 'similar', 'different']),
        fromId: ref('deficiency'),
        toId: ref('deficiency'),
        personId: ref('person'),
        at: instant(),
        undoneAt: optional(instant()),
        undoneById: optional(ref('person')),
        moved: optional(json()),
        version: version(),
      },
      { index: [['fromId'], ['toId']] },
    )
    await addColumn('circle_member', 'reported', optional(flag()))
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropColumn, dropTable } = steps(runner)
    await dropColumn('circle_member', 'reported')
    await dropTable('deficiency_link')
  }
}
