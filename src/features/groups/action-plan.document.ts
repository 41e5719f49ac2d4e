import {
  type Block,
  type Cell,
  type Column,
  type Document,
  type ExportMark,
  exportFooter,
} from '#src/documents/document.ts'
import { inSwedishFor, listFile, type MadeFile } from '#src/documents/list-file.ts'
import { keyOf, translate } from '#src/i18n/translate.ts'
import type { Day } from '#src/kernel/days.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { ageOf, byOwner, daysLate, isOver, type OwnedTasks, type Task } from './action-plan.rules.ts'
import type { Group } from './group.entity.ts'

/** The group's handlingsplan in Word. Swedish, whoever reads it. */
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

/** The same rows as a sheet, each with whose it is. */
export function actionPlanSheet(reader: Ctx, group: Group, tasks: readonly Task[]): MadeFile {
  const ctx = inSwedishFor(reader)
  const { fictitious } = group
  const rows = byOwner(tasks).flatMap(({ owner, tasks: own }) => own.map(task => ({ owner, task, fictitious })))
  const list = {
    ...{ title: said('actionPlan.title'), rows, columns: [{ label: said('actions.owner') }, ...columns()] },
    cells: ({ owner, task }: (typeof rows)[number]) => [ownerText(owner), ...cellsOf(task, ctx.today)],
    about: ['actionPlan', group.id, ctx.today],
    selection: group.name,
    chosen: [group.name],
  }
  return listFile(ctx, list, 'xlsx')
}

const said = (key: string, values = {}): string => translate('sv', keyOf(key), values)
const ownerText = (owner: string | null): string => owner ?? said('actions.noOwner')

function blocksOf({ owner, tasks }: OwnedTasks, today: Day): Block[] {
  const heading = ownerText(owner)
  return [
    { kind: 'heading', level: 2, text: heading },
    {
      kind: 'table',
      caption: said('actionPlan.of', { owner: heading }),
      columns: columns(),
      rows: tasks.map(task => cellsOf(task, today)),
    },
  ]
}

const columns = (): Column[] => [
  { label: said('actionPlan.what') },
  { label: said('actionPlan.deficiency') },
  { label: said('actionPlan.state') },
  { label: said('actionPlan.strength') },
  { label: said('actionPlan.due'), day: true },
  { label: said('actionPlan.oldDue') },
  { label: said('actionPlan.lateDays'), numeric: true },
  { label: said('actionPlan.age'), numeric: true },
  { label: said('actionPlan.progress') },
  { label: said('actionPlan.nextContact'), day: true },
]

function cellsOf(task: Task, today: Day): Cell[] {
  const late = daysLate(task, today)
  return [
    [task.what, kindOf(task), task.ownerFunction].filter(Boolean).join('\n'),
    `${task.number} ${task.title}`,
    stateOf(task),
    task.strength === null ? null : said(`strength.${task.strength}`),
    task.dueDay,
    task.oldDueDays.join(', ') || null,
    late === 0 ? null : late,
    ageOf(task, today),
    task.progress === null ? null : `${task.progress.day}: ${task.progress.text}`,
    isOver(task) ? null : task.nextContactDay,
  ]
}

const stateOf = ({ kind, stage }: Task): string =>
  said(kind === 'action' ? `actionState.${stage}` : `requestState.${stage}`)
const kindOf = ({ actionKind }: Task): string =>
  actionKind === null ? said('actionPlan.request') : said(`actionKind.${actionKind}`)
