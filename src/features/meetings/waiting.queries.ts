import { In } from 'typeorm'
import { asDay, asInstant, asNumber, maybe, Params } from '#src/db/sql.ts'
import { type Deficiency, deficiencies, OPEN_STATES } from '#src/features/deficiencies/deficiency.entity.ts'
import type { ClientBand } from '#src/features/deficiencies/words.ts'
import { dayOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Waiting } from './agenda.rules.ts'
import type { DecisionType } from './decision.entity.ts'

type Row = Readonly<Record<string, unknown>> & { readonly deficiencyId: string }
type ByDeficiency = ReadonlyMap<string, readonly Row[]>
interface Found {
  readonly reports: ByDeficiency
  readonly decisions: ByDeficiency
  readonly seen: ByDeficiency
  readonly requests: ByDeficiency
  readonly actions: ByDeficiency
  readonly lifts: ByDeficiency
  readonly suggested: ByDeficiency
  readonly replies: ByDeficiency
  readonly effects: ByDeficiency
}
export interface WaitingDeficiency {
  readonly deficiency: Deficiency
  readonly waiting: Waiting
}

/** Every open systemfel in the group's circle that stands on no coming agenda of it, oldest first, with what the rules ask. */
export async function waitingFor(ctx: Ctx, groupId: string): Promise<WaitingDeficiency[]> {
  const ids = await freeIds(ctx, groupId)
  if (ids.length === 0) return []
  const found = await gather(ctx, groupId, ids)
  const open = await ctx.rows(deficiencies).all({ id: In(ids) }, { createdAt: 'ASC', number: 'ASC' })
  return open.map(deficiency => ({ deficiency, waiting: waitingOf(deficiency, groupId, found) }))
}

async function freeIds(ctx: Ctx, groupId: string): Promise<string[]> {
  const p = new Params()
  const group = p.add(groupId)
  const rows = await ctx.sql.select<{ id: string }>(
    `SELECT "d"."id" FROM "deficiency" "d"
     JOIN "circle_member" "c" ON "c"."deficiency_id" = "d"."id" AND "c"."member_id" = ${group}
     WHERE ${p.in('"d"."state"', OPEN_STATES)} AND NOT EXISTS (
       SELECT 1 FROM "agenda_item" "i" JOIN "meeting" "m" ON "m"."id" = "i"."meeting_id"
       WHERE "i"."deficiency_id" = "d"."id" AND "m"."group_id" = ${group} AND "i"."paragraph" IS NULL
         AND "m"."state" IN ('planned', 'running'))`,
    p,
  )
  return rows.map(({ id }) => id)
}

async function gather(ctx: Ctx, groupId: string, ids: readonly string[]): Promise<Found> {
  const ask = async (query: Query): Promise<ByDeficiency> => {
    const p = new Params()
    const text = query({ group: () => p.add(groupId), within: column => p.in(column, ids) })
    return by(await ctx.sql.select<Row>(text, p))
  }
  return {
    reports: await ask(reportsQuery),
    decisions: await ask(decisionsQuery),
    seen: await ask(seenQuery),
    requests: await ask(requestsQuery),
    actions: await ask(actionsQuery),
    lifts: await ask(liftsQuery),
    suggested: await ask(suggestedQuery),
    replies: await ask(repliesQuery),
    effects: await ask(effectsQuery),
  }
}

/** Puts the query together with the group and the systemfel it is about, as parameters. */
type Query = (about: { readonly group: () => string; readonly within: (column: string) => string }) => string

const reportsQuery: Query = ({ within }) => `
  SELECT "o"."deficiency_id" AS "deficiencyId", "o"."client_band" AS "band", "o"."triaged_at" AS "at"
  FROM "observation" "o" WHERE "o"."state" = 'linked' AND ${within('"o"."deficiency_id"')}`

const decisionsQuery: Query = ({ group, within }) => `
  SELECT "d"."deficiency_id" AS "deficiencyId", "d"."type", "d"."at", "m"."day"
  FROM "decision" "d" JOIN "meeting" "m" ON "m"."id" = "d"."meeting_id"
  WHERE "m"."group_id" = ${group()} AND ${within('"d"."deficiency_id"')} ORDER BY "d"."at", "d"."paragraph"`

const seenQuery: Query = ({ group, within }) => `
  SELECT "i"."deficiency_id" AS "deficiencyId", MAX("m"."started_at") AS "at"
  FROM "agenda_item" "i" JOIN "meeting" "m" ON "m"."id" = "i"."meeting_id"
  WHERE "m"."group_id" = ${group()} AND "m"."started_at" IS NOT NULL AND "m"."per_capsulam" IS NULL AND ${within('"i"."deficiency_id"')}
  GROUP BY "i"."deficiency_id"`

