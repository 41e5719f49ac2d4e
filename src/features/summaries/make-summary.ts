import { z } from 'zod'
import { type Group, groups } from '#src/features/groups/group.entity.ts'
import { groupsByIds, groupsServing, officesOfGroup } from '#src/features/groups/group.queries.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { officesOf } from '#src/kernel/actor.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { type FieldErrors, field } from '#src/kernel/forms.ts'
import { type HalfYear, halfYearKey, halfYearOf, previousHalfYear, readHalfYear } from '#src/kernel/half-years.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Summary, summaries, summaryOffices } from './summary.entity.ts'
import { summaryPolicy } from './summary.policy.ts'
import { isSummarised } from './summary.queries.ts'

export const NewSummary = z.object({
  groupId: field.id(),
  officeIds: field.ids(),
  period: z.string('errors.choose').regex(/^\d{4}-[12]$/, 'errors.choose'),
})
type Wanted = z.output<typeof NewSummary>

/** How many half-years back a summary can be made. */
const YEARS_BACK = 20
/** From the current half-year back, the newest first. */
export function choosablePeriods(ctx: Ctx): HalfYear[] {
  const periods = [halfYearOf(ctx.today)]
  while (periods.length < YEARS_BACK * 2) periods.push(previousHalfYear(periods.at(-1) as HalfYear))
  return periods
}

/** The groups that serve an office where the actor is coordinator, in Swedish order. */
export async function choosableGroups(ctx: Ctx): Promise<Group[]> {
  const ids: string[] = []
  for (const officeId of officesOf(ctx.actor, 'coordinator'))
    ids.push(...(await groupsServing(ctx, officeId)).map(({ id }) => id))
  return groupsByIds(ctx, ids)
}

export interface Making {
  readonly group: Group
  readonly offices: readonly Office[]
}
/** The group with the offices it serves. Throws `NotFound` when it serves none of the actor's. */
export async function makingFor(ctx: Ctx, groupId: string): Promise<Making> {
  const group = (await choosableGroups(ctx)).find(({ id }) => id === groupId)
  if (group === undefined) throw new NotFound('errors.notFound')
  return { group, offices: await officesOfGroup(ctx, group.id) }
}

/** What is wrong with the choice, by field; the group stands still meanwhile, so that two do not make the same. */
export async function makingFaults(ctx: Ctx, { offices, group }: Making, wanted: Wanted): Promise<FieldErrors> {
  await ctx.rows(groups).hold({ id: group.id })
  const { officeIds, period } = wanted
  if (!choosablePeriods(ctx).some(choosable => halfYearKey(choosable) === period)) return { period: ['errors.choose'] }
  if (officeIds.some(id => !offices.some(office => office.id === id))) return { officeIds: ['errors.choose'] }
  if (!officesOf(ctx.actor, 'coordinator').some(id => officeIds.includes(id)))
    return { officeIds: ['summaries.chooseOwn'] }
  return (await isSummarised(ctx, group.id, readHalfYear(period) as HalfYear, officeIds))
    ? { period: ['summaries.exists'] }
    : {}
}

/** Starts a draft of the offices' summary for the group. The caller has asked `makingFaults`. */
export async function makeSummary(ctx: Ctx, { groupId, officeIds, period }: Wanted): Promise<Summary> {
  summaryPolicy.authorize(ctx.actor, 'edit', { groupId, officeIds, state: 'draft' })
  const { year, half } = readHalfYear(period) as HalfYear
  const summary = await ctx.rows(summaries).insert({
    id: ctx.newId(),
    ...{ groupId, year, half },
    state: 'draft',
    ...{ introduction: null, wentWell: null, questions: null, nilReason: null, frozen: null, frozenAt: null },
    madeAt: ctx.now,
    version: 1,
  })
  const of = officeIds.map(officeId => ({ id: ctx.newId(), summaryId: summary.id, officeId }))
  await ctx.rows(summaryOffices).insertAll(of)
  ctx.record('summary.made', { type: 'summary', id: summary.id }, { groupId, officeIds, year, half })
  return summary
}
