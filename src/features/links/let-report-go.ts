import { In, LessThan } from 'typeorm'
import {
  circleMembers,
  type Deficiency,
  deficiencies,
  stateChanges,
} from '#src/features/deficiencies/deficiency.entity.ts'
import { isOpen } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { leaveCircle } from '#src/features/deficiencies/leave-circle.ts'
import { refreshDefinition } from '#src/features/deficiencies/refresh-definition.ts'
import { groupsServing } from '#src/features/groups/group.queries.ts'
import { countReports } from '#src/features/observations/count-reports.ts'
import type { Observation } from '#src/features/observations/observation.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { courseOf, type Standing, sameStanding } from './course.rules.ts'
import { columnsOf, keepSteps, removeSteps, standingOf } from './standing.ts'
import { eventsOf, whatCameSince } from './undoing.queries.ts'

/**
 * A report that was linked by mistake has left the systemfel, which is held: its counts and months are those of the others,
 * whoever stood in its circle only because of the report leaves, and one that came back only because of it is closed again.
 * Gives the systemfel as it became.
 */
export async function letReportGo(ctx: Ctx, deficiency: Deficiency, report: Observation): Promise<Deficiency> {
  const standing = await standingWithout(ctx, deficiency, report)
  await ctx.rows(deficiencies).update(deficiency, {
    ...(standing === null ? {} : columnsOf(standing)),
    ...(await countReports(ctx, deficiency.id)),
  })
  const { officeId, municipalityId } = report
  const groups = (await groupsServing(ctx, officeId)).map(({ id }) => id)
  const brought = [officeId, ...groups, ...(municipalityId === null ? [] : [municipalityId])]
  const where = { deficiencyId: deficiency.id, memberId: In(brought), reported: true }
  await leaveCircle(ctx, deficiency.id, await ctx.rows(circleMembers).all(where))
  return refreshDefinition(ctx, deficiency.id)
}

/** Null when it stands as it does for some other reason. */
async function standingWithout(
  ctx: Ctx,
  deficiency: Deficiency,
  { id, triagedAt }: Observation,
): Promise<Standing | null> {
  if (triagedAt === null) return null
  const start = await standingBefore(ctx, deficiency.id, triagedAt)
  if (start === null || isOpen(start.state)) return null
  const since = await whatCameSince(ctx, deficiency.id, triagedAt)
  const been = courseOf(start, eventsOf({ ...since, reports: [...since.reports, { id, at: triagedAt }] }))
  if (!sameStanding(been.end, standingOf(deficiency))) return null
  const without = courseOf(start, eventsOf(since))
  await removeSteps(ctx, deficiency.id, been.steps)
  await keepSteps(ctx, deficiency.id, without.steps)
  return without.end
}

async function standingBefore(ctx: Ctx, deficiencyId: string, at: Date): Promise<Standing | null> {
  const [last] = await ctx.rows(stateChanges).all({ deficiencyId, at: LessThan(at) }, { at: 'DESC' }, 1)
  return last === undefined ? null : { state: last.state, since: last.at, closed: isOpen(last.state) ? null : last.at }
}
