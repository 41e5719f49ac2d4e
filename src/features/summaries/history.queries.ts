import { asFlag, asInstant, asNumber, maybe, Params } from '#src/db/sql.ts'
import type { Level, Theme } from '#src/features/deficiencies/words.ts'
import { type HalfYear, intervalOf } from '#src/kernel/half-years.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Acted, Answered, Asked, Decided, History, Step } from './figures.rules.ts'
import { type LaterMerges, mergesSince } from './later-merges.queries.ts'
import { movedReports, reportedOf, reportsOf, together } from './reported.queries.ts'

type Row = Readonly<Record<string, unknown>>
type About = Row & { readonly deficiencyId: string }

/** Which systemfel: those that the offices had met by the end of a half-year and that were not closed before it. */
export interface Choice {
  readonly officeIds: readonly string[]
  readonly period: HalfYear
}
/** With what has been merged since: none of it had happened then. */
interface Chosen extends Choice {
  readonly merges: LaterMerges
}

/**
 * The systemfel of the offices with their histories. An office has met what it made, what it was let in to, and what it
 * has reported, the last from its first report on: so a report of today does not change the summary of a past half-year.
 */
export async function historiesOf(ctx: Ctx, { officeIds, period }: Choice): Promise<History[]> {
  const choice: Chosen = { officeIds, period, merges: await mergesSince(ctx, intervalOf(period).to) }
  const params = new Params()
  const found = await ctx.sql.select<Row & { id: string }>(
    `SELECT "d"."id", "d"."number", "d"."title", "d"."level", "d"."level_inferred" AS "levelInferred", "d"."state",
       "d"."state_since" AS "stateSince", "d"."created_at" AS "createdAt", "m"."number" AS "mergedInto"
     FROM "deficiency" "d" LEFT JOIN "deficiency" "m" ON "m"."id" = "d"."merged_into_id"
     WHERE "d"."id" IN (${chosen(params, choice)})`,
    params,
  )
  if (found.length === 0) return []
  const parts = await partsOf(ctx, choice)
  return found
    .map(row => ({
      ...(row as unknown as History),
      level: row['level'] as Level,
      levelInferred: asFlag(row['levelInferred']),
      stateSince: asInstant(row['stateSince']),
      createdAt: asInstant(row['createdAt']),
      ...parts(row.id),
    }))
    .filter(history => history.officeIds.length > 0)
}

/** And where that which has been merged since is now: the offices need not have met it then. */
function chosen(params: Params, { officeIds, period, merges }: Chosen): string {
  const { from, to } = intervalOf(period)
  const end = params.add(to)
  return `SELECT "d"."id" FROM "deficiency" "d" JOIN "circle_member" "c" ON "c"."deficiency_id" = "d"."id"
    WHERE ${merges.into.length === 0 ? '' : `${params.in('"d"."id"', merges.into)} OR `}"c"."kind" = 'office' AND ${params.in('"c"."member_id"', officeIds)}
      AND "d"."created_at" < ${end}
      AND ("d"."closed_at" IS NULL OR "d"."closed_at" >= ${params.add(from)})
      AND ("c"."member_id" = "d"."office_id" OR COALESCE((
        SELECT MIN("o"."sent_at") FROM "observation" "o" WHERE "o"."deficiency_id" = "d"."id"
          AND "o"."office_id" = "c"."member_id" AND "o"."state" = 'linked'), "d"."created_at") < ${end})`
}

/** Reads each kind of thing about all the chosen at once; gives what there is about one. */
async function partsOf(ctx: Ctx, choice: Chosen): Promise<(id: string) => Parts> {
  const ended = await endings(ctx, choice)
  const names = await organisationLabels(ctx)
  const named = (row: Row): string => names.get(String(row['organisationId'])) ?? ''
  const about = async <T>(query: Query, read: (row: Row) => T): Promise<(id: string) => readonly T[]> => {
    const params = new Params()
    const rows = await ctx.sql.select<About>(query(params, chosen(params, choice)), params)
    return grouped(
      rows.flatMap(row => asThen(row, choice.merges)),
      read,
    )
  }
  const steps = await about(of(STEPS), stepOf)
  const asked = await about(of(REQUESTS), row => askedOf(row, named(row), ended))
  const answered = await about(of(ANSWERS), row => answeredOf(row, named(row)))
  const acted = await about(of(ACTIONS), row => actedOf(row, names, ended))
  const decided = await about(of(DECISIONS), decidedOf)
  const organisations = await about(of(ORGANISATIONS), named)
  const themes = await about(of(THEMES), row => row['theme'] as Theme)
  const places = await about(placesOf(choice), row => String(row['name']))
  const officeIds = await about(officesOf(choice), row => String(row['memberId']))
  const { reports } = choice.merges
  const reported = await about(reportsOf(choice, reports), reportedOf(choice))
  const moved = await movedReports(ctx, choice, choice.merges)
  return id => ({
    ...{ steps: steps(id), asked: asked(id), answered: answered(id), acted: acted(id), decided: decided(id) },
    ...{ organisations: organisations(id), themes: themes(id), places: places(id), officeIds: officeIds(id) },
    reported: together(reported(id), moved(id)),
  })
}
type Parts = Pick<
  History,
  | 'steps'
  | 'asked'
  | 'answered'
  | 'acted'
  | 'decided'
  | 'organisations'
  | 'themes'
  | 'places'
  | 'officeIds'
  | 'reported'
