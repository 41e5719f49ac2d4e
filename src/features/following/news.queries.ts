import { asDay, maybe, Params } from '#src/db/sql.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { type Observation, observations } from '#src/features/observations/observation.entity.ts'
import { askedAbout } from '#src/features/observations/who-is-asked.queries.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Frequency, newsChoices, type ReporterNews } from './reporter-news.entity.ts'

/** What she has chosen, or what holds while she has not. */
export const frequencyOf = async (ctx: Ctx, personId: string): Promise<Frequency> =>
  (await ctx.rows(newsChoices).one({ personId }))?.frequency ?? 'prompt'

/** The day of the last mail that told a person any news. */
export async function lastMailedDay(ctx: Ctx, personId: string): Promise<Day | null> {
  const rows = await ctx.sql.select<{ day: unknown }>(
    `SELECT MAX("told_day") AS "day" FROM "reporter_news" WHERE "person_id" = $1 AND "mail_id" IS NOT NULL`,
    [personId],
  )
  return maybe(asDay)(rows[0]?.day ?? null)
}

export interface WaitingPerson {
  readonly personId: string
  readonly frequency: Frequency
  readonly oldest: Day
  readonly lastMailed: Day | null
}
/** Everybody for whom something waits, in the order of their ids. */
export async function waitingPersons(ctx: Ctx): Promise<WaitingPerson[]> {
  const rows = await ctx.sql.select<Record<string, unknown>>(
    `SELECT "w"."person_id" AS "personId", "w"."oldest", "c"."frequency",
        (SELECT MAX("n"."told_day") FROM "reporter_news" "n"
         WHERE "n"."person_id" = "w"."person_id" AND "n"."mail_id" IS NOT NULL) AS "lastMailed"
      FROM (SELECT "person_id", MIN("since_day") AS "oldest" FROM "reporter_news" WHERE "state" = 'waiting'
            GROUP BY "person_id") "w"
      LEFT JOIN "news_choice" "c" ON "c"."person_id" = "w"."person_id" ORDER BY "w"."person_id"`,
    new Params(),
  )
  return rows.map(row => ({
    personId: String(row['personId']),
    frequency: (row['frequency'] ?? 'prompt') as Frequency,
    oldest: asDay(row['oldest']),
    lastMailed: maybe(asDay)(row['lastMailed']),
  }))
}

/**
 * Whether it still is hers to be told: her report still feeds the systemfel, or the one that it has been merged into, or
 * the report has not been withdrawn; and she still works where it came from.
 */
export async function stillConcerns(ctx: Ctx, { personId, subjectType, subjectId }: ReporterNews): Promise<boolean> {
  const reports = subjectType === 'observation' ? await own(ctx, subjectId) : await feeding(ctx, subjectId)
  return (await askedAbout(ctx, reports)).some(({ id }) => id === personId)
}

async function own(ctx: Ctx, id: string): Promise<Observation[]> {
  const report = await ctx.rows(observations).one({ id })
  return report === null || report.state === 'withdrawn' ? [] : [report]
}

async function feeding(ctx: Ctx, id: string): Promise<Observation[]> {
  const reports = await ctx.rows(observations).all({ deficiencyId: id, state: 'linked' })
  const merged = (await ctx.rows(deficiencies).one({ id }))?.mergedIntoId ?? null
  return merged === null ? reports : [...reports, ...(await feeding(ctx, merged))]
}
