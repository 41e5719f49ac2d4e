import type { Group } from '#src/features/groups/group.entity.ts'
import { groupsByIds } from '#src/features/groups/group.queries.ts'
import { groupsOf } from '#src/kernel/actor.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import type { MeetingInGroup } from './meeting.queries.ts'
import { whenOf } from './why-line.ts'

export interface PlanPage {
  readonly title: string
  readonly lead: string
  readonly action: string
  readonly submit: string
  readonly back: { readonly href: string; readonly text: string }
  readonly form: FormState
  /** Null when the group is given. */
  readonly groups: readonly Option[] | null
  readonly version: number | null
  readonly fictitious?: boolean
}

/** The form of a new meeting of one of the groups that the actor convenes. */
export async function planPage(ctx: Ctx, form?: FormState): Promise<PlanPage> {
  const groups = await groupsByIds(ctx, groupsOf(ctx.actor, 'convener'))
  const [only] = groups
  return {
    title: ctx.t('meetings.planTitle'),
    lead: ctx.t('meetings.planLead'),
    action: '/moten/nytt',
    submit: ctx.t('meetings.planSubmit'),
    back: { href: '/moten', text: ctx.t('meetings.title') },
    form: form ?? emptyForm(only !== undefined && groups.length === 1 ? valuesFor(only) : {}),
    groups: groups.map(({ id, name }) => ({ value: id, label: name })),
    version: null,
  }
}

/** Minutes with a § for each item begin with the opening and the minutes before. */
const valuesFor = ({ id, minutesKind }: Group): FormState['values'] =>
  minutesKind === 'minutes' ? { groupId: id, standing: 'ja' } : { groupId: id }

/** Another day, time or place. */
export function changePage(ctx: Ctx, meeting: MeetingInGroup, form?: FormState): PlanPage {
  const { id, day, time, endTime, place, group, version } = meeting
  return {
    title: ctx.t('meetings.changeTitle'),
    lead: `${group.name}, ${whenOf(meeting, ctx.actor.locale)}`,
    action: `/moten/${id}/andra`,
    submit: ctx.t('meetings.changeSubmit'),
    back: { href: `/moten/${id}`, text: ctx.t('meetings.toMeeting') },
    form: form ?? emptyForm({ day, time, endTime: endTime ?? '', place }),
    groups: null,
    version,
    fictitious: group.fictitious,
  }
}
