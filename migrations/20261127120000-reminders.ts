import { choice, day, id, instant, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

/** Reminders of unanswered questions, their rests, and the tone that a group reminds in. */
export class Reminders20261127120000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { addColumn, createTable } = steps(runner)
    await addColumn('governance_group', 'reminderTone', optional(choice(['friendly', 'short', 'formal'])))
    await createTable(
      'reminder',
      {
        id: id(),
        requestId: ref('answer_request'),
        dueDay: day(),
        step: choice(['before', 'after', 'seat', 'superior', 'agenda']),
        outcome: choice(['done', 'nobody', 'passed_over']),
        toFunction: optional(text(120, 'name')),
        mailId: optional(text(36, 'system')),
        at: instant(),
      },
      { unique: [['requestId', 'dueDay', 'step']] },
    )
    await createTable(
      'reminder_hold',
      {
        id: id(),
        requestId: ref('answer_request'),
        untilDay: day(),
        reason: longText('formal'),
        personId: ref('person'),
        at: instant(),
        endedAt: optional(instant()),
        version: version(),
      },
      { index: [['requestId']] },
    )
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropColumn, dropTable } = steps(runner)
    for (const table of ['reminder_hold', 'reminder']) await dropTable(table)
    await dropColumn('governance_group', 'reminderTone')
  }
}
