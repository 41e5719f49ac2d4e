import { asDay, asFlag, asInstant, asNumber, maybe, Params } from '#src/db/sql.ts'
import { decisions, type EffectCheck, effectChecks } from '#src/features/meetings/decision.entity.ts'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import { staffOf } from '#src/features/observations/who-is-asked.queries.ts'
import { whoIsAsked } from '#src/features/observations/who-is-asked.rules.ts'
import type { Ctx } from '#src/work/context.ts'
import { type EffectWord, effectWords } from './effect.entity.ts'
import type { Place } from './effect.rules.ts'

/** So many checks in one round of the job. */
const MOST_AT_ONCE = 500

/**
 * Of the answer that was accepted last, while its effect is followed: what a group has decided on since, or asks about
 * anew, is asked about no more. `e` is the check.
 */
export const FOLLOWED = `EXISTS (SELECT 1 FROM "deficiency" "s" WHERE "s"."id" = "e"."deficiency_id"
    AND "s"."state" IN ('remedied', 'effect_unknown'))
  AND NOT EXISTS (SELECT 1 FROM "effect_check" "n" WHERE "n"."deficiency_id" = "e"."deficiency_id"
    AND "n"."decision_id" <> "e"."decision_id" AND ("n"."created_at" > "e"."created_at"
      OR ("n"."created_at" = "e"."created_at" AND "n"."decision_id" > "e"."decision_id")))`

export async function isFollowed(ctx: Ctx, checkId: string): Promise<boolean> {
  const rows = await ctx.sql.select<{ id: string }>(
    `SELECT "e"."id" FROM "effect_check" "e" WHERE "e"."id" = $1 AND ${FOLLOWED}`,
    [checkId],
  )
  return rows.length > 0
}

/** Planned for today or before. Where the job has not run for months, only the later of two is asked. */
export function dueCheckIds(ctx: Ctx): Promise<string[]> {
  const p = new Params()
  const today = p.add(ctx.today)
  return idsOf(
    ctx,
    p,
    `"e"."state" = 'planned' AND "e"."due_day" <= ${today} AND NOT EXISTS (SELECT 1 FROM "effect_check" "l"
       WHERE "l"."decision_id" = "e"."decision_id" AND "l"."due_day" > "e"."due_day" AND "l"."due_day" <= ${today})`,
  )
}
/** Asked, and not all have answered. */
export const openCheckIds = (ctx: Ctx): Promise<string[]> => idsOf(ctx, new Params(), `"e"."state" = 'asked'`)

async function idsOf(ctx: Ctx, p: Params, where: string): Promise<string[]> {
  const rows = await ctx.sql.select<{ id: string }>(
    `SELECT "e"."id" FROM "effect_check" "e" WHERE ${where} AND ${FOLLOWED}
     ORDER BY "e"."due_day", "e"."id" LIMIT ${MOST_AT_ONCE}`,
    p,
  )
  return rows.map(({ id }) => id)
}

/** Persons to ask about a systemfel, each once, with the office whose report makes her the one. */
export async function whoToAsk(ctx: Ctx, deficiencyId: string): Promise<Map<string, string>> {
  const reports = await ctx.rows(observations).all({ deficiencyId, state: 'linked' }, { id: 'ASC' })
  const staff = await staffOf(
    ctx,
    reports.map(({ officeId }) => officeId),
  )
  const asked = new Map<string, string>()
  for (const report of reports) {
    const there = staff.get(report.officeId) ?? { ombudIds: [], coordinatorIds: [] }
    for (const id of whoIsAsked(report, there)) if (!asked.has(id)) asked.set(id, report.officeId)
  }
  return asked
}

/** Whether she works as an ombud in the office whose report made her the one to ask. */
export async function isOmbud(ctx: Ctx, { officeId, personId }: EffectWord): Promise<boolean> {
  return (await staffOf(ctx, [officeId])).get(officeId)?.ombudIds.includes(personId) ?? false
}
/** As an ombud or a coordinator, with an open account. */
export async function worksThere(ctx: Ctx, { officeId, personId }: EffectWord): Promise<boolean> {
  const staff = (await staffOf(ctx, [officeId])).get(officeId)
  return [...(staff?.ombudIds ?? []), ...(staff?.coordinatorIds ?? [])].includes(personId)
}

