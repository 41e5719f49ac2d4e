import { choice, day, flag, id, instant, json, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

/** Decisions that correct others, those that are taken between meetings, and where a reply to a lift stands written. */
export class Decisions20261126250000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { addColumn, addIndex, createTable } = steps(runner)
    await addColumn('decision', 'correctsId', optional(ref('decision')))
    await addIndex('decision', ['correctsId'])
    await addIndex('decision', ['at'])
    await addColumn('meeting', 'perCapsulam', optional(flag()))
    await addColumn('lift', 'replySource', optional(text(200, 'formal')))
    await createTable(
      'circulation',
      {
        id: id(),
        groupId: ref('governance_group'),
        deficiencyId: ref('deficiency'),
        type: choice(['ask', 'commit', 'investigate', 'lift', 'postpone', 'monitor', 'accept', 'close']),
        text: longText('formal'),
        reason: optional(longText('formal')),
        question: optional(longText('formal')),
        description: optional(longText('formal')),
        coveringText: optional(longText('formal')),
        acceptedBy: optional(text(120, 'name')),
        toName: optional(text(160, 'name')),
        terms: json(),
        correctsId: optional(ref('decision')),
        state: choice(['asking', 'recorded', 'objected', 'withdrawn']),
        proposedAt: instant(),
        closedAt: optional(instant()),
        decisionId: optional(ref('decision')),
        version: version(),
      },
      { index: [['groupId', 'state'], ['deficiencyId']] },
    )
    await createTable(
      'circulation_reply',
      {
        id: id(),
        circulationId: ref('circulation'),
        seatId: ref('seat'),
        answer: choice(['agree', 'object']),
        reason: optional(longText('formal')),
        way: optional(text(200, 'formal')),
        day: day(),
        at: instant(),
      },
      { unique: [['circulationId', 'seatId']] },
    )
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropColumn, dropIndex, dropTable } = steps(runner)
    await dropTable('circulation_reply')
    await dropTable('circulation')
    await dropColumn('lift', 'replySource')
    await dropColumn('meeting', 'perCapsulam')
    await dropIndex('decision', ['at'])
    await dropIndex('decision', ['correctsId'])
    await dropColumn('decision', 'correctsId')
  }
}
