import { Params } from '#src/db/sql.ts'
import { attemptsOf, groupsServing, seatsOf } from '#src/features/groups/group.queries.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { startOf, yearOf } from '#src/kernel/days.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AccountSource, accountSources } from './account.entity.ts'
import type { FoundAccount } from './account.queries.ts'
import type { ActionFact, AnswerFact, AttemptFact, DraftFacts, SeatFact } from './draft.rules.ts'

/** As many as a form has room for: the most reported. */
const MOST = 15

/** What the system knows of the unit's year; null for a unit without an office here. */
export async function draftFacts(ctx: Ctx, account: FoundAccount): Promise<DraftFacts | null> {
  if (account.officeId === null) return null
  const office = await ctx.rows(offices).get({ id: account.officeId })
  const { seats, attempts } = await seatFacts(ctx, account, office.id)
  const deficiencies = await reported(ctx, account, office.id)
  const numbers = new Map(deficiencies.map(({ id, number }) => [id, number]))
  return {
    office: { id: office.id, name: office.name, provider: office.providerKind },
    ...{ seats, attempts, deficiencies },
    actions: await actionFacts(ctx, account.year, numbers),
    answers: await answerFacts(ctx, account.year, numbers),
  }
}

async function seatFacts(ctx: Ctx, { year }: FoundAccount, officeId: string) {
  const groups = await groupsServing(ctx, officeId)
  const nameOf = new Map(groups.map(({ id, name }) => [id, name]))
  const lastDay = yearOf(ctx.today) > year ? `${year}-12-31` : ctx.today
  const found = await seatsOf(
    ctx,
    groups.map(({ id }) => id),
    lastDay,
  )
  const seats: SeatFact[] = found.map(({ id, party, organisationName, state, reason, groupId }) => ({
    ...{ id, party, reason, organisation: organisationName, filled: state === 'filled' },
    group: nameOf.get(groupId) ?? '',
  }))
  const tried = await attemptsOf(
    ctx,
    seats.filter(({ filled }) => !filled).map(({ id }) => id),
  )
  const attempts: AttemptFact[] = tried
    .filter(({ day }) => yearOf(day) === year)
    .map(({ id, seatId, day, way, outcome }) => {
      const { party, group } = seats.find(seat => seat.id === seatId) as SeatFact
      return { id, party, month: dates.sv.month(day.slice(0, 7)), way, outcome, group }
    })
  return { seats, attempts: attempts.reverse() }
}

/** The year's reports by the unit's ombud, from its municipalities: with several units of an office, each has its own. */
async function reported(ctx: Ctx, { year, municipalityIds }: FoundAccount, officeId: string) {
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string; number: string; title: string }>(
    `SELECT "d"."id", "d"."number", "d"."title" FROM "observation" "o" JOIN "deficiency" "d" ON "d"."id" = "o"."deficiency_id"
     WHERE "o"."state" = 'linked' AND "o"."office_id" = ${p.add(officeId)} AND ${within(p, '"o"."sent_at"', year)}
       AND ("o"."municipality_id" IS NULL OR ${p.in('"o"."municipality_id"', municipalityIds)})
     GROUP BY "d"."id", "d"."number", "d"."title" ORDER BY COUNT(*) DESC, "d"."number" LIMIT ${MOST}`,
    p,
  )
  const names = await organisationsOf(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map(row => ({ ...row, organisations: (names.get(row.id) ?? []).join(', ') }))
}

async function organisationsOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string; name: string }>(
    `SELECT "l"."deficiency_id" AS "id", "g"."name" FROM "deficiency_organisation" "l"
     JOIN "organisation" "g" ON "g"."id" = "l"."organisation_id" WHERE ${p.in('"l"."deficiency_id"', ids)} ORDER BY "g"."name"`,
    p,
  )
  const names = new Map<string, string[]>()
  for (const { id, name } of rows) names.set(id, [...(names.get(id) ?? []), name])
  return names
}

/** Done in the year, or under way in it: what nobody has said yes to is not told. */
async function actionFacts(ctx: Ctx, year: number, numbers: ReadonlyMap<string, string>): Promise<ActionFact[]> {
  const p = new Params()
  const rows = await ctx.sql.select<Record<string, string | null>>(
    `SELECT "a"."id", "a"."deficiency_id" AS "of", "a"."description", "a"."state", "g"."name" AS "organisation", "f"."name" AS "office"
     FROM "action" "a" LEFT JOIN "organisation" "g" ON "g"."id" = "a"."organisation_id" LEFT JOIN "office" "f" ON "f"."id" = "a"."office_id"
     WHERE ${p.in('"a"."deficiency_id"', [...numbers.keys()])} AND ${within(p, '"a"."created_at"', year)}
       AND "a"."state" IN ('accepted', 'done') ORDER BY "a"."created_at", "a"."id"`,
    p,
  )
  return rows.map(({ id, of, description, state, organisation, office }) => ({
    id: String(id),
    number: numbers.get(String(of)) ?? '',
    description: String(description),
    owner: organisation ?? office ?? null,
    done: state === 'done',
  }))
}

async function answerFacts(ctx: Ctx, year: number, numbers: ReadonlyMap<string, string>): Promise<AnswerFact[]> {
  const p = new Params()
  const rows = await ctx.sql.select<Record<string, string>>(
    `SELECT "w"."id", "w"."deficiency_id" AS "of", "w"."kind", "g"."name" AS "organisation" FROM "answer" "w"
     JOIN "answer_request" "q" ON "q"."id" = "w"."request_id" JOIN "agency_contact" "c" ON "c"."id" = "q"."contact_id"
     JOIN "organisation" "g" ON "g"."id" = "c"."organisation_id"
     WHERE ${p.in('"w"."deficiency_id"', [...numbers.keys()])} AND ${within(p, '"w"."received_at"', year)}
       AND "w"."kind" IN ('changed', 'planned') ORDER BY "w"."received_at", "w"."id"`,
    p,
  )
  return rows.map(({ id, of, kind, organisation }) => ({
    ...{ id: String(id), number: numbers.get(String(of)) ?? '' },
    ...{ organisation: String(organisation), kind: String(kind) },
  }))
}

const within = (p: Params, column: string, year: number): string =>
  `${column} >= ${p.add(startOf(`${year}-01-01`))} AND ${column} < ${p.add(startOf(`${year + 1}-01-01`))}`

/** What the drafted sentences of an account came from, by box. */
export async function sourcesOf(ctx: Ctx, { id }: { readonly id: string }): Promise<Map<string, AccountSource[]>> {
  const rows = await ctx.rows(accountSources).all({ accountId: id }, { key: 'ASC', position: 'ASC' })
  const byKey = new Map<string, AccountSource[]>()
  for (const row of rows) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row])
  return byKey
}
