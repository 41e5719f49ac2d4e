import { choice, day, flag, id, instant, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, type SchemaSteps, steps } from '#src/db/migration.ts'

/** Attempts to fill a seat, seats that several share, and forums beside the groups. */
export class Forums20261126200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const all = steps(runner)
    await all.addColumn('seat_holder', 'shared', optional(flag()))
    await all.createTable(
      'contact_attempt',
      {
        id: id(),
        seatId: ref('seat'),
        day: day(),
        way: choice(['telephone', 'mail', 'letter', 'meeting', 'other']),
        outcome: choice(['no_reply', 'considering', 'declined', 'accepted']),
        note: optional(longText('formal')),
        at: instant(),
      },
      { index: [['seatId', 'day']] },
    )
    await forums(all)
    await questions(all)
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropTable, dropColumn } = steps(runner)
    for (const table of ['forum_question', 'forum_raising', 'forum_occasion', 'forum', 'contact_attempt'])
      await dropTable(table)
    await dropColumn('seat_holder', 'shared')
  }
}

async function forums({ createTable }: SchemaSteps): Promise<void> {
  await createTable(
    'forum',
    {
      id: id(),
      kind: choice(['council', 'question_hour', 'consultation', 'board']),
      name: text(160, 'name'),
      groupId: optional(ref('governance_group')),
      municipalityId: optional(ref('municipality')),
      version: version(),
    },
    { index: [['groupId'], ['municipalityId']] },
  )
  await createTable(
    'forum_occasion',
    { id: id(), forumId: ref('forum'), day: day(), said: longText('formal'), version: version() },
    { index: [['forumId', 'day']] },
  )
  await createTable(
    'forum_raising',
    { id: id(), occasionId: ref('forum_occasion'), deficiencyId: ref('deficiency') },
    { unique: [['occasionId', 'deficiencyId']], index: [['deficiencyId']] },
  )
}

async function questions({ createTable }: SchemaSteps): Promise<void> {
  await createTable(
    'forum_question',
    {
      id: id(),
      forumId: ref('forum'),
      groupId: ref('governance_group'),
      asker: text(120, 'name'),
      day: day(),
      deficiencyId: optional(ref('deficiency')),
      theme: optional(choice(THEMES)),
      text: longText('formal'),
      agendaItemId: optional(text(36, 'system')),
      answer: optional(longText('formal')),
      answeredDay: optional(day()),
      createdAt: instant(),
      version: version(),
    },
    { index: [['forumId', 'day'], ['groupId'], ['deficiencyId'], ['agendaItemId']] },
  )
}

/** As they were when this was written. */
const THEMES = [
  'bemotande',
  'tillganglighet',
  'digitalisering',
  'kompetens',
  'likvardighet',
  'information_service',
  'vantetider',
  'personalkontinuitet',
  'samordning',
  'sip',
  'ansvarsglapp',
  'samsjuklighet',
  'lakarintyg',
  'socialforsakring',
  'forsorjning',
  'skuld',
  'bostad',
  'boendestod',
  'sysselsattning',
  'god_man',
  'vardtillgang',
  'npf',
  'barn_anhoriga',
  'sprak',
  'resurser',
  'aterkoppling',
  'ledningsgrupp',
  'po_tillgang',
] as const
