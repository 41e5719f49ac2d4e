import { In } from 'typeorm'
import { asFlag, asInstant, asNumber, maybe, Params } from '#src/db/sql.ts'
import type { Action } from '#src/features/actions/action.entity.ts'
import { type Deficiency, OPEN_STATES, type State } from '#src/features/deficiencies/deficiency.entity.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import { inSwedish } from '#src/features/organisations/swedish-order.ts'
import type { Ctx } from '#src/work/context.ts'
import { type OfficeNote, officeNotes } from './office-note.entity.ts'

/** A systemfel that an office has fed. */
export type Remembered = Pick<
  Deficiency,
  'id' | 'number' | 'title' | 'state' | 'stateSince' | 'createdAt' | 'closedAt' | 'mergedIntoId'
>
const COLUMNS = `"d"."id", "d"."number", "d"."title", "d"."state", "d"."state_since" AS "stateSince",
  "d"."created_at" AS "createdAt", "d"."closed_at" AS "closedAt", "d"."merged_into_id" AS "mergedIntoId"`
const OF_OFFICE = '"circle_member" "c" JOIN "deficiency" "d" ON "d"."id" = "c"."deficiency_id"'

const remembered = (row: Remembered): Remembered => ({
  ...row,
  stateSince: asInstant(row.stateSince),
  createdAt: asInstant(row.createdAt),
  closedAt: maybe(asInstant)(row.closedAt),
})

/** Everything an office has fed, the latest first, from before the one with the id; at most so many. */
export async function rememberedBy(
  ctx: Ctx,
  officeId: string,
  before: string | null,
  most: number,
): Promise<Remembered[]> {
  const p = new Params()
  const rows = await ctx.sql.select<Remembered>(
    `SELECT ${COLUMNS} FROM ${OF_OFFICE} WHERE "c"."member_id" = ${p.add(officeId)}
       ${before === null ? '' : `AND "d"."id" < ${p.add(before)}`}
     ORDER BY "d"."id" DESC LIMIT ${p.add(most)}`,
    p,
  )
  return rows.map(remembered)
}

/** What is open, whatever has stood still the longest first; at most so many. */
export async function openIn(ctx: Ctx, officeId: string, most: number): Promise<Remembered[]> {
  const p = new Params()
  const rows = await ctx.sql.select<Remembered>(
    `SELECT ${COLUMNS} FROM ${OF_OFFICE} WHERE "c"."member_id" = ${p.add(officeId)} AND ${p.in('"d"."state"', OPEN_STATES)}
     ORDER BY "d"."state_since", "d"."id" LIMIT ${p.add(most)}`,
    p,
  )
  return rows.map(remembered)
}

/** What was done about a systemfel that an ombud has confirmed as remedied. */
export interface Solution {
  readonly number: string
  readonly title: string
  readonly description: string | null
  readonly kind: Action['kind'] | null
  readonly strength: Action['strength']
}
const CONFIRMED: State = 'resolved'

/** The latest confirmed first, with each thing that was done; at most so many rows. */
export async function solutionsIn(ctx: Ctx, officeId: string, most: number): Promise<Solution[]> {
  const p = new Params()
  return ctx.sql.select<Solution>(
    `SELECT "d"."number", "d"."title", "a"."description", "a"."kind", "a"."strength" FROM ${OF_OFFICE}
     LEFT JOIN "action" "a" ON "a"."deficiency_id" = "d"."id" AND "a"."state" = 'done'
     WHERE "c"."member_id" = ${p.add(officeId)} AND "d"."state" = ${p.add(CONFIRMED)}
     ORDER BY "d"."closed_at" DESC, "d"."id", "a"."done_day", "a"."id" LIMIT ${p.add(most)}`,
    p,
  )
}

/** Somebody who works or has worked in an office, as far as grants and reports tell. */
export interface Worker {
  readonly name: string
  readonly from: Date
  /** Null for those who work there. */
  readonly to: Date | null
}

