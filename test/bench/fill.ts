import { migrations } from '#migrations/index.ts'
import { type Database, openDatabase, type Place } from '#src/db/database.ts'
import { Rows } from '#src/db/rows.ts'
import type { Table } from '#src/db/table.ts'
import { auditEvents, auditHeads } from '#src/features/audit/audit-event.entity.ts'
import { canonical } from '#src/features/audit/chain.rules.ts'
import {
  circleMembers,
  deficiencies,
  deficiencyOrganisations,
  deficiencyThemes,
  type State,
  stateChanges,
} from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencyPeriods } from '#src/features/deficiencies/deficiency-marks.entity.ts'
import { periodsOf } from '#src/features/deficiencies/marks.rules.ts'
import { LEVELS, THEMES } from '#src/features/deficiencies/words.ts'
import { groupOffices, groups } from '#src/features/groups/group.entity.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import { municipalities } from '#src/features/organisations/municipality.entity.ts'
import { officeMunicipalities, offices } from '#src/features/organisations/office.entity.ts'
import { organisations } from '#src/features/organisations/organisation.entity.ts'
import { grants } from '#src/features/people/grant.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import {
  type SearchEntry,
  type SearchKind,
  searchEntries,
  searchTerms,
} from '#src/features/search/search-entry.entity.ts'
import { EVERY_DEFICIENCY, readerToken, termOfStem, tokensOf } from '#src/features/search/search-tokens.rules.ts'
import { tables } from '#src/features.ts'
import { dayOf } from '#src/kernel/days.ts'
import { stemsOf } from '#src/kernel/swedish-words.ts'
import { hmac, sha256 } from '#src/kernel/tokens.ts'
import { sessions } from '#src/web/session.entity.ts'
import { BLANK_REPORT } from '#test/support/blank-report.ts'

export const BENCH_KEYS = {
  session: 'a session key for the benchmark only 1',
  link: 'a link key for the benchmark only 22222',
  audit: 'an audit key for the benchmark only 333',
}
export const BENCH_TOKEN = 'b'.repeat(43)
export const BENCH_NOW = new Date('2026-11-21T09:00:00Z')
const OFFICES = 10
/** Of each systemfel. */
const REPORTS = 10
/** Stands in one text of a hundred. */
export const RARE_WORD = 'hyresgaranti'
const WORDS =
  'handläggningstid boendestöd psykiatri läkarintyg försörjningsstöd samordning väntetid digital bostad skulder sysselsättning tolk anhöriga vårdcentral remiss avslag överklagan telefontid kontaktperson planering'.split(
    ' ',
  )
const STATES: readonly State[] = [
  'new',
  'on_agenda',
  'awaiting_answer',
  'action_under_way',
  'monitored',
  'closed',
  'resolved',
]

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T
const idOf = (kind: number, at: number): string =>
  `01900000-0000-7000-8${String(kind).padStart(3, '0')}-${at.toString(16).padStart(12, '0')}`

/** A country in small: `size` systemfel with ten reports each, spread over ten offices, one group and five years. */
export async function fill(place: Place, size: number): Promise<void> {
  terms.clear()
  const db = await openDatabase(place, { tables, migrations }, { allowForgetful: true, longest: 120_000 })
  try {
    await fillRegister(db)
    await withoutIndex(db, async () => {
      for (let from = 0; from < size; from += 500) await fillDeficiencies(db, from, Math.min(from + 500, size))
    })
    await put(
      db,
      searchTerms,
      [...terms].map(([term, count], at) => ({ id: idOf(20, at), term, count })),
    )
    if (db.dialect === 'postgres') await db.write(em => em.query('ANALYZE'))
  } finally {
    await db.close()
  }
}

const put = <T extends { id: string }>(db: Database, table: Table<T>, rows: readonly T[]): Promise<void> =>
  db.write(em => new Rows(em, table).insertAll(rows))

