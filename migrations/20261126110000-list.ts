import { choice, flag, id, instant, integer, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'
import { asInstant, asNumber } from '#src/db/sql.ts'
import { addDays, addMonths, dayOf, daysBetween } from '#src/kernel/days.ts'
import { halfYearKey, halfYearOf, nextHalfYear } from '#src/kernel/half-years.ts'
import { newId } from '#src/kernel/ids.ts'

const COLUMNS = {
  definition: optional(choice(['met', 'unmet', 'untried'])),
  definitionOverride: optional(choice(['met', 'unmet'])),
  definitionReason: optional(longText('formal')),
  definitionGroupId: optional(ref('governance_group')),
  definitionAt: optional(instant()),
} as const
const FACETS = [
  'attitude',
  'competence',
  'values',
  'responsibility',
  'organisation',
  'resources',
  'services',
  'goals',
  'regulations',
] as const

/** What the list of systemfel is filtered by, the installation's own definition, and views that a person saves. */
export class List20261126110000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { addColumn, addIndex } = steps(runner)
    for (const [key, kind] of Object.entries(COLUMNS)) await addColumn('deficiency', key, kind)
    await addIndex('deficiency', ['definition', 'state', 'id'])
    await createMarks(runner)
    await createSettings(runner)
    await fill(runner)
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropColumn, dropIndex, dropTable } = steps(runner)
    for (const table of ['saved_view', 'definition_refresh', 'definition_setting']) await dropTable(table)
    for (const table of ['source_word', 'deficiency_period', 'deficiency_facet']) await dropTable(table)
    await dropIndex('deficiency', ['definition', 'state', 'id'])
    for (const key of Object.keys(COLUMNS).reverse()) await dropColumn('deficiency', key)
  }
}

async function createMarks(runner: QueryRunner): Promise<void> {
  const { createTable } = steps(runner)
  const of = { id: id(), deficiencyId: ref('deficiency') }
  await createTable(
    'deficiency_facet',
    { ...of, facet: choice(FACETS) },
    { unique: [['deficiencyId', 'facet']], index: [['facet']] },
  )
  await createTable(
    'deficiency_period',
    { ...of, period: text(6, 'system'), reported: flag(), told: flag() },
    { unique: [['deficiencyId', 'period']], index: [['period', 'deficiencyId', 'reported', 'told']] },
  )
  await createTable(
    'source_word',
    { ...of, word: text(40, 'system') },
    { unique: [['deficiencyId', 'word']], index: [['word', 'deficiencyId']] },
  )
}

async function createSettings(runner: QueryRunner): Promise<void> {
  const { createTable } = steps(runner)
  const least = ['leastReports', 'leastClients', 'leastOmbud', 'leastUnits', 'leastDays']
  await createTable('definition_setting', {
    id: id(),
    ...Object.fromEntries(least.map(key => [key, integer()])),
    changedAt: instant(),
    version: version(),
  })
  await createTable('definition_refresh', {
    id: id(),
    officeId: optional(ref('office')),
    doneTo: optional(text(36, 'system')),
    createdAt: instant(),
  })
  await createTable(
    'saved_view',
    {
      id: id(),
      personId: ref('person'),
      name: text(60, 'free'),
      query: text(1000, 'system'),
      opens: flag(),
      createdAt: instant(),
      version: version(),
    },
    { index: [['personId']] },
  )
}

interface Stored {
  readonly id: string
  readonly level: string
  readonly facets: string
  readonly source: string | null
  readonly report_count: unknown
  readonly first_month: string | null
  readonly last_month: string | null
  readonly created_at: unknown
}
interface Report {
  readonly deficiency_id: string
  readonly office_id: string
  readonly ombud_id: string
  readonly client_band: string | null
  readonly sent_at: unknown
}
const BATCH = 500

/** What is there is marked and tried by our proposal; the program tries it once more, by its own rules, when it starts. */
async function fill(runner: QueryRunner): Promise<void> {
  const lone = await loneOffices(runner)
  let last = ''
  for (let rows = await batchAfter(runner, last); rows.length > 0; rows = await batchAfter(runner, last)) {
    const reports = await reportsOf(
      runner,
      rows.map(row => row.id),
    )
    for (const row of rows) await mark(runner, row, reports.get(row.id) ?? [], lone)
    last = rows.at(-1)?.id ?? ''
  }
  if (last === '') return
  const first = await runner.query(`SELECT "created_at" FROM "deficiency" ORDER BY "id" LIMIT 1`)
  const createdAt = asInstant(first[0].created_at)
  await insert(runner, 'definition_refresh', [{ id: newId(createdAt), created_at: first[0].created_at }])
}

/** The id is the program's own: letters, digits and hyphens. */
const batchAfter = (runner: QueryRunner, last: string): Promise<Stored[]> =>
  runner.query(`SELECT "id", "level", "facets", "source", "report_count", "first_month", "last_month", "created_at"
    FROM "deficiency" WHERE "id" > '${last}' ORDER BY "id" LIMIT ${BATCH}`)

