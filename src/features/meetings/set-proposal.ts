import { z } from 'zod'
import { Conflict } from '#src/kernel/errors.ts'
import { type Faulty, field, type Submitted } from '#src/kernel/forms.ts'
import { isAnswerName } from '#src/kernel/text-review.ts'
import type { Ctx } from '#src/work/context.ts'
import { consentReplies } from './agenda.entity.ts'
import { mayArrange } from './arrange-agenda.ts'
import { choicesFor, Note, PostponedItem } from './decide-item.ts'
import type { Terms } from './decision-kind.ts'
import { KINDS } from './decision-kinds.ts'
import { hasDeficiency, type Matter } from './matter.ts'
import { type AgendaItem, agendaItems, type Choice } from './meeting.entity.ts'
import { asOfMeeting, DETAILS } from './proposal.queries.ts'

export const ResetForm = z.object({ item: field.id('errors.form'), version: field.version() })

/** Fields of the decisions' forms that are no words of anybody's. */
const FIELDS: readonly string[] = [
  ...['contactId', 'termDays', 'organisationId', 'acceptedBy', 'kind', 'strength', 'officeId', 'toGroupId', 'toName'],
  ...['dueDay', 'wishedDay', 'alsoIds', 'answering'],
]

/**
 * Sets what is proposed on an item, in place of what the rules propose. The form is the decision's own, and it must be one
 * that could be decided as it stands. What seats have said of another proposal no longer holds. Gives the form back when
 * something is wrong with it. Throws `Conflict` while the agenda is locked.
 */
export async function setProposal(ctx: Ctx, matter: Matter, type: Choice, body: Submitted): Promise<Faulty | null> {
  mayArrange(ctx, matter.meeting)
  if (matter.item.paragraph !== null) throw new Conflict('meetings.decidedAlready')
  const read = await readTerms(ctx, matter, type, body)
  if (!read.ok) return read
  await keepProposal(ctx, matter, type, body, read.terms)
  return null
}

/** Back to what the rules propose. */
export async function resetProposal(ctx: Ctx, matter: Matter, { version }: z.output<typeof ResetForm>): Promise<void> {
  mayArrange(ctx, matter.meeting)
  const none = { proposedType: null, proposedText: null, proposedDetail: null, proposedFields: null }
  await ctx.rows(agendaItems).update({ ...matter.item, version }, { ...none, consentAt: null })
  await noteSet(ctx, matter, null)
}

/** Reads a decision's form and carries out nothing. */
export async function readTerms(
  ctx: Ctx,
  matter: Matter,
  type: Choice,
  body: Submitted,
): Promise<Faulty | { readonly ok: true; readonly terms: Terms }> {
  if (!choicesFor(matter).includes(type)) throw new Conflict('errors.notFromHere')
  if (type !== 'note' && hasDeficiency(matter)) {
    const prepared = await KINDS[type].prepare(asOfMeeting(ctx, matter.meeting), matter, body)
    return prepared.ok ? { ok: true, terms: prepared.value.terms } : prepared
  }
  const form = type === 'note' ? ctx.form(Note, body) : ctx.form(PostponedItem, body)
  return form.ok ? { ok: true, terms: form.value } : form
}

const same = (text: Submitted[string] | undefined, proposed: Submitted[string] | undefined): boolean =>
  proposed !== undefined && String(text).trim() === String(proposed).trim()

/** Stores a form that `readTerms` has read. */
export async function keepProposal(
  ctx: Ctx,
  matter: Matter,
  type: Choice,
  body: Submitted,
  { text }: Terms,
): Promise<AgendaItem> {
  const detail = DETAILS[type]
  const said = Object.entries(body).filter(([name]) => FIELDS.includes(name) || isAnswerName(name))
  // A text that nobody changed is made anew from what it names when it is decided.
  const kept = same(body['text'], body['proposed']) ? { kept: 'ja' } : {}
  const item = await ctx.rows(agendaItems).update(matter.item, {
    proposedType: type,
    proposedText: text,
    proposedDetail: detail === null ? null : String(body[detail] ?? '').trim() || null,
    proposedFields: { ...Object.fromEntries(said.map(([name, value]) => [name, String(value)])), ...kept },
  })
  await noteSet(ctx, matter, type)
  return item
}

async function noteSet(ctx: Ctx, { meeting, item }: Matter, type: Choice | null): Promise<void> {
  await ctx.rows(consentReplies).remove({ itemId: item.id })
  const details = { itemId: item.id, ...(type === null ? {} : { type }) }
  ctx.record(type === null ? 'meeting.proposalReset' : 'meeting.proposalSet', subject(meeting.id), details)
}
const subject = (id: string) => ({ type: 'meeting', id })