async function fillRegister(db: Database): Promise<void> {
  const all = Array.from({ length: OFFICES }, (_, at) => at)
  const common = { fictitious: true, version: 1 }
  await put(
    db,
    municipalities,
    all.map(at => ({
      id: idOf(1, at),
      slug: `kommun-${at}`,
      code: null,
      name: `Kommun ${at}`,
      kind: 'municipality' as const,
      fictitious: true,
    })),
  )
  await put(
    db,
    organisations,
    all.map(at => ({
      id: idOf(2, at),
      slug: `organisation-${at}`,
      name: `Organisation ${at}`,
      kind: 'state' as const,
      parentId: null,
      validFrom: null,
      validTo: null,
      ...common,
    })),
  )
  await put(
    db,
    offices,
    all.map(at => ({
      id: idOf(3, at),
      slug: `verksamhet-${at}`,
      name: `PO i kommun ${at}`,
      providerKind: 'municipality' as const,
      email: null,
      phone: null,
      ...common,
    })),
  )
  await put(
    db,
    officeMunicipalities,
    all.map(at => ({ id: idOf(4, at), officeId: idOf(3, at), municipalityId: idOf(1, at) })),
  )
  await put(db, groups, [
    {
      id: idOf(5, 0),
      slug: 'grupp',
      name: 'Ledningsgruppen',
      parentId: null,
      minutesKind: 'notes',
      meetingsPerYear: 4,
      email: null,
      reminderTone: null,
      ...common,
    },
  ])
  await put(
    db,
    groupOffices,
    all.map(at => ({ id: idOf(6, at), groupId: idOf(5, 0), officeId: idOf(3, at) })),
  )
  const person = {
    id: idOf(7, 0),
    name: 'Mätare',
    email: 'bench@systemfel.test',
    passwordHash: null,
    state: 'active' as const,
    locale: 'sv' as const,
    shortcuts: null,
    createdAt: BENCH_NOW,
    version: 1,
  }
  await put(db, people, [person])
  const scope = { personId: person.id, areaId: null, organisationId: null, createdAt: BENCH_NOW }
  await put(db, grants, [
    ...all.flatMap(at => [
      { id: idOf(8, at), role: 'coordinator' as const, officeId: idOf(3, at), groupId: null, ...scope },
    ]),
    { id: idOf(8, 100), role: 'ombud' as const, officeId: idOf(3, 0), groupId: null, ...scope },
    { id: idOf(8, 101), role: 'convener' as const, officeId: null, groupId: idOf(5, 0), ...scope },
  ])
  await put(db, sessions, [
    {
      id: idOf(9, 0),
      tokenHash: sha256(BENCH_TOKEN),
      personId: person.id,
      createdAt: BENCH_NOW,
      lastSeenAt: BENCH_NOW,
    },
  ])
}

const instant = (at: number): Date =>
  new Date(BENCH_NOW.getTime() - (at % (5 * 365)) * 86_400_000 - (at % 1000) * 60_000)
const numberOf = (at: number): string => `SF-${instant(at).getUTCFullYear()}-${String(at).padStart(6, '0')}`

async function fillDeficiencies(db: Database, from: number, to: number): Promise<void> {
  const all = Array.from({ length: to - from }, (_, index) => from + index)
  await put(
    db,
    deficiencies,
    all.map(at => deficiencyRow(at)),
  )
  await put(
    db,
    deficiencyOrganisations,
    all.map(at => ({ id: idOf(12, at), deficiencyId: idOf(11, at), organisationId: idOf(2, at % OFFICES) })),
  )
  await put(
    db,
    deficiencyThemes,
    all.map(at => ({ id: idOf(13, at), deficiencyId: idOf(11, at), theme: pick(THEMES, at) })),
  )
  await put(
    db,
    deficiencyPeriods,
    all.flatMap(at => periodRows(at)),
  )
  await put(
    db,
    circleMembers,
    all.flatMap(at => [
      {
        id: idOf(14, at * 2),
        deficiencyId: idOf(11, at),
        kind: 'office' as const,
        memberId: idOf(3, at % OFFICES),
        reported: null,
      },
      {
        id: idOf(14, at * 2 + 1),
        deficiencyId: idOf(11, at),
        kind: 'group' as const,
        memberId: idOf(5, 0),
        reported: null,
      },
    ]),
  )
  await put(
    db,
    stateChanges,
    all.flatMap(at => [
      { id: idOf(15, at * 2), deficiencyId: idOf(11, at), state: 'new' as const, act: 'made', at: instant(at) },
      {
        id: idOf(15, at * 2 + 1),
        deficiencyId: idOf(11, at),
        state: pick(STATES, at),
        act: 'place',
        at: new Date(instant(at).getTime() + 3_600_000),
      },
    ]),
  )
  await put(
    db,
    searchEntries,
    all.flatMap(at => [deficiencyEntry(at), ...Array.from({ length: REPORTS }, (_, nth) => reportEntry(at, nth))]),
  )
  await put(
    db,
    observations,
    all.flatMap(at => Array.from({ length: REPORTS }, (_, nth) => observationRow(at, nth))),
  )
  await fillLog(db, all)
}

const textOf = (at: number): string =>
  `${pick(WORDS, at)} ${pick(WORDS, at * 7 + 3)} ${pick(WORDS, at * 13 + 5)} hos myndighet ${at}${at % 100 === 7 ? ` ${RARE_WORD}` : ''}`
const titleOf = (at: number): string => `Brist nr ${at}: ${textOf(at)}`
const descriptionOf = (at: number): string => `${textOf(at)}. `.repeat(8)

/** How many systemfel have each term. */
const terms = new Map<string, number>()

function deficiencyEntry(at: number): SearchEntry {
  const stems = stemsOf(`${titleOf(at)}\n${descriptionOf(at)}`)
  const scope = [readerToken(idOf(3, at % OFFICES)), readerToken(idOf(5, 0))]
  const entry = entryOf('deficiency', at * (REPORTS + 1) + 1, [titleOf(at), descriptionOf(at)], scope)
  for (const term of [EVERY_DEFICIENCY, ...stems.map(termOfStem)]) terms.set(term, (terms.get(term) ?? 0) + 1)
  return { ...entry, subjectId: idOf(11, at), deficiencyId: idOf(11, at), at: instant(at), stems: stems.join('|') }
}

