import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import type { Crumb } from '#src/features/organisations/register-form.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { ListCell, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { tasksOf } from './action-plan.queries.ts'
import { ageOf, byOwner, daysLate, type OwnedTasks, type Task } from './action-plan.rules.ts'
import type { Group } from './group.entity.ts'
import type { Serving } from './group.policy.ts'

export interface ActionPlanPage {
  readonly title: string
  readonly fictitious: boolean
  readonly trail: readonly Crumb[]
  readonly group: string
  /** "12 saker att göra, varav 3 är sena." */
  readonly sum: string
  readonly docx: string
  /** One for each organisation; none when nothing is open. */
  readonly tables: readonly TableListModel[]
  /** Where one can go when nothing is open. */
  readonly back: string
}

/** Those who read the group's meetings; the administrator reads no matters. */
export const readsPlan = (ctx: Ctx, { id, officeIds }: Serving): boolean =>
  meetingPolicy.can(ctx.actor, 'view', { groupId: id, officeIds })

/** What is to be done, and by whom, for the group to go through. */
export async function actionPlanPage(ctx: Ctx, group: Group & Serving): Promise<ActionPlanPage> {
  const tasks = await tasksOf(ctx, group.id)
  const title = ctx.t('actionPlan.title')
  const path = `/grupper/${group.slug}`
  const late = tasks.filter(task => daysLate(task, ctx.today) > 0).length
  return {
    title,
    fictitious: group.fictitious,
    trail: [{ text: ctx.t('groups.title'), href: '/grupper' }, { text: group.name, href: path }, { text: title }],
    group: group.name,
    sum: ctx.t(tasks.length === 1 ? 'actionPlan.sum.one' : 'actionPlan.sum', { count: tasks.length, late }),
    docx: `${path}/handlingsplan.docx`,
    tables: byOwner(tasks).map(owned => tableOf(ctx, owned)),
    back: path,
  }
}

const tableOf = (ctx: Ctx, { owner, tasks }: OwnedTasks): TableListModel => ({
  caption: owner ?? ctx.t('actions.noOwner'),
  captionShown: true,
  columns: [
    { label: ctx.t('actionPlan.what') },
    { label: ctx.t('actionPlan.deficiency') },
    { label: ctx.t('actionPlan.due') },
    { label: ctx.t('actionPlan.age'), numeric: true },
    { label: ctx.t('actionPlan.strength') },
  ],
  rows: tasks.map(task => cellsOf(ctx, task)),
})

function cellsOf(ctx: Ctx, task: Task): ListCell[] {
  const { kind, id, what, number, title, strength } = task
  return [
    { text: what, href: kind === 'action' ? `/atgarder/${id}` : `/obesvarade/${id}`, note: noteOf(ctx, task) },
    { text: number, href: `/systemfel/${number}`, note: title },
    dueCell(ctx, task),
    { text: ageOf(task, ctx.today) },
    { text: strength === null ? '–' : ctx.t(keyOf(`strength.${strength}`)) },
  ]
}

const noteOf = (ctx: Ctx, { kind, actionKind, pending, ownerFunction }: Task): string =>
  [
    ctx.t(actionKind === null ? 'actionPlan.request' : keyOf(`actionKind.${actionKind}`)),
    pending ? ctx.t(`actionPlan.pending.${kind}`) : null,
    ownerFunction,
  ]
    .filter(Boolean)
    .join(' · ')

function dueCell(ctx: Ctx, task: Task): ListCell {
  if (task.dueDay === null) return { text: ctx.t('actions.noDue') }
  const text = dates[ctx.actor.locale].day(task.dueDay)
  const days = daysLate(task, ctx.today)
  if (days === 0) return { text }
  return {
    text,
    badge: { text: ctx.t(days === 1 ? 'actionPlan.late.one' : 'actionPlan.late', { days }), tone: 'late' },
  }
}
