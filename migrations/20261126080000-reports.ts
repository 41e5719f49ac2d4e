import { day, instant, json, optional, ref } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

/** What a report needs to be written in peace, on behalf of somebody, set aside and handed over. */
const COLUMNS = {
  reviewed: optional(json()),
  changedAt: optional(instant()),
  remindedAt: optional(instant()),
  writtenById: optional(ref('person')),
  keeperId: optional(ref('person')),
  heldUntil: optional(day()),
} as const

export class Reports20261126080000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { addColumn, addIndex } = steps(runner)
    for (const [key, kind] of Object.entries(COLUMNS)) await addColumn('observation', key, kind)
    await addIndex('observation', ['keeperId', 'state'])
    await addIndex('observation', ['state', 'changedAt'])
    // The reports behind a systemfel, office by office.
    await addIndex('observation', ['deficiencyId', 'state', 'officeId'])
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropColumn, dropIndex } = steps(runner)
    await dropIndex('observation', ['deficiencyId', 'state', 'officeId'])
    await dropIndex('observation', ['state', 'changedAt'])
    await dropIndex('observation', ['keeperId', 'state'])
    for (const key of Object.keys(COLUMNS).reverse()) await dropColumn('observation', key)
  }
}