export const wordsOf = (ctx: Ctx, checkId: string): Promise<EffectWord[]> =>
  ctx.rows(effectWords).all({ checkId }, { askedAt: 'ASC', id: 'ASC' })
/** Is still waited for. */
export const isOpenWord = ({ answer, leftAt }: EffectWord): boolean => answer === null && leftAt === null

/** Where the check stands among those of its decision. */
export async function placeOf(ctx: Ctx, check: EffectCheck): Promise<Place> {
  const all = await ctx.rows(effectChecks).all({ decisionId: check.decisionId }, { dueDay: 'ASC' })
  const before = all.filter(({ dueDay }) => dueDay < check.dueDay).at(-1)
  return { last: all.every(({ dueDay }) => dueDay <= check.dueDay), notMetBefore: before?.answer === 'not_met' }
}

/** Asked and not settled; or one that nobody answered in time, until the next one is asked: a late word counts. */
export async function takesWords(ctx: Ctx, check: EffectCheck): Promise<boolean> {
  if (check.state !== 'asked' && check.state !== 'silent') return false
  const others = await ctx.rows(effectChecks).all({ decisionId: check.decisionId })
  const isFollowedBy = others.some(({ dueDay, state }) => dueDay > check.dueDay && state !== 'planned')
  return !isFollowedBy && isFollowed(ctx, check.id)
}

/** The group that accepted the answer. */
export async function groupOfCheck(ctx: Ctx, { decisionId }: EffectCheck): Promise<string> {
  const { meetingId } = await ctx.rows(decisions).get({ id: decisionId })
  return (await ctx.rows(meetings).get({ id: meetingId })).groupId
}

/** A check with the words that were given, as a group may read it. */
export interface Standing {
  readonly check: EffectCheck
  readonly last: boolean
  readonly counts: Readonly<Record<'yes' | 'partly' | 'no' | 'not_met', number>>
}

/** The check that the convener may rule on: settled last, with neither a no nor an ombud's confirmation. Null when there is none. */
export async function ruledOn(ctx: Ctx, deficiencyId: string): Promise<Standing | null> {
  const all = await ctx.rows(effectChecks).all({ deficiencyId }, { createdAt: 'ASC', dueDay: 'ASC' })
  const settled = all.filter(({ state }) => state === 'answered' || state === 'silent').at(-1)
  if (settled === undefined || !(await isFollowed(ctx, settled.id))) return null
  const { last } = await placeOf(ctx, settled)
  if (settled.answer !== 'partly' && !(settled.answer === 'yes' && last)) return null
  const counts = { yes: 0, partly: 0, no: 0, not_met: 0 }
  for (const { answer } of await wordsOf(ctx, settled.id)) if (answer !== null) counts[answer] += 1
  return { check: settled, last, counts }
}

/** A line of a list on the page of effects. */
export interface EffectLine {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly fictitious: boolean
  readonly months: number
  readonly dueDay: string
  readonly state: EffectCheck['state']
  readonly answer: EffectWord['answer']
  readonly askedAt: Date | null
  readonly line: string | null
  /** Who was asked; only ever read inside the office. */
  readonly person: string | null
}
type Row = Readonly<Record<string, unknown>>
const COLUMNS = `"d"."number", "d"."title", "d"."fictitious", "e"."months", "e"."due_day" AS "dueDay", "e"."state"`
const lineOf = (row: Row): EffectLine => ({
  id: String(row['id']),
  number: String(row['number']),
  title: String(row['title']),
  fictitious: asFlag(row['fictitious']),
  months: asNumber(row['months']),
  dueDay: asDay(row['dueDay']),
  state: row['state'] as EffectCheck['state'],
  answer: (row['answer'] ?? null) as EffectWord['answer'],
  askedAt: maybe(asInstant)(row['askedAt'] ?? null),
  line: (row['line'] ?? null) as string | null,
  person: (row['person'] ?? null) as string | null,
})

/** So many lines of each list. */
export const MOST_LINES = 100

