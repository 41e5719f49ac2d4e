import { In, MoreThanOrEqual } from 'typeorm'
import { asInstant } from '#src/db/sql.ts'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Act } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Event } from './course.rules.ts'
import { type Merge, mergesInto } from './link.queries.ts'

/** What has come to a systemfel since an instant, and may have changed where it stands. */
export interface Since {
  /** Merges into it, oldest first. */
  readonly merges: readonly Merge[]
  /** Reports that came by themselves, also such as had been moved away and were linked anew. */
  readonly reports: readonly { readonly id: string; readonly at: Date }[]
  /** What groups decided and people did. */
  readonly acts: readonly Event[]
}
/** A merge that is being undone, both ends held, and what has come to the one that lived on since. */
export interface Undoing extends Since {
  readonly merge: Merge
  readonly from: Deficiency
  readonly to: Deficiency
}

export async function whatCameSince(ctx: Ctx, deficiencyId: string, since: Date): Promise<Since> {
  const merges = (await mergesInto(ctx, deficiencyId)).filter(({ at }) => at >= since)
  const broughtAt = new Map(merges.flatMap(({ moved, at: then }) => moved.reports.map(id => [id, then] as const)))
  return {
    merges,
    reports: (await reportsSince(ctx, deficiencyId, since)).filter(
      ({ id, at }) => at > (broughtAt.get(id) ?? new Date(0)),
    ),
    acts: await actsSince(ctx, deficiencyId, since),
  }
}

async function reportsSince(ctx: Ctx, deficiencyId: string, since: Date): Promise<Since['reports']> {
  const rows = await ctx.sql.select<{ id: string; at: unknown }>(
    `SELECT "id", "triaged_at" AS "at" FROM "observation"
     WHERE "deficiency_id" = $1 AND "state" = 'linked' AND "triaged_at" >= $2`,
    [deficiencyId, since],
  )
  return rows.map(({ id, at }) => ({ id, at: asInstant(at) }))
}

/** What leads to a state besides decisions, as the log names it. */
const LOGGED: Readonly<Record<string, Act>> = {
  'deficiency.placed': 'place',
  'deficiency.askedDirectly': 'askDirectly',
  'deficiency.reopened': 'correct',
  'effect.confirmed': 'confirm',
  'effect.refuted': 'refute',
  'effect.unknown': 'effectUnknown',
  'effect.heard': 'followEffect',
  'effect.eased': 'ease',
  'effect.keptOpen': 'keepOpen',
}
async function actsSince(ctx: Ctx, deficiencyId: string, since: Date): Promise<Event[]> {
  const at = MoreThanOrEqual(since)
  const decided = await ctx.rows(decisions).all({ deficiencyId, at }, { at: 'ASC', paragraph: 'ASC' })
  const action = In(Object.keys(LOGGED))
  const logged = await ctx.rows(auditEvents).all({ subjectId: deficiencyId, action, at }, { position: 'ASC' })
  return [
    ...decided.map((decision): Event => ({ at: decision.at, what: 'act', act: decision.type })),
    ...logged.map((event): Event => ({ at: event.at, what: 'act', act: LOGGED[event.action] as Act })),
  ]
}

/** All of it as events of a course. */
export const eventsOf = ({ merges, reports, acts }: Since): Event[] => [
  ...reports.map(({ at }): Event => ({ at, what: 'report' })),
  ...merges.map(({ id, at, moved: { brought } }): Event => ({ at, what: 'merge', id, brought })),
  ...acts,
]
