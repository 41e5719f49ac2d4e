import { asDay, asFlag, asInstant, maybe, Params } from '#src/db/sql.ts'
import type { Answer } from '#src/features/answers/answer.entity.ts'
import type { State } from '#src/features/deficiencies/deficiency.entity.ts'
import type { DecisionType } from '#src/features/meetings/decision.entity.ts'
import type { ObservationState } from '#src/features/observations/observation.entity.ts'
import { inSwedish } from '#src/features/organisations/swedish-order.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Entry } from './search.queries.ts'

/** What is shown of a hit. The texts stand in the order in which an excerpt is sought in them. */
interface Shown {
  readonly id: string
  /** Of the systemfel or the report. */
  readonly number: string
  readonly texts: readonly string[]
  readonly fictitious: boolean
}
export interface DeficiencyHit extends Shown {
  readonly kind: 'deficiency'
  readonly title: string
  readonly state: State
  readonly at: Date
  readonly municipalities: readonly string[]
  readonly mergedInto: string | null
}
export interface ReportHit extends Shown {
  readonly kind: 'observation'
  readonly state: ObservationState
  readonly at: Date | null
  readonly office: string
}
export interface DecisionHit extends Shown {
  readonly kind: 'decision'
  readonly title: string
  readonly type: DecisionType
  readonly paragraph: number
  readonly group: string
  readonly day: Day
}
export interface AnswerHit extends Shown {
  readonly kind: 'answer'
  readonly title: string
  readonly answer: Answer['kind']
  readonly organisation: string
  readonly at: Date
}
export type Hit = DeficiencyHit | ReportHit | DecisionHit | AnswerHit

/** In the order of the entries: at most five queries, however many they are. The caller has shown that the reader may see them. */
export async function hitsFor(ctx: Ctx, entries: readonly Entry[]): Promise<Hit[]> {
  const ids = (kind: Entry['kind']): string[] => entries.flatMap(each => (each.kind === kind ? [each.subjectId] : []))
  const all = [
    ...(await deficiencyHits(ctx, ids('deficiency'))),
    ...(await reportHits(ctx, ids('observation'))),
    ...(await decisionHits(ctx, ids('decision'))),
    ...(await answerHits(ctx, ids('answer'))),
  ]
  const byId = new Map<string, Hit>(all.map(hit => [hit.id, hit]))
  return entries.flatMap(({ subjectId }) => byId.get(subjectId) ?? [])
}

type Row = Readonly<Record<string, unknown>>
type Texts = readonly (string | null)[]
const said = (texts: Texts): string[] => texts.filter(text => text !== null && text !== '') as string[]

async function rowsOf<T>(ctx: Ctx, query: string, id: string, ids: readonly string[]): Promise<T[]> {
  if (ids.length === 0) return []
  const p = new Params()
  return ctx.sql.select<T>(`${query} WHERE ${p.in(id, ids)}`, p)
}

async function deficiencyHits(ctx: Ctx, ids: readonly string[]): Promise<DeficiencyHit[]> {
  const rows = await rowsOf<DeficiencyHit & Row>(
    ctx,
    `SELECT "d"."id", "d"."number", "d"."title", "d"."state", "d"."fictitious", "d"."created_at" AS "at", "d"."description",
       "d"."what", "d"."for_whom" AS "forWhom", "d"."wanted", "m"."number" AS "mergedInto"
     FROM "deficiency" "d" LEFT JOIN "deficiency" "m" ON "m"."id" = "d"."merged_into_id"`,
    '"d"."id"',
    ids,
  )
  const met = await rowsOf<{ id: string; name: string }>(
    ctx,
    `SELECT "c"."deficiency_id" AS "id", "m"."name" FROM "circle_member" "c"
     JOIN "municipality" "m" ON "m"."id" = "c"."member_id"`,
    '"c"."deficiency_id"',
    ids,
  )
  return rows.map(row => ({
    ...row,
    kind: 'deficiency',
    at: asInstant(row.at),
    fictitious: asFlag(row.fictitious),
    texts: said([row['what'], row['description'], row['forWhom'], row['wanted']] as Texts),
    municipalities: met.flatMap(({ id, name }) => (id === row.id ? [name] : [])).sort(inSwedish),
  }))
}

