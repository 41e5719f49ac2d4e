import { IsNull } from 'typeorm'
import { rulingHref } from '#src/features/effects/ruling-href.ts'
import { type SolutionHint, solutionHints } from '#src/features/effects/solution-hints.ts'
import { type AskedShown, askedShown } from '#src/features/forums/asked-shown.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AgendaRow, agendaRows } from './agenda-rows.ts'
import { type Background, backgroundOf } from './background.page.ts'
import { CHOICES, type Choice, choicesFor } from './decide-item.ts'
import { type Decided, decidedOf } from './decided.page.ts'
import { lifts } from './decision.entity.ts'
import { choiceLabel, type DecisionForm, decisionForm } from './decision-form.ts'
import { type LiveTools, liveTools, recusedText } from './live.page.ts'
import type { Matter } from './matter.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { proposalOf } from './proposal.queries.ts'
import { whenOf } from './why-line.ts'

interface ChoiceLink {
  readonly href: string
  readonly label: string
  /** The key of product §7, 1–8; null for a note. */
  readonly key: number | null
  readonly current: boolean
}

export interface ItemPage {
  readonly title: string
  readonly fictitious: boolean
  readonly meeting: { readonly href: string; readonly text: string }
  readonly place: string
  readonly previous: string | null
  readonly next: string | null
  readonly why: string
  /** What forums beside the group have asked about it. */
  readonly asked: AskedShown
  /** How others have solved something like it. */
  readonly solutions: readonly SolutionHint[]
  /** Null for a free item. */
  readonly background: Background | null
  readonly decided: Decided | null
  /** Who takes no part in it. */
  readonly recused: string | null
  readonly tools: LiveTools | null
  /** Null when nothing can be decided now, or not by this reader. */
  readonly choices: readonly ChoiceLink[] | null
  /** Why nothing can be decided yet, for the one who will. */
  readonly waits: string | null
  /** It was lifted here and waits for the group's reply. */
  readonly replyHref: string | null
  /** Its effect was partial: where the group's convener rules on it, instead of deciding anew. */
  readonly rulingHref: string | null
  readonly form: DecisionForm | null
  /** What was typed when somebody else had decided the item meanwhile. */
  readonly lost: string | null
}

export interface Opened {
  readonly choice?: Choice | null
  readonly form?: FormState
  readonly lost?: string
  /** The form about recusal, with something wrong in it. */
  readonly recusal?: FormState
}

export const choiceIn = (value: unknown): Choice | null => CHOICES.find(choice => choice === value) ?? null

/** One item at a time: what it is, why it is here, what has been done, and what the group decides. */
export async function itemPage(ctx: Ctx, matter: Matter, opened: Opened = {}): Promise<ItemPage> {
  const { meeting, item, deficiency } = matter
  const rows = await agendaRows(ctx, meeting)
  const index = rows.findIndex(row => row.item.id === item.id)
  const row = rows[index] as AgendaRow
  const decides = mayDecide(ctx, matter)
  const { choice, form } = await openedChoice(ctx, matter, decides, opened)
  return {
    title: item.title,
    fictitious: meeting.group.fictitious,
    meeting: { href: `/moten/${meeting.id}`, text: `${meeting.group.name}, ${whenOf(meeting, ctx.actor.locale)}` },
    place: ctx.t('meetings.itemPlace', {
      nr: row.nr,
      total: rows.length,
      section: ctx.t(keyOf(`section.${item.section}`)),
    }),
    previous: hrefOf(meeting.id, rows[index - 1]),
    next: hrefOf(meeting.id, rows[index + 1]),
    why: row.why,
    asked: await askedShown(ctx, item),
    solutions: deficiency === null ? [] : await solutionHints(ctx, deficiency.id),
    background: deficiency === null ? null : await backgroundOf(ctx, deficiency, item.id),
    decided: await decidedOf(ctx, meeting, item),
    recused: await recusedText(ctx, matter),
    tools: await liveTools(ctx, matter, { rows, nr: row.nr, faulty: opened.recusal }),
    choices: decides ? choiceLinks(ctx, matter, row.nr, choice) : null,
    waits: waitsFor(ctx, matter),
    replyHref: await replyHref(ctx, matter),
    rulingHref: await rulingHref(ctx, matter),
    form: decides && choice !== null ? await decisionForm(ctx, matter, row.nr, choice, form) : null,
    lost: opened.lost ?? null,
  }
}

/** What is proposed stands first, filled in; another choice opens as it does without a proposal. */
async function openedChoice(
  ctx: Ctx,
  matter: Matter,
  decides: boolean,
  opened: Opened,
): Promise<{ readonly choice: Choice | null; readonly form: FormState | undefined }> {
  const proposal = decides ? await proposalOf(ctx, matter) : null
  const choice = opened.choice ?? proposal?.type ?? (matter.deficiency === null ? 'note' : null)
  const proposed = proposal?.type === choice ? emptyForm(proposal?.values) : undefined
  return { choice, form: opened.form ?? proposed }
}

function mayDecide(ctx: Ctx, { meeting, item }: Matter): boolean {
  const leads = meetingPolicy.can(ctx.actor, 'lead', meeting)
  return leads && item.paragraph === null && meetingLifecycle.allows(meeting.state, 'decide')
}

const waitsFor = (ctx: Ctx, { meeting }: Matter): string | null =>
  meeting.state === 'planned' && meetingPolicy.can(ctx.actor, 'lead', meeting) ? ctx.t('meetings.openFirst') : null

async function replyHref(ctx: Ctx, { meeting, deficiency }: Matter): Promise<string | null> {
  if (deficiency === null || !meetingPolicy.can(ctx.actor, 'lead', meeting)) return null
  const lifted = await ctx.rows(lifts).one({
    ...{ deficiencyId: deficiency.id, toGroupId: meeting.groupId, repliedAt: IsNull() },
  })
  return lifted === null ? null : `/systemfel/${deficiency.number}/lyft/${lifted.id}/svar`
}

const hrefOf = (meetingId: string, row: AgendaRow | undefined): string | null =>
  row === undefined ? null : `/moten/${meetingId}/punkter/${row.nr}`

const choiceLinks = (ctx: Ctx, matter: Matter, nr: number, current: Choice | null): ChoiceLink[] =>
  choicesFor(matter).map(choice => ({
    href: `/moten/${matter.meeting.id}/punkter/${nr}?beslut=${choice}#beslut`,
    label: choiceLabel(ctx, choice),
    key: choice === 'note' ? null : CHOICES.indexOf(choice) + 1,
    current: choice === current,
  }))

/** Where "Spara och nästa" leads: the next undecided item; the meeting when none is left. */
export const nextAfter = (next: AgendaRow | undefined, meetingId: string): string =>
  hrefOf(meetingId, next) ?? `/moten/${meetingId}`

/** From an item on and round. */
export function nextUndecided(rows: readonly AgendaRow[], itemId: string): AgendaRow | undefined {
  const index = rows.findIndex(({ item }) => item.id === itemId)
  const order = [...rows.slice(index + 1), ...rows.slice(0, index)]
  return order.find(({ outcome }) => outcome === null)
}
