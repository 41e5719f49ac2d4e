import { asInstant, asNumber, maybe, Params } from '#src/db/sql.ts'
import { NotFound } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { PLACE_SQL, PLACES, type Place } from './mail-places.rules.ts'

/** A letter as the administrator sees it: its template's name, whom it goes to and what it is about, never what it says. */
export interface QueuedMail {
  readonly id: string
  readonly template: string
  readonly address: string
  readonly place: Place
  readonly attempts: number
  readonly failure: string | null
  /** `SF-2026-0001`, or null for what is about no systemfel. */
  readonly reference: string | null
  readonly subjectType: string
  readonly createdAt: Date
  readonly sentAt: Date | null
  readonly nextAttemptAt: Date
}
export interface MailFilter {
  readonly place: Place
  readonly template: string | null
  /** Id of the last letter of the page before. */
  readonly after: string | null
}

const PLACE = `CASE ${PLACES.map(place => `WHEN ${PLACE_SQL[place]} THEN '${place}'`).join(' ')} END`
const COLUMNS = `"id", "template", "to_address" AS "address", ${PLACE} AS "place", "attempts", "failure", "facts",
  "subject_type" AS "subjectType", "created_at" AS "createdAt", "sent_at" AS "sentAt", "next_attempt_at" AS "nextAttemptAt"`

/** Letters in one place, the newest first. */
export async function queuedMails(
  ctx: Ctx,
  { place, template, after }: MailFilter,
  limit: number,
): Promise<QueuedMail[]> {
  const params = new Params()
  const conditions = [PLACE_SQL[place]]
  if (template !== null) conditions.push(`"template" = ${params.add(template)}`)
  if (after !== null) conditions.push(`"id" < ${params.add(after)}`)
  return read(ctx, `${conditions.join(' AND ')} ORDER BY "id" DESC LIMIT ${params.add(limit)}`, params)
}

/** Throws `NotFound` where there is none. */
export async function queuedMail(ctx: Ctx, id: string): Promise<QueuedMail> {
  const params = new Params()
  const [mail] = await read(ctx, `"id" = ${params.add(id)}`, params)
  if (mail === undefined) throw new NotFound('errors.notFound')
  return mail
}

/** Not through the entity: a row whose facts cannot be read is the very one that must be shown. */
async function read(ctx: Ctx, where: string, params: Params): Promise<QueuedMail[]> {
  const rows = await ctx.sql.select<QueuedMail & { facts: unknown }>(
    `SELECT ${COLUMNS} FROM "outbox_mail" WHERE ${where}`,
    params,
  )
  return rows.map(({ facts, ...row }) => ({
    ...row,
    reference: referenceIn(facts),
    createdAt: asInstant(row.createdAt),
    sentAt: maybe(asInstant)(row.sentAt),
    nextAttemptAt: asInstant(row.nextAttemptAt),
  }))
}

function referenceIn(facts: unknown): string | null {
  try {
    const { reference } = JSON.parse(String(facts)) as { reference?: unknown }
    return typeof reference === 'string' ? reference : null
  } catch {
    return null
  }
}

export interface QueueFigures {
  readonly counts: Readonly<Record<Place, number>>
  /** Of those that wait: when the oldest was written, and when the next is tried. Null when none waits. */
  readonly oldest: Date | null
  readonly next: Date | null
}

export async function queueFigures(ctx: Ctx): Promise<QueueFigures> {
  const rows = await ctx.sql.select<Record<'place' | 'count' | 'oldest' | 'next', unknown>>(
    `SELECT "place", COUNT(*) AS "count", MIN("created_at") AS "oldest", MIN("next_attempt_at") AS "next"
     FROM (SELECT ${PLACE} AS "place", "created_at", "next_attempt_at" FROM "outbox_mail") "placed" GROUP BY "place"`,
  )
  const of = (place: Place) => rows.find(row => row.place === place)
  const counts = PLACES.map(place => [place, asNumber(of(place)?.count ?? 0)])
  const { oldest = null, next = null } = of('vantar') ?? {}
  return {
    counts: Object.fromEntries(counts) as QueueFigures['counts'],
    oldest: maybe(asInstant)(oldest),
    next: maybe(asInstant)(next),
  }
}

/** The templates of the letters in one place. */
export async function templatesIn(ctx: Ctx, place: Place): Promise<string[]> {
  const rows = await ctx.sql.select<{ template: string }>(
    `SELECT DISTINCT "template" FROM "outbox_mail" WHERE ${PLACE_SQL[place]} ORDER BY "template"`,
  )
  return rows.map(({ template }) => template)
}