>
/** Whose the row was; nothing where somebody stands in a circle because of a later merge. */
function asThen(row: About, { owner, came }: LaterMerges): About[] {
  const { deficiencyId, id, memberId } = row
  if (typeof memberId === 'string' && came(deficiencyId, memberId)) return []
  return typeof id === 'string' ? [{ ...row, deficiencyId: owner(id, deficiencyId) }] : [row]
}

/** A query about the systemfel whose ids another one gives. */
type Query = (params: Params, ids: string) => string
const of =
  (start: string): Query =>
  (_, ids) =>
    `${start}${ids})`

function grouped<T>(rows: readonly About[], read: (row: Row) => T): (id: string) => readonly T[] {
  const all = new Map<string, T[]>()
  for (const row of rows) {
    const known = all.get(row.deficiencyId)
    if (known === undefined) all.set(row.deficiencyId, [read(row)])
    else known.push(read(row))
  }
  return id => all.get(id) ?? []
}

const STEPS = `SELECT "s"."deficiency_id" AS "deficiencyId", "s"."state", "s"."act", "s"."at"
  FROM "state_change" "s" WHERE "s"."deficiency_id" IN (`
const REQUESTS = `SELECT "r"."id", "r"."deficiency_id" AS "deficiencyId", "r"."state", "r"."sent_at" AS "sentAt",
    "a"."received_at" AS "receivedAt", "c"."organisation_id" AS "organisationId"
  FROM "answer_request" "r" JOIN "agency_contact" "c" ON "c"."id" = "r"."contact_id"
  LEFT JOIN "answer" "a" ON "a"."request_id" = "r"."id"
  WHERE "r"."sent_at" IS NOT NULL AND "r"."deficiency_id" IN (`
const ANSWERS = `SELECT "r"."id", "a"."deficiency_id" AS "deficiencyId", "a"."kind", "a"."received_at" AS "receivedAt",
    "c"."organisation_id" AS "organisationId"
  FROM "answer" "a" JOIN "answer_request" "r" ON "r"."id" = "a"."request_id"
  JOIN "agency_contact" "c" ON "c"."id" = "r"."contact_id" WHERE "a"."deficiency_id" IN (`
const ACTIONS = `SELECT "t"."id", "t"."deficiency_id" AS "deficiencyId", "t"."kind", "t"."started_day" AS "startedDay",
    "t"."done_day" AS "doneDay", "t"."created_at" AS "createdAt", "t"."state", "t"."organisation_id" AS "organisationId",
    "f"."name" AS "officeName"
  FROM "action" "t" LEFT JOIN "office" "f" ON "f"."id" = "t"."office_id" WHERE "t"."deficiency_id" IN (`
const DECISIONS = `SELECT "b"."deficiency_id" AS "deficiencyId", "b"."type", "b"."at", "g"."name" AS "group"
  FROM "decision" "b" JOIN "meeting" "m" ON "m"."id" = "b"."meeting_id"
  JOIN "governance_group" "g" ON "g"."id" = "m"."group_id" WHERE "b"."deficiency_id" IN (`
const ORGANISATIONS = `SELECT "x"."deficiency_id" AS "deficiencyId", "x"."organisation_id" AS "organisationId"
  FROM "deficiency_organisation" "x" WHERE "x"."deficiency_id" IN (`
const THEMES = `SELECT "x"."deficiency_id" AS "deficiencyId", "x"."theme" FROM "deficiency_theme" "x"
  WHERE "x"."deficiency_id" IN (`

