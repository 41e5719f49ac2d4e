import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { agendaRows } from './agenda-rows.ts'
import { choicesFor } from './decide-item.ts'
import { choiceLabel, type DecisionForm, decisionForm } from './decision-form.ts'
import type { Matter } from './matter.ts'
import type { Choice } from './meeting.entity.ts'
import { type Proposal, proposalOf, valuesFor } from './proposal.queries.ts'

/** A proposed decision as it is read on an agenda. */
export interface ProposalLine {
  readonly label: string
  readonly text: string
  /** "Enhetschef, Försäkringskassan · senast 12 mars 2027"; null where there is neither. */
  readonly details: string | null
  readonly set: boolean
}

export function proposalLine(ctx: Ctx, { type, text, taker, dueDay, set }: Proposal): ProposalLine {
  const due = dueDay === null ? null : ctx.t('agenda.dueBy', { day: dates[ctx.actor.locale].day(dueDay) })
  const details = [taker, due].filter(part => part !== null)
  return {
    label: ctx.t('agenda.proposes', {
      decision: ctx.t(keyOf(type === 'note' ? 'meetings.noted' : `decision.${type}`)),
    }),
    text,
    details: details.length === 0 ? null : details.join(' · '),
    set,
  }
}

export interface ProposalPage {
  readonly title: string
  readonly fictitious: boolean
  readonly back: string
  readonly lead: string
  readonly why: string
  readonly choices: readonly { readonly href: string; readonly label: string; readonly current: boolean }[]
  readonly form: DecisionForm | null
  /** Where the rules' own proposal can be taken back; null when it stands. */
  readonly reset: { readonly action: string; readonly itemId: string; readonly version: number } | null
}
export interface OpenedProposal {
  readonly choice?: Choice | null
  readonly form?: FormState
}

/** What is proposed on an item: the decision's own form, to be changed before the meeting. */
export async function proposalPage(ctx: Ctx, matter: Matter, opened: OpenedProposal = {}): Promise<ProposalPage> {
  const { meeting, item } = matter
  const rows = await agendaRows(ctx, meeting)
  const index = rows.findIndex(row => row.item.id === item.id)
  const at = `/moten/${meeting.id}/punkter/${index + 1}/forslag`
  const proposal = await proposalOf(ctx, matter)
  const choice = opened.choice ?? proposal?.type ?? (matter.deficiency === null ? 'note' : null)
  return {
    title: ctx.t('agenda.proposalTitle'),
    fictitious: meeting.group.fictitious,
    back: `/moten/${meeting.id}/dagordning#punkt-${item.id}`,
    lead: `${index + 1}. ${item.title}`,
    why: rows[index]?.why ?? '',
    choices: choicesFor(matter).map(each => ({
      href: `${at}?beslut=${each}`,
      label: choiceLabel(ctx, each),
      current: each === choice,
    })),
    form: choice === null ? null : await formOf(ctx, matter, at, { choice, proposal, form: opened.form }),
    reset:
      item.proposedType === null ? null : { action: `${at}/aterstallning`, itemId: item.id, version: item.version },
  }
}

interface Shown {
  readonly choice: Choice
  readonly proposal: Proposal | null
  readonly form: FormState | undefined
}
async function formOf(
  ctx: Ctx,
  matter: Matter,
  action: string,
  { choice, proposal, form }: Shown,
): Promise<DecisionForm | null> {
  const values = proposal?.type === choice ? proposal.values : ((await valuesFor(ctx, matter, choice)) ?? { text: '' })
  const shown = await decisionForm(ctx, matter, 0, choice, form ?? emptyForm(values))
  return shown === null ? null : { ...shown, action, save: ctx.t('agenda.saveProposal') }
}