/** What waits for the actor's own word. */
export async function ownQuestions(ctx: Ctx): Promise<EffectLine[]> {
  const p = new Params()
  const rows = await ctx.sql.select<Row>(
    `SELECT "w"."id", "w"."asked_at" AS "askedAt", ${COLUMNS} FROM "effect_word" "w"
     JOIN "effect_check" "e" ON "e"."id" = "w"."check_id" JOIN "deficiency" "d" ON "d"."id" = "e"."deficiency_id"
     WHERE "w"."person_id" = ${p.add(ctx.actor.id)} AND "w"."answer" IS NULL AND "w"."left_at" IS NULL
       AND "e"."state" IN ('asked', 'silent') AND ${FOLLOWED} AND NOT EXISTS (SELECT 1 FROM "effect_check" "o"
         WHERE "o"."decision_id" = "e"."decision_id" AND "o"."due_day" > "e"."due_day" AND "o"."state" <> 'planned')
     ORDER BY "w"."asked_at", "w"."id" LIMIT ${MOST_LINES}`,
    p,
  )
  return rows.map(lineOf)
}

/** What has been asked in the offices, the latest first. */
export async function officeQuestions(ctx: Ctx, officeIds: readonly string[]): Promise<EffectLine[]> {
  if (officeIds.length === 0) return []
  const p = new Params()
  const rows = await ctx.sql.select<Row>(
    `SELECT "w"."id", "w"."asked_at" AS "askedAt", "w"."answer", "w"."line", "q"."name" AS "person", ${COLUMNS}
     FROM "effect_word" "w" JOIN "person" "q" ON "q"."id" = "w"."person_id"
     JOIN "effect_check" "e" ON "e"."id" = "w"."check_id" JOIN "deficiency" "d" ON "d"."id" = "e"."deficiency_id"
     WHERE ${p.in('"w"."office_id"', officeIds)} AND "w"."left_at" IS NULL
     ORDER BY "w"."asked_at" DESC, "w"."id" LIMIT ${MOST_LINES}`,
    p,
  )
  return rows.map(lineOf)
}

/** Checks to come, or under way, of systemfel in whose circle the actor stands. */
export async function followedChecks(ctx: Ctx, circle: readonly string[]): Promise<EffectLine[]> {
  if (circle.length === 0) return []
  const p = new Params()
  const rows = await ctx.sql.select<Row>(
    `SELECT "e"."id", "e"."asked_at" AS "askedAt", ${COLUMNS} FROM "effect_check" "e"
     JOIN "deficiency" "d" ON "d"."id" = "e"."deficiency_id"
     WHERE "e"."state" IN ('planned', 'asked') AND ${FOLLOWED} AND EXISTS (SELECT 1 FROM "circle_member" "c"
       WHERE "c"."deficiency_id" = "d"."id" AND ${p.in('"c"."member_id"', circle)})
     ORDER BY "e"."due_day", "d"."number" LIMIT ${MOST_LINES}`,
    p,
  )
  return rows.map(lineOf)
}

/** Systemfel whose last word was neither yes nor no: what the conveners of the groups may rule on. */
export async function toRuleOn(
  ctx: Ctx,
  groupIds: readonly string[],
): Promise<(EffectLine & { deficiencyId: string })[]> {
  if (groupIds.length === 0) return []
  const p = new Params()
  const rows = await ctx.sql.select<Row>(
    `SELECT "e"."id", "e"."deficiency_id" AS "deficiencyId", "e"."answer", ${COLUMNS} FROM "effect_check" "e"
     JOIN "deficiency" "d" ON "d"."id" = "e"."deficiency_id"
     WHERE "e"."state" = 'answered' AND "e"."answer" IN ('partly', 'yes') AND ${FOLLOWED}
       AND EXISTS (SELECT 1 FROM "circle_member" "c" WHERE "c"."deficiency_id" = "d"."id" AND ${p.in('"c"."member_id"', groupIds)})
     ORDER BY "e"."due_day" DESC, "d"."number" LIMIT ${MOST_LINES}`,
    p,
  )
  const found = new Map(
    rows.map(row => [String(row['deficiencyId']), { ...lineOf(row), deficiencyId: String(row['deficiencyId']) }]),
  )
  const kept: (EffectLine & { deficiencyId: string })[] = []
  for (const line of found.values()) if ((await ruledOn(ctx, line.deficiencyId)) !== null) kept.push(line)
  return kept
}
