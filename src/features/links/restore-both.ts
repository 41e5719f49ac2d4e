import { In } from 'typeorm'
import { recountWaiting } from '#src/features/answers/waiting.ts'
import { circleMembers, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { type Kept, leaveCircle } from '#src/features/deficiencies/leave-circle.ts'
import { refreshDefinition } from '#src/features/deficiencies/refresh-definition.ts'
import { countReports } from '#src/features/observations/count-reports.ts'
import { indexAllAbout } from '#src/features/search/findable.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Course, courseOf, sameStanding } from './course.rules.ts'
import type { Moved } from './link.entity.ts'
import type { Merge } from './link.queries.ts'
import { columnsOf, keepSteps, kept, removeSteps, standingOf, unkept } from './standing.ts'
import { eventsOf, type Undoing } from './undoing.queries.ts'

/** Both stand where they would stand without the merge, with the counts of what they have. Gives the later merges as they then are. */
export async function restoreBoth(ctx: Ctx, undoing: Undoing): Promise<Merge[]> {
  const { merge, from, to } = undoing
  await removeSteps(ctx, from.id, [{ state: 'merged', act: 'merge', at: merge.at }])
  await ctx.rows(deficiencies).update(from, {
    ...{ mergedIntoId: null, ...columnsOf(unkept(merge.moved.from)) },
    ...(await countReports(ctx, from.id)),
  })
  const courses = coursesOf(undoing)
  await ctx.rows(deficiencies).update(to, {
    ...(courses === null ? {} : columnsOf(courses.without.end)),
    ...(await countReports(ctx, to.id)),
  })
  for (const { id } of [from, to]) {
    await recountWaiting(ctx, id)
    await refreshDefinition(ctx, id)
  }
  const circles = await restoreCircle(ctx, merge, undoing.merges)
  for (const { id } of [from, to]) await indexAllAbout(ctx, id)
  return courses === null ? circles : follow(ctx, to.id, courses, circles)
}

interface Courses {
  /** As it has been; what its state history says. */
  readonly with: Course
  readonly without: Course
}
/** The course of the one that lived on; null when something else has changed where it stands, which is left as it is. */
function coursesOf(undoing: Undoing): Courses | null {
  const { merge, merges, to } = undoing
  const start = unkept(merge.moved.to)
  const been = courseOf(start, eventsOf({ ...undoing, merges: [merge, ...merges] }))
  return sameStanding(been.end, standingOf(to)) ? { with: been, without: courseOf(start, eventsOf(undoing)) } : null
}

/** The state history is written anew from the merge on, and so is what later merges know of how it stood. */
async function follow(ctx: Ctx, toId: string, courses: Courses, later: readonly Merge[]): Promise<Merge[]> {
  await removeSteps(ctx, toId, courses.with.steps)
  await keepSteps(ctx, toId, courses.without.steps)
  return later.map(other => {
    const before = courses.without.before.get(other.id)
    return before === undefined ? other : changed(other, { to: kept(before) })
  })
}

/** Whoever came along leaves again, unless something else keeps them: then they stay because of that. */
async function restoreCircle(ctx: Ctx, { toId, moved }: Merge, later: readonly Merge[]): Promise<Merge[]> {
  const came = await ctx.rows(circleMembers).all({ deficiencyId: toId, memberId: In([...moved.circle]) })
  const staying = await leaveCircle(ctx, toId, came)
  for (const each of staying) await stay(ctx, each)
  return later.map(other => {
    const own = staying.filter(({ reasons }) =>
      reasons.some(reason => reason.by === 'merged' && reason.fromId === other.fromId),
    )
    const circle = [...new Set([...other.moved.circle, ...own.map(({ member }) => member.memberId)])]
    return changed(other, { circle })
  })
}

async function stay(ctx: Ctx, { member, reasons }: Kept): Promise<void> {
  const has = (by: 'report' | 'itself'): boolean => reasons.some(reason => reason.by === by)
  const reported = has('itself') ? null : has('report') ? true : member.reported
  if (reported !== member.reported) await ctx.rows(circleMembers).change(member.id, { reported })
}

const changed = (merge: Merge, moved: Partial<Moved>): Merge => ({ ...merge, moved: { ...merge.moved, ...moved } })
