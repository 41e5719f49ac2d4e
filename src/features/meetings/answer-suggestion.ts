import { z } from 'zod'
import { deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { livingByNumber } from '#src/features/links/link.queries.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import { people } from '#src/features/people/person.entity.ts'
import { dayOf } from '#src/kernel/days.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import { enqueueMail } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AgendaSuggestion, agendaSuggestions } from './agenda.entity.ts'
import { suggestedFacts } from './agenda.rules.ts'
import { FREE_SECTIONS, mayArrange } from './arrange-agenda.ts'
import { decisions } from './decision.entity.ts'
import type { AgendaItem } from './meeting.entity.ts'
import { meetingPolicy } from './meeting.policy.ts'
import type { MeetingInGroup } from './meeting.queries.ts'
import { addItem, numberAgenda, placeOnAgenda } from './place-on-agenda.ts'
import { swedishDay } from './wording.ts'

export const TakeUpForm = z.object({
  suggestion: field.id('errors.form'),
  version: field.version(),
  section: field.optionalChoice(FREE_SECTIONS),
})
export const DeclineForm = z.object({
  suggestion: field.id('errors.form'),
  version: field.version(),
  declined: field.formal(1000, 'agenda.giveReason'),
})

/** Puts what a member suggested on the agenda and tells her. Throws `Conflict` when it is answered, or the agenda locked. */
export async function takeUp(
  ctx: Ctx,
  meeting: MeetingInGroup,
  suggestion: AgendaSuggestion,
  { version, section }: z.output<typeof TakeUpForm>,
): Promise<void> {
  mayArrange(ctx, meeting)
  await answer(ctx, suggestion, version, { state: 'taken' })
  const names = await organisationNames(ctx, suggestion.organisationId === null ? [] : [suggestion.organisationId])
  const facts = suggestedFacts({ organisation: [...names.values()][0] ?? '', day: dayOf(suggestion.createdAt) })
  if (suggestion.deficiencyId === null) await addFree(ctx, meeting, suggestion, facts, section ?? 'other')
  else await placeDeficiency(ctx, meeting, suggestion.deficiencyId, facts)
  await tell(ctx, meeting, suggestion, 'taken')
}

/** Says why it is not taken up. Also of a locked agenda, which does not change by it. */
export async function decline(
  ctx: Ctx,
  meeting: MeetingInGroup,
  suggestion: AgendaSuggestion,
  { version, declined }: z.output<typeof DeclineForm>,
): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  await answer(ctx, suggestion, version, { state: 'declined', declined })
  await tell(ctx, meeting, suggestion, 'declined')
}

async function answer(
  ctx: Ctx,
  suggestion: AgendaSuggestion,
  version: number,
  changes: Partial<AgendaSuggestion>,
): Promise<void> {
  if (suggestion.state !== 'open') throw new Conflict('agenda.answered')
  await ctx.rows(agendaSuggestions).update({ ...suggestion, version }, { ...changes, answeredAt: ctx.now })
}

type Facts = AgendaItem['whyFacts']

async function addFree(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { title }: AgendaSuggestion,
  whyFacts: Facts,
  section: AgendaItem['section'],
): Promise<void> {
  await addItem(ctx, meeting, { deficiencyId: null, title, section, why: 'proposed', whyFacts })
  await numberAgenda(ctx, meeting)
}

/** Of one that was merged meanwhile, the one it lives on in. One that stands there already keeps its place. */
async function placeDeficiency(ctx: Ctx, meeting: MeetingInGroup, id: string, facts: Facts): Promise<void> {
  const { number } = await deficiencyById(ctx, id)
  const living = (await livingByNumber(ctx, number)) ?? (await deficiencyById(ctx, id))
  const decided = await ctx.rows(decisions).count({ deficiencyId: living.id })
  await placeOnAgenda(ctx, living, meeting, 'proposed', facts, decided > 0 ? 'follow_up' : 'new')
}

async function tell(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { id, personId }: AgendaSuggestion,
  what: 'taken' | 'declined',
): Promise<void> {
  const { email, name } = await ctx.rows(people).get({ id: personId })
  await enqueueMail(ctx, {
    template: `agenda.${what}`,
    to: { address: email, name },
    facts: { group: meeting.group.name, day: swedishDay(meeting.day), time: meeting.time.replace(':', '.') },
    path: `/moten/${meeting.id}/forslag`,
    about: { type: 'meeting', id: meeting.id },
  })
  const action = what === 'taken' ? 'meeting.suggestionTaken' : 'meeting.suggestionDeclined'
  ctx.record(action, { type: 'meeting', id: meeting.id }, { suggestionId: id, groupId: meeting.groupId })
}
