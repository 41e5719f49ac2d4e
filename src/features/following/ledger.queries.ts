import { In } from 'typeorm'
import { asDay, asInstant, maybe, Params } from '#src/db/sql.ts'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { situationsOf } from '#src/features/deficiencies/situations.queries.ts'
import { OBSERVATION_STATES, type Observation, observations } from '#src/features/observations/observation.entity.ts'
import { NO_PROGRESS, progressOf } from '#src/features/observations/progress.queries.ts'
import { officesOf } from '#src/kernel/actor.ts'
import { type Day, dayOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Followed } from './ledger.rules.ts'
import type { Answered } from './say.rules.ts'

/** One of the actor's reports, and what it feeds. */
export interface FollowedReport extends Followed {
  readonly report: Observation
  readonly deficiency: Deficiency | null
}

/** More than anybody has sent; the latest of them. */
const MOST = 2000
const SENT = OBSERVATION_STATES.filter(state => state !== 'draft')

/** What the actor has sent, wrote for others, or was handed, in the offices where she works; the latest first. */
export async function followedReports(ctx: Ctx): Promise<FollowedReport[]> {
  const { id } = ctx.actor
  const sent = { officeId: In(officesOf(ctx.actor, 'ombud', 'coordinator')), state: In(SENT) }
  const own = [{ ombudId: id }, { writtenById: id }, { keeperId: id }].map(which => ({ ...sent, ...which }))
  const reports = await ctx.rows(observations).all(own, { id: 'DESC' }, MOST)
  const ids = [...new Set(reports.flatMap(({ deficiencyId }) => deficiencyId ?? []))]
  const fed = ids.length === 0 ? [] : await ctx.rows(deficiencies).all({ id: In(ids) })
  const byId = new Map(fed.map(deficiency => [deficiency.id, deficiency]))
  const progress = await progressOf(ctx, ids)
  const agendas = await agendaDays(ctx, ids)
  const situations = await situationsOf(ctx, fed)
  return reports.map(report => {
    const fedId = report.state === 'linked' ? (report.deficiencyId ?? '') : ''
    const sentDay = dayOf(report.sentAt ?? report.createdAt)
    const agendaDay = agendas.find(({ id, day }) => id === fedId && day >= sentDay)?.day ?? null
    return {
      report,
      deficiency: byId.get(fedId) ?? null,
      sentDay,
      reportState: report.state,
      progress: { ...(progress.get(fedId) ?? NO_PROGRESS), agendaDay },
      situation: situations.get(fedId) ?? null,
      today: ctx.today,
    }
  })
}

/** Of the meetings that have had them on their agendas, the first first. A decision between meetings has no meeting. */
async function agendaDays(ctx: Ctx, ids: readonly string[]): Promise<{ readonly id: string; readonly day: Day }[]> {
  if (ids.length === 0) return []
  const p = new Params()
  return ctx.sql.select<{ id: string; day: Day }>(
    `SELECT "i"."deficiency_id" AS "id", "m"."day" FROM "agenda_item" "i" JOIN "meeting" "m" ON "m"."id" = "i"."meeting_id"
      WHERE ${p.in('"i"."deficiency_id"', ids)} AND "m"."state" <> 'cancelled' AND "m"."per_capsulam" IS NULL
      ORDER BY "m"."day"`,
    p,
  )
}

/** The latest answer about a systemfel; null before there is one. */
export async function latestAnswer(ctx: Ctx, deficiencyId: string): Promise<Answered | null> {
  const p = new Params()
  const [row] = await ctx.sql.select<Record<string, unknown>>(
    `SELECT "o"."name" AS "organisation", "a"."kind", "a"."received_at" AS "at", "a"."change_day" AS "changeDay"
      FROM "answer" "a" JOIN "answer_request" "r" ON "r"."id" = "a"."request_id"
      JOIN "agency_contact" "k" ON "k"."id" = "r"."contact_id"
      JOIN "organisation" "o" ON "o"."id" = "k"."organisation_id"
      WHERE "a"."deficiency_id" = ${p.add(deficiencyId)} ORDER BY "a"."received_at" DESC, "a"."id" DESC LIMIT 1`,
    p,
  )
  if (row === undefined) return null
  return {
    organisation: String(row['organisation']),
    kind: row['kind'] as Answered['kind'],
    day: dayOf(asInstant(row['at'])),
    changeDay: maybe(asDay)(row['changeDay']),
  }
}
