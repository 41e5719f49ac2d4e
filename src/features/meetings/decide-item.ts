import { z } from 'zod'
import { correctedBy, replaceDecision } from '#src/features/decisions/replace-decision.ts'
import { changeState } from '#src/features/deficiencies/change-state.ts'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { lifecycle } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { tellReporters } from '#src/features/observations/observation.mails.ts'
import { indexDecision } from '#src/features/search/findable.ts'
import { yearOf } from '#src/kernel/days.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { type Faulty, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { DECISION_TYPES, type Decision, type DecisionType, decisions } from './decision.entity.ts'
import { Base, type Prepared, type Terms } from './decision-kind.ts'
import { KINDS } from './decision-kinds.ts'
import { type DeficiencyMatter, hasDeficiency, type Matter } from './matter.ts'
import { agendaItems, CHOICES, type Choice } from './meeting.entity.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { nextOpenAgendaOf } from './meeting.queries.ts'
import { copyFreeItem, numberAgenda } from './place-on-agenda.ts'
import { inSwedish, paragraphLabel, swedishDay } from './wording.ts'

export { CHOICES, type Choice }

/** What may be decided on an item. A note settles free items, what was taken directly, and what has been closed since. */
export function choicesFor({ item, deficiency }: Matter): Choice[] {
  if (deficiency === null) return ['note', 'postpone']
  const open = DECISION_TYPES.filter(type => lifecycle.allows(deficiency.state, type, ['convener']))
  return open.length === 0 || item.why === 'taken_directly' ? [...open, 'note'] : open
}

/**
 * Decides an item of a running meeting: its § number, its rows and the systemfel's next state are there at once, its
 * mails wait in the tray. Gives the form back when something is wrong with it. Throws `Conflict` when the item is
 * decided already.
 */
export async function decideItem(ctx: Ctx, matter: Matter, choice: Choice, body: Submitted): Promise<Faulty | null> {
  const { meeting, item } = matter
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  meetingLifecycle.next(meeting.state, 'decide')
  if (item.paragraph !== null) throw new Conflict('meetings.decidedAlready')
  if (!choicesFor(matter).includes(choice)) throw new Conflict('errors.notFromHere')
  if (choice === 'note') return noteItem(ctx, matter, body)
  if (!hasDeficiency(matter)) return postponeFreeItem(ctx, matter, body)
  const prepared = await KINDS[choice].prepare(ctx, matter, body)
  if (!prepared.ok) return prepared
  await settle(ctx, matter, choice, prepared.value)
  return null
}

async function settle(ctx: Ctx, matter: DeficiencyMatter, type: DecisionType, prepared: Prepared): Promise<void> {
  const { id } = matter.deficiency
  const deficiency = await ctx.rows(deficiencies).hold({ id })
  const decision = await keepDecision(ctx, matter, type, prepared.terms)
  if (decision.correctsId !== null) await replaceDecision(ctx, decision.correctsId, decision)
  await prepared.carryOut(decision)
  const after = await changeState(ctx, await ctx.rows(deficiencies).get({ id }), type)
  const { paragraph, year, meetingId, dueDay } = decision
  const what = { decisionId: decision.id, type, paragraph, year, dueDay }
  const where = { meetingId, groupId: matter.meeting.groupId, from: deficiency.state, to: after.state }
  ctx.record('decision.made', { type: 'deficiency', id }, { ...what, ...where })
  await tell(ctx, matter, decision)
}

async function keepDecision(ctx: Ctx, matter: Matter, type: DecisionType, terms: Terms): Promise<Decision> {
  const { paragraph, year } = await takeParagraph(ctx, matter)
  const decision = await ctx.rows(decisions).insert({
    id: ctx.newId(),
    meetingId: matter.meeting.id,
    agendaItemId: matter.item.id,
    deficiencyId: matter.deficiency?.id ?? null,
    type,
    text: terms.text,
    reason: terms.reason ?? null,
    organisationId: terms.organisationId ?? null,
    officeId: terms.officeId ?? null,
    dueDay: terms.dueDay ?? null,
    paragraph,
    year,
    at: ctx.now,
    acceptedBy: terms.acceptedBy ?? null,
    correctsId: correctedBy(matter.item, type),
  })
  await indexDecision(ctx, decision)
  return decision
}

/** The next § of the group's year: two meetings of one group cannot both take it. */
async function takeParagraph(
  ctx: Ctx,
  { meeting, item }: Matter,
  note = item.note,
): Promise<{ paragraph: number; year: number }> {
  const year = yearOf(meeting.day)
  const paragraph = await ctx.nextNumber(`§ ${meeting.groupId} ${year}`)
  await ctx.rows(agendaItems).update(item, { paragraph, note })
  return { paragraph, year }
}

/** Those who reported are told when the notes are done. A request's due day counts from its sending, so it is left out. */
async function tell(ctx: Ctx, { meeting, deficiency }: DeficiencyMatter, decision: Decision): Promise<void> {
  const { type, paragraph, year, dueDay } = decision
  const due = dueDay === null || type === 'ask' ? {} : { dueDay: swedishDay(dueDay) }
  const facts = {
    group: meeting.group.name,
    day: swedishDay(meeting.day),
    decision: inSwedish(`decision.${type}`),
    paragraph: paragraphLabel(paragraph, year),
    ...due,
  }
  const when = { heldByMeetingId: meeting.id, sourceId: decision.id }
  await tellReporters(ctx, deficiency, templateOf(type, 'dueDay' in due), facts, when)
}

const templateOf = (type: DecisionType, hasDue: boolean): string => {
  if (type === 'close') return 'meetings.closed'
  return hasDue ? 'meetings.decidedDue' : 'meetings.decided'
}

export const Note = z.object({ item: Base.item, text: Base.text })

async function noteItem(ctx: Ctx, matter: Matter, body: Submitted): Promise<Faulty | null> {
  const form = ctx.form(Note, body)
  if (!form.ok) return form
  const { paragraph, year } = await takeParagraph(ctx, matter, form.value.text)
  const { meeting, item, deficiency } = matter
  const details = { meetingId: meeting.id, groupId: meeting.groupId, itemId: item.id, paragraph, year }
  if (deficiency === null) ctx.record('meeting.noted', { type: 'meeting', id: meeting.id }, details)
  else ctx.record('deficiency.noted', subjectOf(deficiency), details)
  return null
}

export const PostponedItem = z.object({ ...Base, reason: field.optionalFormal(1000) })

async function postponeFreeItem(ctx: Ctx, matter: Matter, body: Submitted): Promise<Faulty | null> {
  const form = ctx.form(PostponedItem, body)
  if (!form.ok) return form
  const { meeting, item } = matter
  const { id, paragraph, year } = await keepDecision(ctx, matter, 'postpone', form.value)
  const next = await nextOpenAgendaOf(ctx, meeting.groupId)
  if (next !== null) {
    await copyFreeItem(ctx, { ...item, day: meeting.day }, next)
    await numberAgenda(ctx, next)
  }
  ctx.record(
    'meeting.itemPostponed',
    { type: 'meeting', id: meeting.id },
    { decisionId: id, itemId: item.id, paragraph, year },
  )
  return null
}

const subjectOf = ({ id }: Deficiency) => ({ type: 'deficiency', id })
