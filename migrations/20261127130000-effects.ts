import { choice, flag, id, instant, integer, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

const LINKS = ['invitation', 'password', 'answer', 'call', 'calendar', 'approval', 'code', 'joint'] as const

/** Whom effect checks ask and what they say, and how a systemfel was solved. */
export class Effects20261127130000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { addColumn, changeChoice, createTable } = steps(runner)
    await changeChoice('access_link', 'purpose', [...LINKS, 'effect'])
    await addColumn('effect_check', 'askedAt', optional(instant()))
    await addColumn('effect_check', 'settledAt', optional(instant()))
    await createTable(
      'effect_word',
      {
        id: id(),
        checkId: ref('effect_check'),
        personId: ref('person'),
        officeId: ref('office'),
        linkId: optional(text(36, 'system')),
        askedAt: instant(),
        reminders: integer(),
        answer: optional(choice(['yes', 'partly', 'no', 'not_met'])),
        line: optional(longText('free')),
        answeredAt: optional(instant()),
        byOmbud: optional(flag()),
        leftAt: optional(instant()),
        version: version(),
      },
      { unique: [['checkId', 'personId']], index: [['personId', 'answer']] },
    )
    await createTable(
      'effect_ruling',
      {
        id: id(),
        deficiencyId: ref('deficiency'),
        checkId: ref('effect_check'),
        groupId: ref('governance_group'),
        ruling: choice(['ease', 'keep_open']),
        reason: longText('formal'),
        at: instant(),
      },
      { index: [['deficiencyId']] },
    )
    await createTable(
      'solution',
      {
        id: id(),
        deficiencyId: ref('deficiency'),
        wrong: text(300, 'free'),
        done: text(300, 'free'),
        changed: text(300, 'free'),
        groupId: optional(ref('governance_group')),
        officeId: optional(ref('office')),
        writtenById: ref('person'),
        writtenAt: instant(),
        version: version(),
      },
      { unique: [['deficiencyId']] },
    )
  }
  async down(runner: QueryRunner): Promise<void> {
    const { changeChoice, dropColumn, dropTable, sql } = steps(runner)
    await dropTable('solution')
    await dropTable('effect_ruling')
    await dropTable('effect_word')
    await dropColumn('effect_check', 'settledAt')
    await dropColumn('effect_check', 'askedAt')
    await sql(`DELETE FROM "access_link" WHERE "purpose" = 'effect'`)
    await changeChoice('access_link', 'purpose', LINKS)
  }
}