/** Of those who were asked together and answer each for itself: somebody still owes an answer, so it is not in. */
const OTHERS_OWE = `SELECT 1 FROM "joint_part" "p"
    JOIN "joint_request" "j" ON "j"."id" = "p"."joint_id" AND "j"."answering" = 'each'
    JOIN "joint_part" "q" ON "q"."joint_id" = "j"."id"
    JOIN "answer_request" "s" ON "s"."id" = "q"."request_id" AND "s"."state" IN ('tray', 'sent')
    WHERE "p"."request_id" = "r"."id"`

const requestsQuery: Query = ({ group, within }) => `
  SELECT "r"."deficiency_id" AS "deficiencyId", "r"."state", "r"."due_day" AS "day", "r"."created_at" AS "at",
    CASE WHEN "r"."group_id" IS NULL THEN 1 ELSE 0 END AS "direct", "o"."name",
    CASE WHEN EXISTS (${OTHERS_OWE}) THEN NULL ELSE "a"."received_at" END AS "answeredAt", "other"."name" AS "other"
  FROM "answer_request" "r"
  JOIN "agency_contact" "c" ON "c"."id" = "r"."contact_id"
  JOIN "organisation" "o" ON "o"."id" = "c"."organisation_id"
  LEFT JOIN "answer" "a" ON "a"."request_id" = "r"."id"
  LEFT JOIN "organisation" "other" ON "other"."id" = "a"."other_organisation_id"
  WHERE ("r"."group_id" = ${group()} OR "r"."group_id" IS NULL) AND "r"."state" <> 'revoked' AND ${within('"r"."deficiency_id"')}`

/** An imported systemfel's actions come with it from its source: nobody took them up directly with the group unseeing. */
const actionsQuery: Query = ({ group, within }) => `
  SELECT "a"."deficiency_id" AS "deficiencyId", "a"."state", "a"."due_day" AS "day", "a"."created_at" AS "at",
    "a"."strength", "a"."closed_at" AS "closedAt",
    CASE WHEN "a"."decision_id" IS NULL AND "s"."source" IS NULL THEN 1 ELSE 0 END AS "direct",
    COALESCE("o"."name", "f"."name", "a"."owner_function", '') AS "name"
  FROM "action" "a"
  JOIN "deficiency" "s" ON "s"."id" = "a"."deficiency_id"
  LEFT JOIN "decision" "d" ON "d"."id" = "a"."decision_id"
  LEFT JOIN "meeting" "m" ON "m"."id" = "d"."meeting_id"
  LEFT JOIN "organisation" "o" ON "o"."id" = "a"."organisation_id"
  LEFT JOIN "office" "f" ON "f"."id" = "a"."office_id"
  WHERE ("m"."group_id" = ${group()} OR "a"."decision_id" IS NULL) AND "a"."state" <> 'cancelled' AND ${within('"a"."deficiency_id"')}`

const liftsQuery: Query = ({ group, within }) => `
  SELECT "l"."deficiency_id" AS "deficiencyId", "l"."wished_day" AS "wishedDay", "l"."to_group_id" AS "toGroupId",
    "a"."name" AS "from", COALESCE("b"."name", "l"."to_name") AS "to", "m"."day", "d"."at"
  FROM "lift" "l"
  JOIN "decision" "d" ON "d"."id" = "l"."decision_id"
  JOIN "meeting" "m" ON "m"."id" = "d"."meeting_id"
  JOIN "governance_group" "a" ON "a"."id" = "l"."from_group_id"
  LEFT JOIN "governance_group" "b" ON "b"."id" = "l"."to_group_id"
  WHERE ("l"."from_group_id" = ${group()} OR "l"."to_group_id" = ${group()}) AND "l"."replied_at" IS NULL
    AND ${within('"l"."deficiency_id"')}`

const suggestedQuery: Query = ({ group, within }) => `
  SELECT "s"."deficiency_id" AS "deficiencyId", "s"."created_at" AS "at", COALESCE("o"."name", '') AS "name"
  FROM "agenda_suggestion" "s"
  JOIN "meeting" "m" ON "m"."id" = "s"."meeting_id" AND "m"."group_id" = ${group()}
  LEFT JOIN "organisation" "o" ON "o"."id" = "s"."organisation_id"
  WHERE "s"."state" = 'taken' AND ${within('"s"."deficiency_id"')} ORDER BY "s"."created_at"`
/** What came back from where the group lifted it: an answer like any other. */
const repliesQuery: Query = ({ group, within }) => `
  SELECT "l"."deficiency_id" AS "deficiencyId", 'answered' AS "state", "l"."wished_day" AS "day", "d"."at", 0 AS "direct",
    COALESCE("b"."name", "l"."to_name") AS "name", "l"."replied_at" AS "answeredAt"
  FROM "lift" "l"
  JOIN "decision" "d" ON "d"."id" = "l"."decision_id"
  LEFT JOIN "governance_group" "b" ON "b"."id" = "l"."to_group_id"
  WHERE "l"."from_group_id" = ${group()} AND "l"."replied_at" IS NOT NULL AND ${within('"l"."deficiency_id"')}`

