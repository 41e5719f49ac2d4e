import { type Block, type Document, type ExportMark, exportFooter, type Table } from '#src/documents/document.ts'
import { keyOf, translate } from '#src/i18n/translate.ts'
import type { Day } from '#src/kernel/days.ts'
import { dates } from '#src/web/dates.ts'
import { ageOf, byOwner, daysLate, type OwnedTasks, type Task } from './action-plan.rules.ts'
import type { Group } from './group.entity.ts'

/** The group's handlingsplan as a file. Swedish, whoever reads it. */
export function actionPlanDocument(group: Group, tasks: readonly Task[], today: Day, mark: ExportMark): Document {
  const owned = byOwner(tasks)
  return {
    title: said('actionPlan.title'),
    lang: 'sv',
    subject: `${group.name}, ${dates.sv.day(today)}`,
    fictitious: group.fictitious,
    blocks: [
      { kind: 'paragraph', text: said(owned.length === 0 ? 'actionPlan.noneText' : 'actionPlan.intro') },
      ...owned.flatMap(each => blocksOf(each, today)),
    ],
    footer: exportFooter('sv', mark),
  }
}

const said = (key: string, values = {}): string => translate('sv', keyOf(key), values)

function blocksOf({ owner, tasks }: OwnedTasks, today: Day): Block[] {
  const heading = owner ?? said('actions.noOwner')
  const table: Table = {
    kind: 'table',
    caption: said('actionPlan.of', { owner: heading }),
    columns: [
      { label: said('actionPlan.what') },
      { label: said('actionPlan.deficiency') },
      { label: said('actionPlan.due') },
      { label: said('actionPlan.age'), numeric: true },
      { label: said('actionPlan.strength') },
    ],
    rows: tasks.map(task => [
      [task.what, kindOf(task), task.ownerFunction].filter(Boolean).join('\n'),
      `${task.number} ${task.title}`,
      dueOf(task, today),
      ageOf(task, today),
      task.strength === null ? null : said(`strength.${task.strength}`),
    ]),
  }
  return [{ kind: 'heading', level: 2, text: heading }, table]
}

const kindOf = ({ kind, actionKind, pending }: Task): string =>
  [
    actionKind === null ? said('actionPlan.request') : said(`actionKind.${actionKind}`),
    pending ? said(`actionPlan.pending.${kind}`) : null,
  ]
    .filter(Boolean)
    .join(', ')

function dueOf(task: Task, today: Day): string {
  if (task.dueDay === null) return said('actions.noDue')
  const late = daysLate(task, today)
  return late === 0 ? dates.sv.day(task.dueDay) : `${dates.sv.day(task.dueDay)}, ${lateText(late)}`
}
const lateText = (days: number): string => said(days === 1 ? 'actionPlan.late.one' : 'actionPlan.late', { days })
