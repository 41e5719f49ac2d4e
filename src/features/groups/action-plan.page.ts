import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import type { Crumb } from '#src/features/organisations/register-form.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { ListCell, TableListModel, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { tasksOf } from './action-plan.queries.ts'
import { ageOf, byOwner, daysLate, isOver, type OwnedTasks, type Stage, type Task } from './action-plan.rules.ts'
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
  readonly xlsx: string
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
  const open = tasks.filter(task => !isOver(task))
  const late = open.filter(task => daysLate(task, ctx.today) > 0).length
  return {
    title,
    fictitious: group.fictitious,
    trail: [{ text: ctx.t('groups.title'), href: '/grupper' }, { text: group.name, href: path }, { text: title }],
    group: group.name,
    sum: ctx.t(open.length === 1 ? 'actionPlan.sum.one' : 'actionPlan.sum', { count: open.length, late }),
    docx: `${path}/handlingsplan.docx`,
    xlsx: `${path}/handlingsplan.xlsx`,
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
    { label: ctx.t('actionPlan.state') },
    { label: ctx.t('actionPlan.progress') },
  ],
  rows: tasks.map(task => cellsOf(ctx, task)),
})

function cellsOf(ctx: Ctx, task: Task): ListCell[] {
  const { kind, id, what, number, title, strength } = task
  return [
    { text: what, href: kind === 'action' ? `/atgarder/${id}` : `/obesvarade/${id}`, note: noteOf(ctx, task) },
    { text: number, href: `/systemfel/${number}`, note: title },
    dueCell(ctx, task),
    { text: ageOf(task, ctx.today) ?? '–' },
    {
      badge: { text: stateText(ctx, task), tone: TONES[task.stage] },
      note: strength === null ? undefined : ctx.t(keyOf(`strength.${strength}`)),
    },
    progressCell(ctx, task),
  ]
}
const TONES: Readonly<Record<Stage, Tone>> = {
  proposed: 'waiting',
  accepted: 'ongoing',
  done: 'good',
  declined: 'late',
  tray: 'waiting',
  sent: 'waiting',
}
const stateText = (ctx: Ctx, { kind, stage }: Task): string =>
  ctx.t(keyOf(kind === 'action' ? `actionState.${stage}` : `requestState.${stage}`))

function progressCell(ctx: Ctx, task: Task): ListCell {
  const { day } = dates[ctx.actor.locale]
  const { progress, nextContactDay } = task
  const next = nextContactDay === null || isOver(task) ? null : nextContactDay
  return {
    text: progress === null ? '–' : `${day(progress.day)}: ${progress.text}`,
    note: next === null ? undefined : ctx.t('actions.nextContactOn', { day: day(next) }),
  }
}

const noteOf = (ctx: Ctx, { actionKind, ownerFunction }: Task): string =>
  [ctx.t(actionKind === null ? 'actionPlan.request' : keyOf(`actionKind.${actionKind}`)), ownerFunction]
    .filter(Boolean)
    .join(' · ')

function dueCell(ctx: Ctx, task: Task): ListCell {
  if (task.dueDay === null) return { text: ctx.t('actions.noDue') }
  const { day } = dates[ctx.actor.locale]
  const text = day(task.dueDay)
  const days = daysLate(task, ctx.today)
  const before = task.oldDueDays.map(old => day(old)).join(', ')
  const note = before === '' ? {} : { note: ctx.t('actionPlan.before', { days: before }) }
  if (days === 0) return { text, ...note }
  return {
    text,
    ...note,
    badge: { text: ctx.t(days === 1 ? 'actionPlan.late.one' : 'actionPlan.late', { days }), tone: 'late' },
  }
}
