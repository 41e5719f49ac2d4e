import { In, IsNull, MoreThanOrEqual } from 'typeorm'
import { HELD_STATES, type Meeting, meetings } from '#src/features/meetings/meeting.entity.ts'
import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import type { Crumb } from '#src/features/organisations/register-form.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Group } from './group.entity.ts'
import type { Serving } from './group.policy.ts'
import { dayField } from './plan-year.ts'
import { proposedDays, usualWeekday, yearsToPlan } from './year-plan.rules.ts'

interface DayBox {
  readonly name: string
  readonly label: string
}
export interface YearPlanPage {
  readonly title: string
  readonly fictitious: boolean
  readonly trail: readonly Crumb[]
  readonly lead: string
  /** The other year that can be planned. */
  readonly other: { readonly href: string; readonly text: string }
  /** Meetings of the year that there are already: days, written out. */
  readonly planned: readonly { readonly href: string; readonly text: string }[]
  /** None when nothing is left to propose. */
  readonly boxes: readonly DayBox[]
  readonly form: FormState
  readonly cancel: string
}

/** The days that are proposed for a year, to be changed and planned in one act. */
export async function yearPlanPage(
  ctx: Ctx,
  group: Group & Serving,
  asked: string | undefined,
  again?: FormState,
): Promise<YearPlanPage> {
  meetingPolicy.authorize(ctx.actor, 'lead', { groupId: group.id, officeIds: group.officeIds })
  const years = yearsToPlan(ctx.today)
  const year = years.find(one => String(one) === asked) ?? years[0]
  const other = years.find(one => one !== year) ?? year
  const path = `/grupper/${group.slug}`
  const latest = await latestMeetings(ctx, group, years)
  const planned = latest.filter(({ day }) => day.startsWith(`${year}-`)).reverse()
  const days = proposedDays({
    year,
    count: group.meetingsPerYear,
    weekday: usualWeekday(latest[0]?.day),
    today: ctx.today,
    planned: planned.map(({ day }) => day),
  })
  const title = ctx.t('yearPlan.title', { year })
  return {
    title,
    fictitious: group.fictitious,
    trail: [{ text: ctx.t('groups.title'), href: '/grupper' }, { text: group.name, href: path }, { text: title }],
    lead: ctx.t('yearPlan.lead', { count: group.meetingsPerYear }),
    other: { href: `${path}/arsplan?ar=${other}`, text: ctx.t('yearPlan.other', { year: other }) },
    planned: planned.map(({ id, day }) => ({ href: `/moten/${id}`, text: dates[ctx.actor.locale].day(day) })),
    boxes: boxesOf(ctx, again, days),
    form: again ?? proposal(days, latest[0]),
    cancel: path,
  }
}

/** Of the years that can be planned and the one before, the latest first. */
const latestMeetings = (ctx: Ctx, { id: groupId }: Group, years: readonly number[]): Promise<Meeting[]> =>
  ctx.rows(meetings).all(
    {
      groupId,
      day: MoreThanOrEqual(`${Math.min(...years) - 1}-01-01`),
      state: In(['planned', 'running', ...HELD_STATES]),
      perCapsulam: IsNull(),
    },
    { day: 'DESC', time: 'DESC' },
  )

function proposal(days: readonly string[], latest: Meeting | undefined): FormState {
  const named = Object.fromEntries(days.map((day, index) => [dayField(index), day]))
  return emptyForm({ ...named, time: latest?.time ?? '', place: latest?.place ?? '' })
}

/** A form that is given back has the boxes it was sent with. */
function boxesOf(ctx: Ctx, again: FormState | undefined, days: readonly string[]): DayBox[] {
  const sent = Object.keys(again?.values ?? {}).filter(name => /^day\d+$/.test(name)).length
  return Array.from({ length: again === undefined ? days.length : Math.max(sent, 1) }, (_, index) => ({
    name: dayField(index),
    label: ctx.t('yearPlan.day', { nr: index + 1 }),
  }))
}
