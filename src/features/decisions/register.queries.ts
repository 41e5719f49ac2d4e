import { isHit } from '#src/db/full-text.ts'
import { asDay, asFlag, asInstant, asNumber, maybe, Params } from '#src/db/sql.ts'
import { visibleTo } from '#src/features/deficiencies/deficiency-parts.ts'
import type { DecisionType } from '#src/features/meetings/decision.entity.ts'
import { HELD_STATES } from '#src/features/meetings/meeting.entity.ts'
import { groupIdsOf } from '#src/features/meetings/meeting.queries.ts'
import { soughtOf } from '#src/features/search/search-query.rules.ts'
import { withLonger } from '#src/features/search/search-terms.queries.ts'
import { groupsOf } from '#src/kernel/actor.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Cursor, RegisterFilter } from './register.rules.ts'

export const PAGE_SIZE = 50
/** So many decisions go into a file. */
export const MOST_EXPORTED = 10_000

/** A decision as the register has it. */
export interface RegisteredDecision {
  readonly id: string
  readonly type: DecisionType
  readonly text: string
  readonly paragraph: number
  readonly year: number
  readonly dueDay: Day | null
  readonly day: Day
  readonly perCapsulam: boolean
  readonly groupName: string
  /** Of the systemfel; null for a free item. */
  readonly number: string | null
  readonly title: string
  readonly taker: string | null
  readonly fictitious: boolean
  readonly corrects: string | null
  readonly correctedBy: string | null
}
export interface Register {
  readonly rows: readonly RegisteredDecision[]
  readonly before: boolean
  readonly after: boolean
}

type Condition = (p: Params) => string

/** One page of the decisions that the actor may see, the latest first. */
export async function listDecisions(ctx: Ctx, filter: RegisterFilter, cursor: Cursor | null): Promise<Register> {
  const edge = cursor === null ? null : await edgeOf(ctx, cursor)
  const back = edge !== null && cursor?.back === true
  const rows = await read(ctx, [...(await conditions(ctx, filter)), ...beyond(edge, back)], back, PAGE_SIZE + 1)
  const more = rows.length > PAGE_SIZE
  const shown = rows.slice(0, PAGE_SIZE)
  return {
    rows: back ? shown.reverse() : shown,
    before: back ? more : edge !== null,
    after: back || more,
  }
}

/** All pages of the register; null where they are more than go into a file. */
export async function exportedDecisions(
  ctx: Ctx,
  filter: RegisterFilter,
  most = MOST_EXPORTED,
): Promise<RegisteredDecision[] | null> {
  const rows = await read(ctx, await conditions(ctx, filter), false, most + 1)
  return rows.length > most ? null : rows
}

/** The earliest year of any decision; null while there is none. */
export async function firstYear(ctx: Ctx): Promise<number | null> {
  const [row] = await ctx.sql.select<{ year: unknown }>('SELECT MIN("year") AS "year" FROM "decision"')
  return maybe(asNumber)(row?.year ?? null)
}

/** `decisionPolicy.view` as a condition on "d" and its meeting "m". */
async function visible(ctx: Ctx): Promise<Condition> {
  const serving = await groupIdsOf(ctx, ctx.actor)
  const own = groupsOf(ctx.actor, 'convener', 'member')
  return p => `(${visibleTo(p, ctx.actor, '"d"."deficiency_id"')} OR ${p.in('"m"."group_id"', own)}
    OR (${p.in('"m"."group_id"', serving)} AND ${p.in('"m"."state"', HELD_STATES)}))`
}

interface Edge {
  readonly at: Date
  readonly paragraph: number
  readonly id: string
}
async function edgeOf(ctx: Ctx, { id }: Cursor): Promise<Edge | null> {
  const p = new Params()
  const seen = await visible(ctx)
  const [row] = await ctx.sql.select<Record<keyof Edge, unknown>>(
    `SELECT "d"."id", "d"."at", "d"."paragraph" FROM "decision" "d" JOIN "meeting" "m" ON "m"."id" = "d"."meeting_id"
     WHERE "d"."id" = ${p.add(id)} AND ${seen(p)}`,
    p,
  )
  return row === undefined ? null : { id, at: asInstant(row.at), paragraph: asNumber(row.paragraph) }
}

function beyond(edge: Edge | null, back: boolean): Condition[] {
  if (edge === null) return []
  const sign = back ? '>' : '<'
  return [
    p => {
      const [at, paragraph] = [p.add(edge.at), p.add(edge.paragraph)]
      return `("d"."at" ${sign} ${at} OR ("d"."at" = ${at} AND ("d"."paragraph" ${sign} ${paragraph}
        OR ("d"."paragraph" = ${paragraph} AND "d"."id" ${sign} ${p.add(edge.id)}))))`
    },
  ]
}

