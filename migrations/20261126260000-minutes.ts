import { choice, id, instant, integer, json, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

const LINKS = ['invitation', 'password', 'answer', 'call', 'calendar'] as const

/** Minutes that are edited § by §, approved by adjusters and then frozen. */
export class Minutes20261126260000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { changeChoice } = steps(runner)
    await changeChoice('meeting', 'state', ['planned', 'running', 'held', 'done', 'cancelled', 'approval'])
    await changeChoice('access_link', 'purpose', [...LINKS, 'approval', 'code'])
    await texts(runner)
    await approvals(runner)
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropTable, changeChoice, sql } = steps(runner)
    for (const name of ['minutes_objection', 'minutes_approval', 'minutes_adjuster', 'minutes_text', 'minutes'])
      await dropTable(name)
    await sql(`DELETE FROM "access_link" WHERE "purpose" IN ('approval', 'code')`)
    await changeChoice('access_link', 'purpose', LINKS)
    await sql(`UPDATE "meeting" SET "state" = 'held' WHERE "state" = 'approval'`)
    await changeChoice('meeting', 'state', ['planned', 'running', 'held', 'done', 'cancelled'])
  }
}

async function texts(runner: QueryRunner): Promise<void> {
  const { createTable } = steps(runner)
  await createTable(
    'minutes',
    {
      id: id(),
      meetingId: ref('meeting'),
      round: integer(),
      sentAt: instant(),
      withdrawnAt: optional(instant()),
      withdrawnReason: optional(longText('formal')),
      model: optional(json()),
      sha256: optional(text(64, 'system')),
      approvedAt: optional(instant()),
      version: version(),
    },
    { unique: [['meetingId']] },
  )
  await createTable(
    'minutes_text',
    {
      id: id(),
      meetingId: ref('meeting'),
      itemId: ref('agenda_item'),
      text: optional(longText('formal')),
      generatedHash: optional(text(43, 'system')),
      version: version(),
    },
    { unique: [['itemId']], index: [['meetingId']] },
  )
}

async function approvals(runner: QueryRunner): Promise<void> {
  const { createTable } = steps(runner)
  await createTable(
    'minutes_adjuster',
    {
      id: id(),
      meetingId: ref('meeting'),
      seatId: optional(ref('seat')),
      name: text(120, 'name'),
      email: text(254, 'address'),
      linkId: optional(text(36, 'system')),
      remindedAt: optional(instant()),
      codeId: optional(text(36, 'system')),
      codeTries: integer(),
      wrongTries: integer(),
      leftAt: optional(instant()),
      version: version(),
    },
    { unique: [['meetingId', 'email']] },
  )
  const part = { id: id(), meetingId: ref('meeting'), adjusterId: ref('minutes_adjuster'), part: text(36, 'system') }
  await createTable(
    'minutes_approval',
    { ...part, textHash: text(43, 'system'), at: instant() },
    { unique: [['adjusterId', 'part', 'textHash']], index: [['meetingId']] },
  )
  await createTable(
    'minutes_objection',
    {
      ...part,
      textHash: text(43, 'system'),
      kind: choice(['change', 'dissent']),
      text: longText('formal'),
      at: instant(),
      takenBackAt: optional(instant()),
      version: version(),
    },
    { index: [['meetingId']] },
  )
}
