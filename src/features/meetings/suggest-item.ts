import { In } from 'typeorm'
import { z } from 'zod'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { isOpen } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { grants } from '#src/features/people/grant.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { type FieldErrors, field } from '#src/kernel/forms.ts'
import { enqueueMail } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { agendaSuggestions } from './agenda.entity.ts'
import { takesSuggestions } from './agenda-time.rules.ts'
import { inCircle } from './arrange-agenda.ts'
import { agendaItems } from './meeting.entity.ts'
import { meetingPolicy } from './meeting.policy.ts'
import type { MeetingInGroup } from './meeting.queries.ts'
import { swedishDay } from './wording.ts'

export const SuggestionForm = z.object({
  number: z.string().trim().toUpperCase().optional().default(''),
  title: field.optionalFormal(200),
  reason: field.formal(1000, 'agenda.giveReason'),
})
type Suggestion = z.output<typeof SuggestionForm>

/**
 * A member wants something on the agenda: a systemfel of the group's, or something else under a title. Gives what is
 * wrong, or null. Throws `Conflict` from nine days before the meeting on.
 */
export async function suggestItem(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { number, title, reason }: Suggestion,
): Promise<FieldErrors | null> {
  meetingPolicy.authorize(ctx.actor, 'suggest', meeting)
  if (!takesSuggestions(meeting, ctx.today)) throw new Conflict('agenda.tooLate')
  const deficiency = number === '' ? null : await inCircle(ctx, number, meeting.groupId)
  const errors = number === '' ? titleErrors(title) : await numberErrors(ctx, meeting, deficiency)
  if (errors !== null) return errors
  const { groupId, id: meetingId } = meeting
  const speaksFor = ctx.actor.grants.find(grant => grant.role === 'member' && grant.groupId === groupId)
  const { id } = await ctx.rows(agendaSuggestions).insert({
    id: ctx.newId(),
    meetingId,
    personId: ctx.actor.id,
    organisationId: speaksFor?.organisationId ?? null,
    deficiencyId: deficiency?.id ?? null,
    title: deficiency?.title ?? title ?? '',
    reason,
    state: 'open',
    declined: null,
    createdAt: ctx.now,
    answeredAt: null,
    version: 1,
  })
  await tellConveners(ctx, meeting)
  ctx.record('meeting.itemSuggested', { type: 'meeting', id: meetingId }, { suggestionId: id, groupId })
  return null
}

/** Facts only (J7): what is suggested, and by whom, is read on the page. */
async function tellConveners(ctx: Ctx, { id, groupId, group, day, time }: MeetingInGroup): Promise<void> {
  const granted = await ctx.rows(grants).all({ groupId, role: 'convener' })
  const ids = [...new Set(granted.map(({ personId }) => personId))].filter(personId => personId !== ctx.actor.id)
  const conveners = await ctx.rows(people).all({ id: In(ids), state: 'active' }, { id: 'ASC' })
  for (const { email, name } of conveners)
    await enqueueMail(ctx, {
      template: 'agenda.suggested',
      to: { address: email, name },
      facts: { group: group.name, day: swedishDay(day), time: time.replace(':', '.') },
      path: `/moten/${id}/forslag`,
      about: { type: 'meeting', id },
    })
}

const titleErrors = (title: string | null): FieldErrors | null =>
  title === null ? { title: ['agenda.titleOrNumber'] } : null

async function numberErrors(
  ctx: Ctx,
  { id: meetingId }: MeetingInGroup,
  deficiency: Deficiency | null,
): Promise<FieldErrors | null> {
  if (deficiency === null) return { number: ['meetings.noSuchNumber'] }
  if (!isOpen(deficiency.state)) return { number: ['meetings.isClosed'] }
  const standing = await ctx.rows(agendaItems).count({ meetingId, deficiencyId: deficiency.id })
  return standing > 0 ? { number: ['meetings.onAgendaAlready'] } : null
}