async function reportsOf(runner: QueryRunner, ids: readonly string[]): Promise<Map<string, Report[]>> {
  const rows: Report[] = await runner.query(
    `SELECT "deficiency_id", "office_id", "ombud_id", "client_band", "sent_at" FROM "observation"
     WHERE "state" = 'linked' AND "deficiency_id" IN (${ids.map(one => `'${one}'`).join(', ')})`,
  )
  const by = new Map<string, Report[]>()
  for (const row of rows) by.set(row.deficiency_id, [...(by.get(row.deficiency_id) ?? []), row])
  return by
}

async function loneOffices(runner: QueryRunner): Promise<(officeId: string) => boolean> {
  const rows: { office_id: string }[] = await runner.query(
    `SELECT "office_id" FROM "role_grant" WHERE "role" = 'ombud' GROUP BY "office_id" HAVING COUNT(DISTINCT "person_id") > 1`,
  )
  const several = new Set(rows.map(row => row.office_id))
  return officeId => !several.has(officeId)
}

async function mark(
  runner: QueryRunner,
  row: Stored,
  reports: readonly Report[],
  lone: (officeId: string) => boolean,
): Promise<void> {
  const at = asInstant(row.created_at)
  const of = () => ({ id: newId(at), deficiency_id: row.id })
  const facets = [...new Set(JSON.parse(row.facets) as string[])]
  await insert(
    runner,
    'deficiency_facet',
    facets.map(facet => ({ ...of(), facet })),
  )
  await insert(
    runner,
    'deficiency_period',
    periodsOf(row, reports).map(period => ({ ...of(), ...period })),
  )
  const words =
    row.source
      ?.normalize('NFC')
      .toLocaleLowerCase('sv')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  await insert(
    runner,
    'source_word',
    [...new Set(words.map(word => word.slice(0, 40)))].map(word => ({ ...of(), word })),
  )
  await runner.query(
    `UPDATE "deficiency" SET "definition" = '${definitionOf(row, reports, lone)}' WHERE "id" = '${row.id}'`,
  )
}

/** Fewer than five reports are told outside the offices by the half-years in which it was first and last met. */
function periodsOf(row: Stored, reports: readonly Report[]) {
  const count = asNumber(row.report_count)
  const sent = reports.flatMap(({ sent_at: at }) => (at === null ? [] : [at]))
  const days = (count === 0 ? [row.created_at] : sent).map(at => dayOf(asInstant(at)))
  const reported = new Set(days.map(day => halfYearKey(halfYearOf(day))))
  const told = count === 0 || count >= 5 ? reported : spanOf(row)
  return [...new Set([...reported, ...told])].map(period => ({
    period,
    reported: reported.has(period),
    told: told.has(period),
  }))
}

function spanOf({ first_month: first, last_month: last }: Stored): Set<string> {
  const span = new Set<string>()
  if (first === null || last === null) return span
  const end = halfYearKey(halfYearOf(`${last}-01`))
  for (let half = halfYearOf(`${first}-01`); halfYearKey(half) <= end; half = nextHalfYear(half))
    span.add(halfYearKey(half))
  return span
}

/** Three reports or one about five clients; two ombud or a lone one; sixty days. */
function definitionOf(row: Stored, reports: readonly Report[], lone: (officeId: string) => boolean): string {
  const { level, first_month: first, last_month: last } = row
  if (level === 'central' || asNumber(row.report_count) === 0 || first === null || last === null) return 'untried'
  const recurring =
    asNumber(row.report_count) >= 3 || reports.some(({ client_band: band }) => band === '5-9' || band === '10+')
  const offices = [...new Set(reports.map(report => report.office_id))]
  const ombud = new Set(reports.map(report => report.ombud_id)).size
  const shared = ombud >= 2 || (offices.length === 1 && offices.every(lone))
  const days = daysBetween(`${first}-01`, addDays(addMonths(`${last}-01`, 1), -1)) + 1
  return recurring && shared && days >= 60 ? 'met' : 'unmet'
}

type Values = Readonly<Record<string, unknown>>
async function insert(runner: QueryRunner, table: string, rows: readonly Values[]): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const names = Object.keys(first)
  const postgres = runner.connection.options.type === 'postgres'
  const values = rows.flatMap(row => names.map(name => row[name]))
  const place = (at: number): string => (postgres ? `$${at + 1}` : '?')
  const lines = rows.map((_, nth) => `(${names.map((_name, at) => place(nth * names.length + at)).join(', ')})`)
  await runner.query(
    `INSERT INTO "${table}" (${names.map(name => `"${name}"`).join(', ')}) VALUES ${lines.join(', ')}`,
    values,
  )
}
