import { deficiencyPolicy } from '#src/features/deficiencies/deficiency.policy.ts'
import type { PlannedMeeting } from '#src/features/deficiencies/deficiency.queries.ts'
import { letIn } from '#src/features/deficiencies/let-group-in.ts'
import { meetingsFor } from '#src/features/deficiencies/put-on-agenda.ts'
import { answerFacts } from '#src/features/meetings/agenda.rules.ts'
import { placeOnAgenda } from '#src/features/meetings/place-on-agenda.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import { inGroup } from '#src/kernel/actor.ts'
import { dayOf } from '#src/kernel/days.ts'
import { Conflict } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Answer, answers } from './answer.entity.ts'
import { partiesOf } from './answer.mails.ts'
import type { FoundRequest } from './find-request.ts'
import { latestAnswer, referredContacts } from './referred.queries.ts'

/** An answer that names another organisation, and what can be done about it. */
export interface OtherBody {
  readonly name: string
  /** It can be asked: it is in the register with a contact. */
  readonly asked: boolean
  /** The next agenda that the convener may put it on; null where there is none, or where it stands already. */
  readonly meeting: PlannedMeeting | null
}

/** Null unless the latest answer about the systemfel is this request's and says that it is somebody else's. */
export async function otherBodyOf(ctx: Ctx, { request, deficiency }: FoundRequest): Promise<OtherBody | null> {
  const latest = await latestAnswer(ctx, deficiency.id)
  if (latest === null || latest.requestId !== request.id || latest.kind !== 'not_ours') return null
  const asked = (await referredContacts(ctx, deficiency.id)).length > 0
  const leads = request.groupId === null || inGroup(ctx.actor, request.groupId, 'convener')
  const may = asked && leads && deficiencyPolicy.can(ctx.actor, 'place', deficiency)
  return { name: latest.otherBody ?? '', asked, meeting: may ? await nextMeeting(ctx, { request, deficiency }) : null }
}

/** Of the group that asked; of what an office asked, of any group of the actor's. */
async function nextMeeting(ctx: Ctx, { request, deficiency }: FoundRequest): Promise<PlannedMeeting | null> {
  const coming = await meetingsFor(ctx, deficiency)
  const own = coming.filter(({ groupId }) => inGroup(ctx.actor, groupId, 'convener'))
  return own.find(({ groupId }) => request.groupId === null || groupId === request.groupId) ?? null
}

/**
 * Puts the systemfel on the group's next agenda, where the rules propose to ask the organisation that the answer names: the
 * group decides. Throws `Conflict` when there is no agenda to put it on.
 */
export async function proposeOtherBody(ctx: Ctx, found: FoundRequest): Promise<PlannedMeeting> {
  const { request, deficiency } = found
  deficiencyPolicy.authorize(ctx.actor, 'place', deficiency)
  const meeting = (await otherBodyOf(ctx, found))?.meeting ?? null
  if (meeting === null) throw new Conflict('answerActs.noAgenda')
  await letIn(ctx, deficiency, meeting.groupId)
  const answer = await ctx.rows(answers).get({ requestId: request.id })
  await placeOnAgenda(ctx, deficiency, meeting, 'answer_in', await reasonOf(ctx, found, answer), 'answers')
  return meeting
}

async function reasonOf(ctx: Ctx, { request }: FoundRequest, answer: Answer) {
  const { organisation } = await partiesOf(ctx, request)
  const named = answer.otherOrganisationId === null ? [] : [answer.otherOrganisationId]
  const [other = null] = (await organisationNames(ctx, named)).values()
  return answerFacts({ organisation: organisation.name, day: dayOf(answer.receivedAt), other })
}
