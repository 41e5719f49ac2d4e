import { In } from 'typeorm'
import { Params } from '#src/db/sql.ts'
import { type Answer, answers } from '#src/features/answers/answer.entity.ts'
import { type DecisionType, decisions, type EffectCheck, effectChecks } from '#src/features/meetings/decision.entity.ts'
import type { Day } from '#src/kernel/days.ts'
import { dayOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'

/** What has happened to a systemfel, the latest of each kind. */
export interface Progress {
  /** The day of the latest meeting whose agenda it stands on. */
  readonly agendaDay: Day | null
  readonly decision: (Pick<Decided, 'id' | 'type' | 'paragraph'> & { readonly day: Day }) | null
  readonly answer: { readonly kind: Answer['kind']; readonly day: Day } | null
  readonly effect: Pick<EffectCheck, 'state' | 'answer' | 'dueDay'> | null
}

export const NO_PROGRESS: Progress = { agendaDay: null, decision: null, answer: null, effect: null }

/** For a page of systemfel: four queries, however many they are. */
export async function progressOf(ctx: Ctx, deficiencyIds: readonly string[]): Promise<Map<string, Progress>> {
  const ids = [...new Set(deficiencyIds)]
  if (ids.length === 0) return new Map()
  const where = { deficiencyId: In(ids) }
  const agenda = await agendaDays(ctx, ids)
  const decided = latest(await ctx.rows(decisions).all(where, { at: 'ASC', paragraph: 'ASC' }))
  const answered = latest(await ctx.rows(answers).all(where, { receivedAt: 'ASC' }))
  const checked = latest(await ctx.rows(effectChecks).all(where, { dueDay: 'ASC' }))
  return new Map(
    ids.map(id => [id, progress(agenda.get(id) ?? null, decided.get(id), answered.get(id), checked.get(id))]),
  )
}

type Decided = { readonly id: string; readonly type: DecisionType; readonly paragraph: number; readonly at: Date }

const progress = (
  agendaDay: Day | null,
  decision: Decided | undefined,
  answer: Answer | undefined,
  effect: EffectCheck | undefined,
): Progress => ({
  agendaDay,
  decision:
    decision === undefined
      ? null
      : { id: decision.id, type: decision.type, paragraph: decision.paragraph, day: dayOf(decision.at) },
  answer: answer === undefined ? null : { kind: answer.kind, day: dayOf(answer.receivedAt) },
  effect: effect ?? null,
})

/** The last of each systemfel, of rows in order. */
const latest = <T extends { deficiencyId: string | null }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map(row => [row.deficiencyId ?? '', row]))

async function agendaDays(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Day>> {
  const params = new Params()
  const rows = await ctx.sql.select<{ id: string; day: string }>(
    `SELECT "i"."deficiency_id" AS "id", MAX("m"."day") AS "day" FROM "agenda_item" "i"
     JOIN "meeting" "m" ON "m"."id" = "i"."meeting_id"
     WHERE ${params.in('"i"."deficiency_id"', ids)} GROUP BY "i"."deficiency_id"`,
    params,
  )
  return new Map(rows.map(({ id, day }) => [id, day]))
}
