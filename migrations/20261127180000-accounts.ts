import { choice, flag, id, instant, integer, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

/** Accounts to Länsstyrelsen, and the units that make them. */
export class Accounts20261127180000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { createTable } = steps(runner)
    await createTable(
      'reporting_unit',
      {
        id: id(),
        name: text(120, 'name'),
        kind: choice(['municipality', 'district', 'office']),
        county: text(80, 'name'),
        officeId: optional(ref('office')),
        version: version(),
      },
      { index: [['officeId']] },
    )
    await createTable(
      'unit_municipality',
      { id: id(), unitId: ref('reporting_unit'), municipalityId: ref('municipality') },
      { unique: [['unitId', 'municipalityId']], index: [['municipalityId']] },
    )
    await createTable(
      'account',
      {
        id: id(),
        unitId: ref('reporting_unit'),
        year: integer(),
        formKey: text(80, 'system'),
        state: choice(['draft', 'signed', 'sent', 'received', 'returned']),
        signing: optional(choice(['digital', 'paper'])),
        sentAt: optional(instant()),
        receivedAt: optional(instant()),
        returnReason: optional(longText('formal')),
        createdAt: instant(),
        version: version(),
      },
      { unique: [['unitId', 'year']], index: [['year', 'state']] },
    )
    await createTable(
      'account_value',
      { id: id(), accountId: ref('account'), key: text(60, 'system'), value: longText('formal'), interpreted: flag() },
      { unique: [['accountId', 'key']] },
    )
    await createTable(
      'account_source',
      {
        id: id(),
        accountId: ref('account'),
        key: text(60, 'system'),
        position: integer(),
        subjectType: text(30, 'system'),
        subjectId: text(36, 'system'),
        reference: text(160, 'name'),
      },
      { index: [['accountId', 'key']] },
    )
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropTable } = steps(runner)
    for (const table of ['account_source', 'account_value', 'account', 'unit_municipality', 'reporting_unit'])
      await dropTable(table)
  }
}
