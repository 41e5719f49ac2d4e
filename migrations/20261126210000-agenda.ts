import { choice, flag, id, instant, integer, json, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

const SECTIONS_BEFORE = ['follow_up', 'new', 'answers', 'effect', 'information', 'other']
const SECTIONS = ['opening', 'previous_minutes', ...SECTIONS_BEFORE]
const WHYS_BEFORE = [
  'new',
  'meets_definition',
  'answer_overdue',
  'answer_in',
  'action_overdue',
  'effect_no',
  'came_back',
  'lifted_here',
  'postponed',
  'taken_directly',
  'added',
]
const WHYS = [...WHYS_BEFORE.slice(0, -1), 'proposed', 'added']
const CHOICES = ['ask', 'commit', 'investigate', 'lift', 'postpone', 'monitor', 'accept', 'close', 'note'] as const

/** Minutes, proposed decisions, items that members suggest, items by consent, and the lock of an agenda. */
export class Agenda20261126210000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { addColumn, changeChoice } = steps(runner)
    await addColumn('meeting', 'endTime', optional(text(5, 'system')))
    await addColumn('meeting', 'lockedAt', optional(instant()))
    await addColumn('meeting', 'lockedById', optional(ref('person')))
    await addColumn('agenda_item', 'minutes', optional(integer()))
    await addColumn('agenda_item', 'consentAt', optional(instant()))
    await addColumn('agenda_item', 'proposedType', optional(choice(CHOICES)))
    await addColumn('agenda_item', 'proposedText', optional(longText('formal')))
    await addColumn('agenda_item', 'proposedDetail', optional(longText('formal')))
    await addColumn('agenda_item', 'proposedFields', optional(json('name')))
    await changeChoice('agenda_item', 'section', SECTIONS)
    await changeChoice('agenda_item', 'why', WHYS)
    await createTables(runner)
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropTable, dropColumn, changeChoice, sql } = steps(runner)
    for (const table of ['consent_reply', 'agenda_suggestion', 'agenda_lock']) await dropTable(table)
    await sql(`UPDATE "agenda_item" SET "section" = 'information' WHERE "section" IN ('opening', 'previous_minutes')`)
    await sql(`UPDATE "agenda_item" SET "why" = 'added', "why_facts" = '{}' WHERE "why" = 'proposed'`)
    await changeChoice('agenda_item', 'why', WHYS_BEFORE)
    await changeChoice('agenda_item', 'section', SECTIONS_BEFORE)
    for (const key of ['proposedFields', 'proposedDetail', 'proposedText', 'proposedType', 'consentAt', 'minutes'])
      await dropColumn('agenda_item', key)
    for (const key of ['lockedById', 'lockedAt', 'endTime']) await dropColumn('meeting', key)
  }
}

async function createTables(runner: QueryRunner): Promise<void> {
  const { createTable } = steps(runner)
  await createTable(
    'agenda_lock',
    {
      id: id(),
      meetingId: ref('meeting'),
      act: choice(['lock', 'unlock']),
      personId: ref('person'),
      at: instant(),
      reason: optional(choice(['new_matter', 'mistake', 'time', 'other'])),
      words: optional(longText('formal')),
    },
    { index: [['meetingId', 'at']] },
  )
  await createTable(
    'agenda_suggestion',
    {
      id: id(),
      meetingId: ref('meeting'),
      personId: ref('person'),
      organisationId: optional(ref('organisation')),
      deficiencyId: optional(ref('deficiency')),
      title: text(200, 'formal'),
      reason: longText('formal'),
      state: choice(['open', 'taken', 'declined']),
      declined: optional(longText('formal')),
      createdAt: instant(),
      answeredAt: optional(instant()),
      version: version(),
    },
    { index: [['meetingId', 'state'], ['deficiencyId']] },
  )
  await createTable(
    'consent_reply',
    {
      id: id(),
      itemId: ref('agenda_item'),
      seatId: ref('seat'),
      answer: choice(['agreed', 'objected']),
      personId: ref('person'),
      noted: flag(),
      at: instant(),
    },
    { unique: [['itemId', 'seatId']] },
  )
}