/** Those who work there first, then by when they were last heard of. */
export async function workersIn(ctx: Ctx, officeId: string): Promise<Worker[]> {
  const rows = await ctx.sql.select<Record<string, unknown>>(
    `SELECT "p"."name", MIN("w"."at") AS "from", MAX("w"."at") AS "last",
       MAX(CASE WHEN "w"."granted" = 1 AND "p"."state" = 'active' THEN 1 ELSE 0 END) AS "there"
     FROM (SELECT "ombud_id" AS "id", "sent_at" AS "at", 0 AS "granted" FROM "observation"
             WHERE "office_id" = $1 AND "sent_at" IS NOT NULL
           UNION ALL SELECT "person_id", "created_at", 1 FROM "role_grant"
             WHERE "office_id" = $1 AND "role" IN ('ombud', 'coordinator')) "w"
     JOIN "person" "p" ON "p"."id" = "w"."id" GROUP BY "p"."id", "p"."name"`,
    [officeId],
  )
  return rows
    .map(row => ({
      name: String(row['name']),
      from: asInstant(row['from']),
      to: asNumber(row['there']) === 1 ? null : asInstant(row['last']),
    }))
    .sort(byStanding)
}
function byStanding(one: Worker, other: Worker): number {
  if (one.to === null && other.to === null) return inSwedish(one.name, other.name)
  return (other.to?.getTime() ?? Number.MAX_SAFE_INTEGER) - (one.to?.getTime() ?? Number.MAX_SAFE_INTEGER)
}

/** A function at an agency that has been asked about what the office has fed. */
export interface UsedContact {
  readonly function: string
  readonly organisation: string
  readonly slug: string
  readonly active: boolean
  readonly asked: number
  readonly answered: number
  readonly last: Date
}

/** The latest asked first; at most so many. */
export async function contactsUsedBy(ctx: Ctx, officeId: string, most: number): Promise<UsedContact[]> {
  const p = new Params()
  const rows = await ctx.sql.select<Record<keyof UsedContact, unknown>>(
    `SELECT "k"."function", "o"."name" AS "organisation", "o"."slug", "k"."active", COUNT(*) AS "asked",
       COUNT("a"."id") AS "answered", MAX("r"."sent_at") AS "last"
     FROM "circle_member" "c" JOIN "answer_request" "r" ON "r"."deficiency_id" = "c"."deficiency_id"
     JOIN "agency_contact" "k" ON "k"."id" = "r"."contact_id" JOIN "organisation" "o" ON "o"."id" = "k"."organisation_id"
     LEFT JOIN "answer" "a" ON "a"."request_id" = "r"."id"
     WHERE "c"."member_id" = ${p.add(officeId)} AND "r"."sent_at" IS NOT NULL
     GROUP BY "k"."id", "k"."function", "o"."name", "o"."slug", "k"."active"
     ORDER BY MAX("r"."sent_at") DESC, "k"."id" LIMIT ${p.add(most)}`,
    p,
  )
  return rows.map(row => ({
    function: String(row.function),
    organisation: String(row.organisation),
    slug: String(row.slug),
    active: asFlag(row.active),
    asked: asNumber(row.asked),
    answered: asNumber(row.answered),
    last: asInstant(row.last),
  }))
}

/** A note with the number and page of what it is about. */
export interface PlacedNote {
  readonly note: OfficeNote
  readonly number: string
  readonly href: string
}

/** The office's latest notes, on what it may still see. */
export async function latestNotes(ctx: Ctx, officeId: string, most: number): Promise<PlacedNote[]> {
  const notes = await ctx.rows(officeNotes).all({ officeId }, { at: 'DESC', id: 'DESC' }, most)
  const idsOf = (type: OfficeNote['subjectType']): string[] =>
    notes.filter(({ subjectType }) => subjectType === type).map(({ subjectId }) => subjectId)
  const reports = await ctx.rows(observations).all({ id: In(idsOf('observation')), officeId })
  const p = new Params()
  const fed = await ctx.sql.select<{ id: string; number: string }>(
    `SELECT "d"."id", "d"."number" FROM ${OF_OFFICE}
     WHERE "c"."member_id" = ${p.add(officeId)} AND ${p.in('"d"."id"', idsOf('deficiency'))}`,
    p,
  )
  const places = new Map<string, Omit<PlacedNote, 'note'>>()
  for (const { id, number } of reports) places.set(id, { number: number ?? '', href: `/rapporter/${number}` })
  for (const { id, number } of fed) places.set(id, { number, href: `/systemfel/${number}` })
  return notes.flatMap(note => {
    const place = places.get(note.subjectId)
    return place === undefined ? [] : [{ note, ...place }]
  })
}
