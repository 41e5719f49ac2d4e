import { asDay, asFlag, asInstant, maybe, Params } from '#src/db/sql.ts'
import { inSwedish } from '#src/features/organisations/swedish-order.ts'
import { addDays, type Day, dayOf, startOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Deed, LEAST_REPORTS, type Line } from './poster.rules.ts'

interface Period {
  readonly from: Day
  readonly to: Day
}
type Row = Readonly<Record<string, unknown>>
const MOST = 40

/**
 * What something was done about in the period, in the circle of an office or a group, in Swedish order. The caller has
 * shown that the actor belongs there.
 */
export async function posterLines(ctx: Ctx, placeId: string, period: Period): Promise<Line[]> {
  const found = await chosen(ctx, placeId, period)
  const ids = found.map(({ id }) => String(id))
  if (ids.length === 0) return []
  const read = (query: string, column: string): Promise<Row[]> => {
    const p = new Params()
    return ctx.sql.select<Row>(query.replace('?', p.in(column, ids)), p)
  }
  const named = await read(BODIES, '"l"."deficiency_id"')
  const deeds = [
    ...(await read(ACTIONS, '"a"."deficiency_id"')).flatMap(row => deedOfAction(row, period)),
    ...(await read(ANSWERS, '"a"."deficiency_id"')).flatMap(row => deedOfAnswer(row, period)),
  ]
  const effects = await read(EFFECTS, '"e"."deficiency_id"')
  const of = <T extends { readonly id: unknown }>(rows: readonly T[], id: unknown): T[] =>
    rows.filter(row => row.id === id)
  return found.map(row => ({
    title: String(row['title']),
    level: row['level'] as Line['level'],
    state: row['state'] as Line['state'],
    fictitious: asFlag(row['fictitious']),
    organisations: of(named as (Row & { id: unknown })[], row.id)
      .map(({ name }) => String(name))
      .sort(inSwedish),
    deeds: of(deeds, row.id).map(({ deed }) => deed),
    ...effectOf(of(effects as (Row & { id: unknown })[], row.id)),
  }))
}

/** With enough reports, and with something done in the period. */
async function chosen(ctx: Ctx, placeId: string, { from, to }: Period): Promise<(Row & { id: unknown })[]> {
  const p = new Params()
  const [place, first, last] = [p.add(placeId), p.add(from), p.add(to)]
  const [since, until] = [p.add(startOf(from)), p.add(startOf(addDays(to, 1)))]
  const rows = await ctx.sql.select<Row & { id: unknown; title: string }>(
    `SELECT "d"."id", "d"."title", "d"."level", "d"."state", "d"."fictitious" FROM "deficiency" "d"
      WHERE "d"."state" <> 'merged' AND "d"."report_count" >= ${LEAST_REPORTS}
        AND EXISTS (SELECT 1 FROM "circle_member" "c" WHERE "c"."deficiency_id" = "d"."id" AND "c"."member_id" = ${place})
        AND (EXISTS (SELECT 1 FROM "action" "a" WHERE "a"."deficiency_id" = "d"."id" AND "a"."state" = 'done'
               AND "a"."done_day" BETWEEN ${first} AND ${last})
          OR EXISTS (SELECT 1 FROM "action" "a" WHERE "a"."deficiency_id" = "d"."id" AND "a"."state" = 'accepted'
               AND "a"."created_at" >= ${since} AND "a"."created_at" < ${until})
          OR EXISTS (SELECT 1 FROM "answer" "a" WHERE "a"."deficiency_id" = "d"."id" AND "a"."kind" IN ('changed', 'planned')
               AND "a"."received_at" >= ${since} AND "a"."received_at" < ${until}))
      ORDER BY "d"."state_since" DESC, "d"."id" LIMIT ${MOST}`,
    p,
  )
  return rows.sort((one, other) => inSwedish(one.title, other.title))
}

const BODIES = `SELECT "l"."deficiency_id" AS "id", "o"."name" FROM "deficiency_organisation" "l"
  JOIN "organisation" "o" ON "o"."id" = "l"."organisation_id" WHERE ?`
const ACTIONS = `SELECT "a"."deficiency_id" AS "id", "a"."kind", "a"."strength", "a"."state", "a"."done_day" AS "doneDay",
    "a"."due_day" AS "dueDay", "a"."created_at" AS "at", COALESCE("o"."name", "f"."name") AS "by"
  FROM "action" "a" LEFT JOIN "organisation" "o" ON "o"."id" = "a"."organisation_id"
  LEFT JOIN "office" "f" ON "f"."id" = "a"."office_id"
  WHERE ? AND "a"."state" IN ('accepted', 'done') ORDER BY "a"."created_at", "a"."id"`
const ANSWERS = `SELECT "a"."deficiency_id" AS "id", "a"."kind", "a"."received_at" AS "at", "o"."name" AS "by" FROM "answer" "a"
  JOIN "answer_request" "r" ON "r"."id" = "a"."request_id" JOIN "agency_contact" "k" ON "k"."id" = "r"."contact_id"
  JOIN "organisation" "o" ON "o"."id" = "k"."organisation_id"
  WHERE ? AND "a"."kind" IN ('changed', 'planned') ORDER BY "a"."received_at", "a"."id"`
const EFFECTS = `SELECT "e"."deficiency_id" AS "id", "e"."answer", "e"."state", "e"."due_day" AS "day" FROM "effect_check" "e"
  WHERE ? ORDER BY "e"."due_day", "e"."id"`

interface Found {
  readonly id: unknown
  readonly deed: Deed
}
const isIn = (day: Day | null, { from, to }: Period): boolean => day !== null && day >= from && day <= to

function deedOfAction(row: Row, period: Period): Found[] {
  const [doneDay, dueDay, begun] = [
    maybe(asDay)(row['doneDay']),
    maybe(asDay)(row['dueDay']),
    dayOf(asInstant(row['at'])),
  ]
  const isDone = row['state'] === 'done'
  if (!isIn(isDone ? doneDay : begun, period)) return []
  const { kind, strength, by } = row as Pick<Extract<Deed, { what: 'done' | 'underWay' }>, 'kind' | 'strength' | 'by'>
  const deed = { what: isDone ? 'done' : 'underWay', kind, strength, by, day: isDone ? doneDay : dueDay } as const
  return [{ id: row['id'], deed }]
}

function deedOfAnswer(row: Row, period: Period): Found[] {
  const day = dayOf(asInstant(row['at']))
  const { kind, by } = row as Pick<Extract<Deed, { what: 'answer' }>, 'kind' | 'by'>
  return isIn(day, period) ? [{ id: row['id'], deed: { what: 'answer', kind, by, day } }] : []
}

function effectOf(checks: readonly Row[]): Pick<Line, 'effect' | 'effectDay'> {
  const answered = checks.filter(({ answer }) => answer !== null).at(-1)
  const next = checks.find(({ state }) => state === 'planned' || state === 'asked')
  return {
    effect: (answered?.['answer'] ?? null) as Line['effect'],
    effectDay: next === undefined ? null : asDay(next['day']),
  }
}
