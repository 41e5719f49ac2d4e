import type { DeficiencyInCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { type LiftBetween, liftsOf } from '#src/features/meetings/meeting.queries.ts'
import { dayOf, daysBetween } from '#src/kernel/days.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { EmptyModel, Fact, ListCell, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { liftPolicy } from './lift.policy.ts'
import { type WaitingLift, waitingLifts } from './lift.queries.ts'

export interface LiftShown {
  readonly id: string
  readonly title: string
  readonly facts: readonly Fact[]
  /** For those who answer it. */
  readonly reply: { readonly href: string; readonly label: string } | null
}
export interface LineagePage {
  readonly title: string
  readonly fictitious: boolean
  readonly number: string
  readonly name: string
  readonly lifts: readonly LiftShown[]
}

/** Who lifted it to whom, in the order it happened, and what came back. */
export async function lineagePage(ctx: Ctx, deficiency: DeficiencyInCircle): Promise<LineagePage> {
  const all = await liftsOf(ctx, deficiency.id)
  return {
    title: ctx.t('decisions.lineage'),
    fictitious: deficiency.fictitious,
    number: deficiency.number,
    name: deficiency.title,
    lifts: [...all].reverse().map(lift => liftShown(ctx, deficiency, lift)),
  }
}

function liftShown(ctx: Ctx, deficiency: DeficiencyInCircle, lift: LiftBetween): LiftShown {
  const answers = lift.repliedAt === null && liftPolicy.can(ctx.actor, 'reply', { lift, deficiency })
  const label = ctx.t(lift.toGroupId === null ? 'decisions.enterReply' : 'decisions.reply')
  return {
    id: lift.id,
    title: ctx.t('decisions.fromTo', { from: lift.fromName, to: lift.receiver }),
    facts: factsOf(ctx, lift),
    reply: answers ? { href: `/systemfel/${deficiency.number}/lyft/${lift.id}/svar`, label } : null,
  }
}

function factsOf(ctx: Ctx, lift: LiftBetween): Fact[] {
  const { day, date } = dates[ctx.actor.locale]
  const until = lift.repliedAt === null ? ctx.today : dayOf(lift.repliedAt)
  const late = lift.repliedAt === null && lift.wishedDay < ctx.today
  const badge = late ? { badge: { text: ctx.t('decisions.overdue'), tone: 'late' } as const } : {}
  const waited = ctx.t('decisions.daysWaited', { days: Math.max(0, daysBetween(lift.day, until)) })
  return [
    { label: ctx.t('decisions.liftedOn'), text: day(lift.day), href: `/beslut/${lift.decisionId}` },
    { label: ctx.t('decisions.covering'), text: lift.coveringText },
    { label: ctx.t('decisions.wishedDay'), text: day(lift.wishedDay), ...badge },
    { label: ctx.t('decisions.waited'), text: waited },
    ...(lift.repliedAt === null
      ? [{ label: ctx.t('decisions.cameBack'), text: ctx.t('decisions.nothingBack') }]
      : [{ label: ctx.t('decisions.cameBack'), text: lift.reply ?? '', note: date(lift.repliedAt) }]),
    ...(lift.replySource === null ? [] : [{ label: ctx.t('decisions.source'), text: lift.replySource }]),
  ]
}

export interface LiftReplyPage {
  readonly title: string
  readonly fictitious: boolean
  readonly back: string
  readonly action: string
  readonly form: FormState
  /** What was asked. */
  readonly facts: readonly Fact[]
  /** The receiver is a body outside: the reply has a source. */
  readonly outside: boolean
  readonly lead: string
}

export function liftReplyPage(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  lift: LiftBetween,
  form: FormState = emptyForm(),
): LiftReplyPage {
  const outside = lift.toGroupId === null
  const back = `/systemfel/${deficiency.number}/lyft`
  return {
    title: outside ? ctx.t('decisions.enterReplyOf', { receiver: lift.receiver }) : ctx.t('decisions.reply'),
    fictitious: deficiency.fictitious,
    back,
    action: `${back}/${lift.id}/svar`,
    form,
    facts: [{ label: ctx.t('decisions.liftedBy'), text: lift.fromName }, ...factsOf(ctx, lift).slice(0, 3)],
    outside,
    lead: ctx.t(outside ? 'decisions.enterReplyLead' : 'decisions.replyLead', { group: lift.fromName }),
  }
}

export interface WaitingLiftsPage {
  readonly title: string
  readonly lists: readonly TableListModel[]
  readonly empty: EmptyModel | null
}

/** The lifts that the actor's groups answer, and those that they wait for. */
export async function waitingLiftsPage(ctx: Ctx): Promise<WaitingLiftsPage> {
  const [owed, waits] = [await waitingLifts(ctx, 'received'), await waitingLifts(ctx, 'given')]
  const lists = [listOf(ctx, 'decisions.owed', owed), listOf(ctx, 'decisions.awaited', waits)]
  return {
    title: ctx.t('decisions.liftsTitle'),
    lists: lists.filter(({ rows }) => rows.length > 0),
    empty:
      owed.length + waits.length > 0
        ? null
        : { title: ctx.t('decisions.noLiftsTitle'), text: ctx.t('decisions.noLifts') },
  }
}

const listOf = (ctx: Ctx, caption: 'decisions.owed' | 'decisions.awaited', rows: WaitingLift[]): TableListModel => ({
  caption: ctx.t(caption),
  captionShown: true,
  columns: [
    { label: ctx.t('deficiencies.one') },
    { label: ctx.t('decisions.liftedBy') },
    { label: ctx.t('decisions.liftedTo') },
    { label: ctx.t('decisions.wishedDay') },
    { label: ctx.t('decisions.waited'), numeric: true },
  ],
  rows: rows.map(row => cellsOf(ctx, row)),
})

function cellsOf(ctx: Ctx, lift: WaitingLift): ListCell[] {
  const late = lift.wishedDay < ctx.today
  const badge = late ? { badge: { text: ctx.t('decisions.overdue'), tone: 'late' } as const } : {}
  return [
    { text: lift.title, href: `/systemfel/${lift.number}/lyft`, note: lift.number },
    { text: lift.fromName },
    { text: lift.receiver },
    { text: dates[ctx.actor.locale].day(lift.wishedDay), ...badge },
    { text: ctx.t('decisions.daysWaited', { days: Math.max(0, daysBetween(lift.day, ctx.today)) }) },
  ]
}
