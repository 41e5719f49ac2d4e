import { choice, day, id, instant, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

const LINKS = ['invitation', 'password', 'answer', 'call', 'calendar', 'approval', 'code', 'joint', 'effect'] as const
const STATES = ['proposed', 'accepted', 'done', 'cancelled'] as const
const ADDED = {
  acceptedAt: optional(instant()),
  acceptedHow: optional(choice(['meeting', 'member', 'convener', 'link'])),
  nextContactDay: optional(day()),
  closedAt: optional(instant()),
}

/** Undertakings that are accepted or declined, how they go, and links to them without an account. */
export class Actions20261127140000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { changeChoice, addColumn } = steps(runner)
    await changeChoice('access_link', 'purpose', [...LINKS, 'task'])
    await changeChoice('action', 'state', [...STATES, 'declined'])
    for (const [key, kind] of Object.entries(ADDED)) await addColumn('action', key, kind)
    await makeTables(runner)
  }
  async down(runner: QueryRunner): Promise<void> {
    const { changeChoice, dropColumn, dropTable, sql } = steps(runner)
    for (const name of ['task_invitation', 'due_wish', 'action_note']) await dropTable(name)
    for (const key of Object.keys(ADDED).reverse()) await dropColumn('action', key)
    await sql(`UPDATE "action" SET "state" = 'cancelled' WHERE "state" = 'declined'`)
    await changeChoice('action', 'state', STATES)
    await sql(`DELETE FROM "access_link" WHERE "purpose" = 'task'`)
    await changeChoice('access_link', 'purpose', LINKS)
  }
}

async function makeTables(runner: QueryRunner): Promise<void> {
  const { createTable } = steps(runner)
  const of = { id: id(), actionId: ref('action') }
  await createTable(
    'action_note',
    {
      ...of,
      text: longText('formal'),
      nextContactDay: optional(day()),
      holderId: optional(ref('seat_holder')),
      at: instant(),
    },
    { index: [['actionId'], ['holderId']] },
  )
  await createTable(
    'due_wish',
    {
      ...of,
      wishedDay: day(),
      reason: longText('formal'),
      state: choice(['asked', 'granted', 'refused']),
      holderId: optional(ref('seat_holder')),
      at: instant(),
      settledAt: optional(instant()),
      version: version(),
    },
    { index: [['actionId'], ['holderId']] },
  )
  await createTable(
    'task_invitation',
    { ...of, seatId: ref('seat'), holderId: ref('seat_holder'), linkId: text(36, 'system'), version: version() },
    { unique: [['actionId', 'holderId']], index: [['holderId'], ['seatId']] },
  )
}
