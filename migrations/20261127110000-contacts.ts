import { choice, day, flag, id, instant, longText, optional, ref, text } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

const LINKS = ['invitation', 'password', 'answer', 'call', 'calendar', 'approval', 'code'] as const

/** Contacts that are kept right, questions that go on to whoever comes after, and questions to several at once. */
export class Contacts20261127110000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { addColumn, createTable, changeChoice } = steps(runner)
    await addColumn('agency_contact', 'verifiedDay', optional(day()))
    await addColumn('agency_contact', 'managerId', optional(ref('agency_contact')))
    await addColumn('agency_contact', 'managerFunction', optional(text(120, 'name')))
    await addColumn('agency_contact', 'managerEmail', optional(text(254, 'address')))
    await addColumn('agency_contact', 'closedDay', optional(day()))
    await addColumn('agency_contact', 'successorId', optional(ref('agency_contact')))
    await createTable(
      'request_rerouting',
      {
        id: id(),
        requestId: ref('answer_request'),
        fromContactId: ref('agency_contact'),
        toContactId: ref('agency_contact'),
        at: instant(),
      },
      { index: [['requestId'], ['fromContactId']] },
    )
    await createTable('joint_request', { id: id(), answering: choice(['one', 'each']), createdAt: instant() })
    await createTable(
      'joint_part',
      {
        id: id(),
        jointId: ref('joint_request'),
        requestId: ref('answer_request'),
        leads: flag(),
        toldAt: optional(instant()),
        addition: optional(longText('formal')),
        additionAt: optional(instant()),
      },
      { unique: [['requestId']], index: [['jointId']] },
    )
    await changeChoice('access_link', 'purpose', [...LINKS, 'joint'])
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropColumn, dropTable, changeChoice, sql } = steps(runner)
    await sql(`DELETE FROM "access_link" WHERE "purpose" = 'joint'`)
    await changeChoice('access_link', 'purpose', LINKS)
    for (const name of ['joint_part', 'joint_request', 'request_rerouting']) await dropTable(name)
    const added = ['successorId', 'closedDay', 'managerEmail', 'managerFunction', 'managerId', 'verifiedDay']
    for (const key of added) await dropColumn('agency_contact', key)
  }
}