/** Of the answer accepted last, while the group has decided nothing since: a no, or what the last check leaves to the group. */
const effectsQuery: Query = ({ group, within }) => `
  SELECT "e"."deficiency_id" AS "deficiencyId", "e"."months", "e"."answer"
  FROM "effect_check" "e"
  JOIN "deficiency" "s" ON "s"."id" = "e"."deficiency_id" AND "s"."state" IN ('remedied', 'effect_unknown', 'on_agenda')
  JOIN "decision" "d" ON "d"."id" = "e"."decision_id"
  JOIN "meeting" "m" ON "m"."id" = "d"."meeting_id" AND "m"."group_id" = ${group()}
  WHERE ("e"."answer" = 'no' OR ("e"."answer" IN ('partly', 'yes') AND NOT EXISTS (
      SELECT 1 FROM "effect_check" "next" WHERE "next"."decision_id" = "e"."decision_id" AND "next"."due_day" > "e"."due_day")))
    AND ${within('"e"."deficiency_id"')} AND NOT EXISTS (
      SELECT 1 FROM "decision" "later" WHERE "later"."deficiency_id" = "d"."deficiency_id" AND "later"."at" > "d"."at")
  ORDER BY "e"."months"`

function by(rows: readonly Row[]): ByDeficiency {
  const map = new Map<string, Row[]>()
  for (const row of rows) map.set(row.deficiencyId, [...(map.get(row.deficiencyId) ?? []), row])
  return map
}

function waitingOf(deficiency: Deficiency, groupId: string, found: Found): Waiting {
  const of = (map: ByDeficiency): readonly Row[] => map.get(deficiency.id) ?? []
  const lifts = of(found.lifts)
  return {
    state: deficiency.state,
    madeDay: dayOf(deficiency.createdAt),
    stateDay: dayOf(deficiency.stateSince),
    definition: deficiency.definition,
    reported: reportedOf(deficiency, of(found.reports)),
    lastReportAt: lastInstant(of(found.reports)),
    lastDecision: decisionIn(of(found.decisions).at(-1)),
    lastSeenAt: lastInstant(of(found.seen)),
    requests: [...of(found.requests), ...of(found.replies)].map(requestIn),
    actions: of(found.actions).map(actionIn),
    liftsHere: lifts
      .filter(({ toGroupId }) => toGroupId === groupId)
      .map(({ from, day, at }) => ({ from: String(from), day: asDay(day), at: asInstant(at) })),
    liftsAway: lifts
      .filter(({ toGroupId }) => toGroupId !== groupId)
      .map(({ to, wishedDay }) => ({ to: String(to), wishedDay: asDay(wishedDay) })),
    suggested: suggestionIn(of(found.suggested).at(-1)),
    effectNo: effectIn(of(found.effects)),
  }
}

const reportedOf = (
  { reportCount, firstMonth, lastMonth }: Deficiency,
  reports: readonly Row[],
): Waiting['reported'] => ({
  reports: reportCount,
  bands: reports.flatMap(({ band }) => (band === null ? [] : [band as ClientBand])),
  firstMonth,
  lastMonth,
})

const lastInstant = (rows: readonly Row[]): Date | null =>
  rows
    .flatMap(({ at }) => (at === null ? [] : [asInstant(at)]))
    .sort((one, other) => one.getTime() - other.getTime())
    .at(-1) ?? null

const decisionIn = (row: Row | undefined): Waiting['lastDecision'] =>
  row === undefined ? null : { type: row['type'] as DecisionType, at: asInstant(row['at']), day: asDay(row['day']) }

const suggestionIn = (row: Row | undefined): Waiting['suggested'] =>
  row === undefined
    ? null
    : { organisation: String(row['name']), day: dayOf(asInstant(row['at'])), at: asInstant(row['at']) }

function effectIn(rows: readonly Row[]): Waiting['effectNo'] {
  const row = rows.find(({ answer }) => answer === 'no') ?? rows.at(-1)
  if (row === undefined) return null
  const months = asNumber(row['months'])
  return row['answer'] === 'no' ? { months } : { months, variant: 'decide' }
}

const requestIn = ({ name, direct, at, day, state, answeredAt, other }: Row): Waiting['requests'][number] => ({
  organisation: String(name),
  direct: asNumber(direct) === 1,
  createdAt: asInstant(at),
  dueDay: state === 'sent' ? maybe(asDay)(day) : null,
  answeredAt: maybe(asInstant)(answeredAt),
  other: typeof other === 'string' ? other : null,
})

const actionIn = ({ name, direct, at, day, state, strength, closedAt }: Row): Waiting['actions'][number] => ({
  owner: String(name),
  direct: asNumber(direct) === 1,
  createdAt: asInstant(at),
  dueDay: state === 'proposed' || state === 'accepted' ? maybe(asDay)(day) : null,
  ended: endedIn(state, strength, maybe(asInstant)(closedAt)),
})

function endedIn(state: unknown, strength: unknown, at: Date | null): Waiting['actions'][number]['ended'] {
  if (at === null) return null
  if (state === 'declined') return { how: 'declined', at }
  return state === 'done' && strength === 'resolves' ? { how: 'resolved', at } : null
}
