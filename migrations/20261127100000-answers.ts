import { choice, day, id, instant, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

/** What an agency contact may do beside answering, and answers that came another way than by the link. */
export class Answers20261127100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { addColumn } = steps(runner)
    await addColumn('answer', 'otherOrganisationId', optional(ref('organisation')))
    await addColumn('answer', 'source', optional(choice(['phone', 'mail', 'meeting'])))
    await addColumn('answer', 'sourceDay', optional(day()))
    await addColumn('answer', 'sourceFunction', optional(text(120, 'formal')))
    await addColumn('answer', 'enteredBy', optional(choice(['coordinator', 'convener'])))
    await exchanges(runner)
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropTable, dropColumn } = steps(runner)
    for (const name of ['request_question', 'request_due_change', 'request_passing']) await dropTable(name)
    for (const key of ['enteredBy', 'sourceFunction', 'sourceDay', 'source', 'otherOrganisationId'])
      await dropColumn('answer', key)
  }
}

async function exchanges(runner: QueryRunner): Promise<void> {
  const { createTable } = steps(runner)
  await createTable(
    'request_passing',
    {
      id: id(),
      requestId: ref('answer_request'),
      fromContactId: ref('agency_contact'),
      toContactId: ref('agency_contact'),
      linkId: text(36, 'system'),
      at: instant(),
    },
    { unique: [['linkId']], index: [['requestId'], ['fromContactId'], ['toContactId']] },
  )
  await createTable(
    'request_due_change',
    {
      id: id(),
      requestId: ref('answer_request'),
      fromDay: day(),
      toDay: day(),
      reason: longText('formal'),
      askedAt: instant(),
      outcome: optional(choice(['granted', 'refused'])),
      decidedAt: optional(instant()),
      version: version(),
    },
    { index: [['requestId']] },
  )
  await createTable(
    'request_question',
    {
      id: id(),
      requestId: ref('answer_request'),
      question: longText('formal'),
      askedAt: instant(),
      reply: optional(longText('formal')),
      repliedAt: optional(instant()),
      version: version(),
    },
    { index: [['requestId']] },
  )
}