async function conditions(ctx: Ctx, filter: RegisterFilter): Promise<Condition[]> {
  const { group, year, type, organisation, words } = filter
  return [
    await visible(ctx),
    ...(group === null ? [] : [(p: Params) => `"g"."slug" = ${p.add(group)}`]),
    ...(year === null ? [] : [(p: Params) => `"d"."year" = ${p.add(year)}`]),
    ...(type === null ? [] : [(p: Params) => `"d"."type" = ${p.add(type)}`]),
    ...(organisation === null ? [] : [about(organisation)]),
    ...(words === null ? [] : [await worded(ctx, words)]),
  ]
}

/** Who takes it on, or is responsible for what it is about. */
const about =
  (slug: string): Condition =>
  p => {
    const value = p.add(slug)
    return `("o"."slug" = ${value} OR EXISTS (SELECT 1 FROM "deficiency_organisation" "x"
      JOIN "organisation" "y" ON "y"."id" = "x"."organisation_id"
      WHERE "x"."deficiency_id" = "d"."deficiency_id" AND "y"."slug" = ${value}))`
  }

/** Words are sought in the index, which has the decisions of systemfel. */
async function worded(ctx: Ctx, words: NonNullable<RegisterFilter['words']>): Promise<Condition> {
  if ('numbers' in words) return p => p.in('"s"."number"', words.numbers)
  if ('paragraph' in words) {
    const { paragraph, year } = words
    return p => `"d"."paragraph" = ${p.add(paragraph)}${year === null ? '' : ` AND "d"."year" = ${p.add(year)}`}`
  }
  const sought = soughtOf(await withLonger(ctx, words.units), ['decision'])
  return p =>
    `"d"."id" IN (SELECT "subject_id" FROM "search_entry" WHERE "kind" = 'decision' AND ${isHit(p, ctx.sql.dialect, sought)})`
}

async function read(ctx: Ctx, where: readonly Condition[], back: boolean, most: number): Promise<RegisteredDecision[]> {
  const p = new Params()
  const way = back ? 'ASC' : 'DESC'
  const rows = await ctx.sql.select<Record<keyof RegisteredDecision | 'invented' | 'ofGroup', unknown>>(
    `SELECT "d"."id", "d"."type", "d"."text", "d"."paragraph", "d"."year", "d"."due_day" AS "dueDay", "m"."day",
       CASE WHEN "m"."per_capsulam" THEN 1 ELSE 0 END AS "perCapsulam", "g"."name" AS "groupName",
       "g"."fictitious" AS "ofGroup", "s"."number", COALESCE("s"."title", "i"."title") AS "title",
       COALESCE("o"."name", "f"."name") AS "taker", "s"."fictitious" AS "invented",
       "b"."paragraph" || '/' || "b"."year" AS "corrects", "a"."paragraph" || '/' || "a"."year" AS "correctedBy"
     FROM "decision" "d"
     JOIN "meeting" "m" ON "m"."id" = "d"."meeting_id"
     JOIN "governance_group" "g" ON "g"."id" = "m"."group_id"
     JOIN "agenda_item" "i" ON "i"."id" = "d"."agenda_item_id"
     LEFT JOIN "deficiency" "s" ON "s"."id" = "d"."deficiency_id"
     LEFT JOIN "organisation" "o" ON "o"."id" = "d"."organisation_id"
     LEFT JOIN "office" "f" ON "f"."id" = "d"."office_id"
     LEFT JOIN "decision" "b" ON "b"."id" = "d"."corrects_id"
     LEFT JOIN "decision" "a" ON "a"."corrects_id" = "d"."id"
     WHERE ${where.map(condition => condition(p)).join(' AND ')}
     ORDER BY "d"."at" ${way}, "d"."paragraph" ${way}, "d"."id" ${way} LIMIT ${p.add(most)}`,
    p,
  )
  return rows.map(({ invented, ofGroup, ...row }) => ({
    ...(row as unknown as RegisteredDecision),
    paragraph: asNumber(row.paragraph),
    year: asNumber(row.year),
    dueDay: maybe(asDay)(row.dueDay),
    day: asDay(row.day),
    perCapsulam: asFlag(row.perCapsulam),
    fictitious: asFlag(invented ?? ofGroup),
  }))
}
