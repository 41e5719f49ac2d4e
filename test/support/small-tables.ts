/** Two small tables with every kind of column, for the tests of src/db. */
import {
  bigInteger,
  choice,
  day,
  flag,
  id,
  instant,
  integer,
  json,
  longText,
  month,
  optional,
  ref,
  text,
  version,
} from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'
import { table } from '#src/db/table.ts'

export interface Account {
  id: string
  name: string
  balance: number
  version: number
}
export interface Entry {
  id: string
  accountId: string | null
  tag: string
  note: string
  big: number
  open: boolean
  at: Date
  on: string
  inMonth: string
  details: { readonly words: readonly string[] }
  kind: 'in' | 'out'
  closedAt: Date | null
}

const accountColumns = { id: id(), name: text(60, 'name', { unique: true }), balance: integer(), version: version() }
const entryColumns = {
  id: id(),
  accountId: optional(ref('account')),
  tag: text(60, 'system'),
  note: longText('free'),
  big: bigInteger(),
  open: flag(),
  at: instant(),
  on: day(),
  inMonth: month(),
  details: json<Entry['details']>(),
  kind: choice(['in', 'out']),
  closedAt: optional(instant()),
}
const entryOptions = { unique: [['accountId', 'tag']], index: [['accountId', 'at'], ['tag']] } as const

export const accounts = table<Account>('account', accountColumns)
export const entries = table<Entry>('entry', entryColumns, entryOptions)

export class First20260101000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { createTable } = steps(runner)
    await createTable('account', accountColumns)
    await createTable('entry', entryColumns, entryOptions)
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropTable } = steps(runner)
    await dropTable('entry')
    await dropTable('account')
  }
}

export const setup = { tables: [accounts, entries], migrations: [First20260101000000] }

export const account = (values: Partial<Account> & { id: string }): Account => ({
  name: `Account ${values.id}`,
  balance: 100,
  version: 1,
  ...values,
})
export const entry = (values: Partial<Entry> & { id: string }): Entry => ({
  accountId: null,
  tag: values.id,
  note: '',
  big: 0,
  open: true,
  at: new Date('2026-11-21T09:00:00.123Z'),
  on: '2026-11-21',
  inMonth: '2026-11',
  details: { words: [] },
  kind: 'in',
  closedAt: null,
  ...values,
})
