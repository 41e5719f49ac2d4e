import { IsNull } from 'typeorm'
import type { z } from 'zod'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import { isFar, MeetingForm, planMeeting } from '#src/features/meetings/plan-meeting.ts'
import { alsoCheck } from '#src/features/organisations/register-form.ts'
import type { Day } from '#src/kernel/days.ts'
import { type FieldErrors, field, type Message, type Read, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Group } from './group.entity.ts'
import type { Serving } from './group.policy.ts'

/** `day1`, `day2` …: a box for each meeting of a year; an empty one plans nothing. */
export const dayField = (index: number): string => `day${index + 1}`

export interface YearPlanned {
  readonly time: string
  readonly place: string
  /** By the index of their boxes. */
  readonly days: readonly (Day | null)[]
}

const Where = MeetingForm.pick({ time: true, place: true })

/** As many boxes as the group has meetings in a year. */
export async function readYearPlan(ctx: Ctx, body: Submitted, group: Group): Promise<Read<YearPlanned>> {
  const names = Array.from({ length: group.meetingsPerYear }, (_, index) => dayField(index))
  const schema = Where.extend(Object.fromEntries(names.map(name => [name, field.optionalDay()])))
  const read = ctx.form(schema, body)
  if (!read.ok) return read
  const given = read.value as z.output<typeof Where> & Readonly<Record<string, string | null>>
  const value = { time: given.time, place: given.place, days: names.map(name => given[name] ?? null) }
  return alsoCheck({ ...read, value }, body, ({ days }) => faultsOf(ctx, group, days))
}

async function faultsOf(ctx: Ctx, { id: groupId }: Group, days: readonly (Day | null)[]): Promise<FieldErrors> {
  if (days.every(day => day === null)) return { [dayField(0)]: ['yearPlan.noDay'] }
  const taken = new Set((await ctx.rows(meetings).all({ groupId, perCapsulam: IsNull() })).map(({ day }) => day))
  const errors: Record<string, Message[]> = {}
  for (const [index, day] of days.entries()) {
    if (day === null) continue
    if (isFar(ctx.today, day)) errors[dayField(index)] = ['meetings.dayFar']
    else if (taken.has(day)) errors[dayField(index)] = ['yearPlan.taken']
    taken.add(day)
  }
  return errors
}

/** Plans all the meetings in one act, the soonest first: what waits is put on its agenda. Gives how many they were. */
export async function planYear(ctx: Ctx, group: Group & Serving, { time, place, days }: YearPlanned): Promise<number> {
  meetingPolicy.authorize(ctx.actor, 'lead', { groupId: group.id, officeIds: group.officeIds })
  const chosen = days.filter(day => day !== null).sort()
  for (const day of chosen) await planMeeting(ctx, { groupId: group.id, day, time, place })
  ctx.record('group.yearPlanned', { type: 'group', id: group.id }, { count: chosen.length, to: chosen.at(-1) })
  return chosen.length
}