/** Only municipalities that the offices cover: where others have met it is not theirs to tell. */
const placesOf =
  ({ officeIds }: Choice): Query =>
  (params, ids) =>
    `SELECT "c"."deficiency_id" AS "deficiencyId", "c"."member_id" AS "memberId", "p"."name"
   FROM "circle_member" "c" JOIN "municipality" "p" ON "p"."id" = "c"."member_id"
   WHERE "c"."kind" = 'municipality' AND "c"."deficiency_id" IN (${ids}) AND "c"."member_id" IN (
     SELECT "v"."municipality_id" FROM "office_municipality" "v" WHERE ${params.in('"v"."office_id"', officeIds)})`

const officesOf =
  ({ officeIds }: Choice): Query =>
  (params, ids) =>
    `SELECT "c"."deficiency_id" AS "deficiencyId", "c"."member_id" AS "memberId" FROM "circle_member" "c"
   WHERE "c"."kind" = 'office' AND ${params.in('"c"."member_id"', officeIds)} AND "c"."deficiency_id" IN (${ids})`

const stepOf = (row: Row): Step => ({ ...(row as unknown as Step), at: asInstant(row['at']) })
const decidedOf = (row: Row): Decided => ({ ...(row as unknown as Decided), at: asInstant(row['at']) })
const answeredOf = (row: Row, organisation: string): Answered => ({
  kind: row['kind'] as Answered['kind'],
  receivedAt: asInstant(row['receivedAt']),
  organisation,
})
type Endings = ReadonlyMap<string, Date>
function askedOf(row: Row, organisation: string, ended: Endings): Asked {
  const sentAt = asInstant(row['sentAt'])
  const given = row['state'] === 'closed' || row['state'] === 'revoked' ? sentAt : null
  const endedAt = maybe(asInstant)(row['receivedAt']) ?? ended.get(String(row['id'])) ?? given
  return { sentAt, endedAt, organisation }
}
function actedOf(row: Row, names: ReadonlyMap<string, string>, ended: Endings): Acted {
  const createdAt = asInstant(row['createdAt'])
  const given = row['state'] === 'cancelled' || row['state'] === 'declined' ? createdAt : null
  return {
    kind: row['kind'] as Acted['kind'],
    startedDay: row['startedDay'] as string | null,
    doneDay: row['doneDay'] as string | null,
    createdAt,
    cancelledAt: ended.get(String(row['id'])) ?? given,
    owner: names.get(String(row['organisationId'])) ?? (row['officeName'] as string | null),
  }
}

/** When requests were closed or revoked and actions cancelled or declined, by their ids: rows keep the state only, the log the time. */
async function endings(ctx: Ctx, choice: Chosen): Promise<Endings> {
  const params = new Params()
  const rows = await ctx.sql.select<Row>(
    `SELECT "e"."at", "e"."details" FROM "audit_event" "e" WHERE "e"."subject_type" = 'deficiency'
       AND "e"."action" IN ('request.closed', 'request.revoked', 'action.cancelled', 'action.declined')
       AND "e"."subject_id" IN (${chosen(params, choice)})`,
    params,
  )
  const entries = rows.map(({ at, details }) => {
    const { requestId, actionId } = JSON.parse(String(details)) as { requestId?: string; actionId?: string }
    return [requestId ?? actionId ?? '', asInstant(at)] as const
  })
  return new Map(entries)
}

/** Names by id; where two bodies have the same name, each with its parent. */
async function organisationLabels(ctx: Ctx): Promise<Map<string, string>> {
  const rows = await ctx.sql.select<{ id: string; name: string; parent: string | null }>(
    `SELECT "o"."id", "o"."name", "p"."name" AS "parent"
     FROM "organisation" "o" LEFT JOIN "organisation" "p" ON "p"."id" = "o"."parent_id"`,
  )
  const times = new Map<string, number>()
  for (const { name } of rows) times.set(name, (times.get(name) ?? 0) + 1)
  return new Map(
    rows.map(({ id, name, parent }) => [
      id,
      (times.get(name) ?? 0) > 1 && parent !== null ? `${name} (${parent})` : name,
    ]),
  )
}

/** How many reports the offices sent in the half-year, whatever became of them; withdrawn ones are as if never sent. */
export async function reportsSent(ctx: Ctx, { officeIds, period }: Choice): Promise<number> {
  const params = new Params()
  const { from, to } = intervalOf(period)
  const [row] = await ctx.sql.select<Row>(
    `SELECT COUNT(*) AS "count" FROM "observation" "o" WHERE ${params.in('"o"."office_id"', officeIds)}
       AND "o"."sent_at" >= ${params.add(from)} AND "o"."sent_at" < ${params.add(to)} AND "o"."state" <> 'withdrawn'`,
    params,
  )
  return asNumber(row?.['count'])
}
