import { keyOf } from '#src/i18n/translate.ts'
import { dayOf } from '#src/kernel/days.ts'
import type { FormState, Submitted } from '#src/kernel/forms.ts'
import type { Fact, TimelineEvent, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type ActionAct, isOpen } from './action.lifecycle.ts'
import { type ActLink, actLinks } from './action.page.ts'
import { ownerNames } from './action.queries.ts'
import { ACTION_TONES, actionFacts, type Ending, endingOf } from './action-facts.ts'
import { ACT_LABELS, ACT_PATHS, type ActFields, actFields, versionIn } from './action-form.page.ts'
import { historyOf } from './action-history.ts'
import { openWish } from './ask-due-day.ts'
import type { Task } from './find-task.ts'
import { askerOf } from './task.mails.ts'

/** What stands on every page of a mailed action: who asks, and how to see that it is real. */
export interface TaskLinkPage {
  readonly title: string
  readonly fictitious: boolean
  readonly asker: { readonly name: string; readonly reach: readonly string[] }
}

async function linkPage(ctx: Ctx, task: Task, title: string): Promise<TaskLinkPage> {
  const { name, email, phone } = await askerOf(ctx, task)
  const reach = [email, phone].filter(way => way !== null)
  return { title, fictitious: task.deficiency.fictitious, asker: { name, reach } }
}

/** The first page of a link. It tells nothing of what it is about, since machines open links too. */
export interface OpenTaskPage extends TaskLinkPage {
  readonly facts: readonly Fact[]
}
export async function openTaskPage(ctx: Ctx, task: Task): Promise<OpenTaskPage> {
  const { action, deficiency } = task
  const owners = await ownerNames(ctx, [action])
  const due = action.dueDay === null ? ctx.t('actions.noDue') : dates[ctx.actor.locale].day(action.dueDay)
  const page = await linkPage(ctx, task, ctx.t('actions.task.openTitle'))
  return {
    ...page,
    facts: [
      { label: ctx.t('actions.task.from'), text: page.asker.name },
      { label: ctx.t('actions.owner'), text: [...owners.values()][0] ?? '–' },
      { label: ctx.t('actions.due'), text: due },
      { label: ctx.t('actions.task.reference'), text: deficiency.number },
    ],
  }
}

export interface TaskPage extends TaskLinkPage {
  readonly badge: { readonly text: string; readonly tone: Tone }
  /** What is asked of her now, or what became of it. */
  readonly lead: string
  readonly description: string
  readonly facts: readonly (Fact | null)[]
  readonly proof: Ending | null
  readonly acts: readonly ActLink[]
  readonly history: readonly TimelineEvent[]
}

/** The action and what she may do with it; when it is over, the receipt. */
export async function taskPage(ctx: Ctx, task: Task): Promise<TaskPage> {
  const { action, deficiency } = task
  const waits = isOpen(action.state) && (await openWish(ctx, action.id)) !== null
  const acts = actLinks(ctx, task, '/uppdrag').filter(({ href }) => !(waits && href === '/uppdrag/ny-dag'))
  const closed = action.closedAt === null ? '' : dates[ctx.actor.locale].day(dayOf(action.closedAt))
  return {
    ...(await linkPage(ctx, task, ctx.t(keyOf(`actionKind.${action.kind}`)))),
    badge: { text: ctx.t(keyOf(`actionState.${action.state}`)), tone: ACTION_TONES[action.state] },
    lead: ctx.t(keyOf(`actions.task.lead.${waits ? 'wish' : action.state}`), { day: closed }),
    description: action.description,
    facts: [
      { label: ctx.t('actions.deficiency'), text: `${deficiency.number} ${deficiency.title}` },
      ...(await actionFacts(ctx, action)),
    ],
    proof: endingOf(ctx, action),
    acts,
    history: await historyOf(ctx, action),
  }
}

export interface TaskFormPage extends TaskLinkPage {
  /** Which invitation the form is of: two that are open side by side share the cookie. */
  readonly task: string
  readonly version: string
  readonly action: string
  readonly description: string
  readonly organisation: string
  readonly fields: ActFields
}
export async function taskFormPage(ctx: Ctx, task: Task, act: ActionAct, form?: FormState): Promise<TaskFormPage> {
  const { action, invitation } = task
  const owners = await ownerNames(ctx, [action])
  return {
    ...(await linkPage(ctx, task, ctx.t(ACT_LABELS[act]))),
    task: invitation.id,
    version: versionIn(action, form),
    action: `/uppdrag/${ACT_PATHS[act]}`,
    description: action.description,
    organisation: [...owners.values()][0] ?? '–',
    fields: await actFields(ctx, action, act, form),
  }
}

export interface TaskGonePage {
  readonly title: string
  /** What somebody had typed when her half-hour ran out: nothing she wrote is lost. */
  readonly typed: string | null
}
export const taskGonePage = (ctx: Ctx, body: Submitted = {}): TaskGonePage => {
  const typed = ['text', 'proof', 'reason'].flatMap(name => (typeof body[name] === 'string' ? [body[name]] : []))
  return { title: ctx.t('actions.task.goneTitle'), typed: typed.join('\n').trim() || null }
}