async function reportHits(ctx: Ctx, ids: readonly string[]): Promise<ReportHit[]> {
  const rows = await rowsOf<ReportHit & Row>(
    ctx,
    `SELECT "o"."id", "o"."number", "o"."state", "o"."sent_at" AS "at", "o"."what_happened" AS "what", "o"."consequence",
       "o"."tried", "o"."proposal", "f"."name" AS "office", "f"."fictitious"
     FROM "observation" "o" JOIN "office" "f" ON "f"."id" = "o"."office_id"`,
    '"o"."id"',
    ids,
  )
  const added = await rowsOf<{ id: string; text: string }>(
    ctx,
    `SELECT "observation_id" AS "id", "text" FROM "observation_addition"`,
    '"observation_id"',
    ids,
  )
  return rows.map(row => ({
    ...row,
    kind: 'observation',
    at: maybe(asInstant)(row.at),
    fictitious: asFlag(row.fictitious),
    texts: said([
      ...([row['what'], row['consequence'], row['tried'], row['proposal']] as Texts),
      ...added.flatMap(({ id, text }) => (id === row.id ? [text] : [])),
    ]),
  }))
}

async function decisionHits(ctx: Ctx, ids: readonly string[]): Promise<DecisionHit[]> {
  const rows = await rowsOf<DecisionHit & Row>(
    ctx,
    `SELECT "s"."id", "s"."type", "s"."paragraph", "s"."text", "s"."reason", "m"."day", "g"."name" AS "group", "d"."number",
       "d"."title", "d"."fictitious"
     FROM "decision" "s" JOIN "deficiency" "d" ON "d"."id" = "s"."deficiency_id"
     JOIN "meeting" "m" ON "m"."id" = "s"."meeting_id" JOIN "governance_group" "g" ON "g"."id" = "m"."group_id"`,
    '"s"."id"',
    ids,
  )
  return rows.map(row => ({
    ...row,
    kind: 'decision',
    day: asDay(row.day),
    fictitious: asFlag(row.fictitious),
    texts: said([row['text'], row['reason']] as Texts),
  }))
}

async function answerHits(ctx: Ctx, ids: readonly string[]): Promise<AnswerHit[]> {
  const rows = await rowsOf<AnswerHit & Row>(
    ctx,
    `SELECT "a"."id", "a"."kind" AS "answer", "a"."text", "a"."other_body" AS "otherBody", "a"."received_at" AS "at",
       "o"."name" AS "organisation", "d"."number", "d"."title", "d"."fictitious"
     FROM "answer" "a" JOIN "deficiency" "d" ON "d"."id" = "a"."deficiency_id"
     JOIN "answer_request" "r" ON "r"."id" = "a"."request_id" JOIN "agency_contact" "k" ON "k"."id" = "r"."contact_id"
     JOIN "organisation" "o" ON "o"."id" = "k"."organisation_id"`,
    '"a"."id"',
    ids,
  )
  const added = await rowsOf<{ id: string; text: string }>(
    ctx,
    `SELECT "a"."id", "q"."addition" AS "text" FROM "answer" "a" JOIN "joint_part" "l" ON "l"."request_id" = "a"."request_id"
     JOIN "joint_part" "q" ON "q"."joint_id" = "l"."joint_id" AND "q"."addition" IS NOT NULL`,
    '"a"."id"',
    ids,
  )
  return rows.map(row => ({
    ...row,
    kind: 'answer',
    at: asInstant(row.at),
    fictitious: asFlag(row.fictitious),
    texts: said([
      ...([row['text'], row['otherBody']] as Texts),
      ...added.flatMap(({ id, text }) => (id === row.id ? [text] : [])),
    ]),
  }))
}
