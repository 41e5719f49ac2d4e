import { choice, day, id, instant, json, optional, ref, text, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

/** What those who reported are told of, once each, and how often each wants to be mailed about it. */
export class Reporter20261127160000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { createTable } = steps(runner)
    await createTable(
      'reporter_news',
      {
        id: id(),
        personId: ref('person'),
        milestone: choice(['received', 'agenda', 'decision', 'answer', 'effect', 'other']),
        sourceId: text(36, 'system'),
        template: text(60, 'system'),
        facts: json(),
        path: text(200, 'system'),
        subjectType: choice(['deficiency', 'observation']),
        subjectId: text(36, 'system'),
        state: choice(['held', 'waiting', 'told', 'silent']),
        heldByMeetingId: optional(text(36, 'system')),
        mailId: optional(text(36, 'system')),
        sinceDay: day(),
        toldDay: optional(day()),
        createdAt: instant(),
      },
      {
        unique: [['personId', 'milestone', 'sourceId']],
        index: [['state', 'personId'], ['heldByMeetingId'], ['personId', 'toldDay'], ['subjectId']],
      },
    )
    await createTable(
      'news_choice',
      { id: id(), personId: ref('person'), frequency: choice(['prompt', 'weekly', 'none']), version: version() },
      { unique: [['personId']] },
    )
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropTable } = steps(runner)
    await dropTable('news_choice')
    await dropTable('reporter_news')
  }
}