function reportEntry(at: number, nth: number): SearchEntry {
  const serial = at * REPORTS + nth
  const scope = [readerToken(idOf(3, at % OFFICES))]
  const entry = entryOf('observation', at * (REPORTS + 1) + nth + 2, ['', textOf(serial)], scope)
  return { ...entry, subjectId: idOf(17, serial), officeId: idOf(3, at % OFFICES), at: instant(serial) }
}

function entryOf(kind: SearchKind, seq: number, [title, text]: readonly [string, string], scope: readonly string[]) {
  const { tokens, head, terms: all } = tokensOf(kind, { title, texts: [text] }, scope)
  for (const term of all) if (!/\d/.test(term)) terms.set(term, terms.get(term) ?? 0)
  return { id: idOf(19, seq), kind, deficiencyId: null, officeId: null, seq, head, tokens, stems: null }
}

/** PostgreSQL makes its index of words in one go much faster than row by row. */
async function withoutIndex(db: Database, work: () => Promise<void>): Promise<void> {
  if (db.dialect === 'sqlite') return work()
  const name = '"ix_search_entry_vector"'
  const [index] = await db.read(em => em.query(`SELECT pg_get_indexdef('${name}'::regclass) AS "made"`))
  await db.write(em => em.query(`DROP INDEX ${name}`))
  await work()
  await db.write(em => em.query(index.made))
  await db.write(em => em.query(`SELECT setval('"search_entry_seq"', (SELECT MAX("seq") FROM "search_entry"))`))
}

function deficiencyRow(at: number) {
  const state = pick(STATES, at)
  return {
    id: idOf(11, at),
    number: numberOf(at),
    title: titleOf(at),
    description: descriptionOf(at),
    what: null,
    forWhom: null,
    wanted: null,
    level: pick(LEVELS, at),
    facets: [],
    gap: false,
    legalGround: null,
    externalReference: null,
    diaryNumber: null,
    state,
    stateSince: instant(at),
    levelInferred: false,
    protected: false,
    source: null,
    reportCount: 10,
    firstMonth: '2024-01',
    lastMonth: '2026-10',
    waitingSince: state === 'awaiting_answer' ? instant(at) : null,
    definition: 'met' as const,
    definitionOverride: null,
    definitionReason: null,
    definitionGroupId: null,
    definitionAt: null,
    mergedIntoId: null,
    officeId: idOf(3, at % OFFICES),
    createdAt: instant(at),
    closedAt: state === 'closed' || state === 'resolved' ? instant(at) : null,
    fictitious: true,
    version: 1,
  }
}

function periodRows(at: number) {
  const sent = Array.from({ length: 10 }, (_, nth) => dayOf(instant(at * 10 + nth)))
  const marks = periodsOf(deficiencyRow(at), [...new Set(sent)])
  return marks.map((mark, nth) => ({ id: idOf(19, at * 20 + nth), deficiencyId: idOf(11, at), ...mark }))
}

function observationRow(at: number, nth: number) {
  const serial = at * REPORTS + nth
  return {
    ...BLANK_REPORT,
    id: idOf(17, serial),
    number: `R-2026-${String(serial).padStart(7, '0')}`,
    officeId: idOf(3, at % OFFICES),
    ombudId: idOf(7, 0),
    state: 'linked' as const,
    whatHappened: textOf(serial),
    level: pick(LEVELS, at),
    themes: [pick(THEMES, at)],
    organisationIds: [idOf(2, at % OFFICES)],
    municipalityId: idOf(1, at % OFFICES),
    firstMonth: '2026-01',
    lastMonth: '2026-02',
    clientBand: '2-4' as const,
    severity: 'hinders' as const,
    deficiencyId: idOf(11, at),
    sameHere: nth > 0,
    createdAt: instant(serial),
    sentAt: instant(serial),
    triagedAt: instant(serial),
  }
}

/** Three lines of history each, sealed as the program seals them. */
async function fillLog(db: Database, all: readonly number[]): Promise<void> {
  await db.write(async em => {
    const head = await new Rows(em, auditHeads).get({ id: 'head' })
    let { position, mac } = head
    const rows = all.flatMap(at =>
      ['deficiency.made', 'observation.linked', 'deficiency.placed'].map(action => {
        position += 1
        const event = {
          id: idOf(18, position),
          position,
          at: instant(at),
          actorKind: 'person',
          actorId: idOf(7, 0),
          onBehalfOf: idOf(3, at % OFFICES),
          action,
          subjectType: 'deficiency',
          subjectId: idOf(11, at),
          details: {},
        }
        mac = hmac(BENCH_KEYS.audit, mac, canonical(event))
        return { ...event, mac }
      }),
    )
    await new Rows(em, auditEvents).insertAll(rows)
    await new Rows(em, auditHeads).change('head', { position, mac })
  })
}

export const benchNumber = numberOf
export const benchId = idOf
