import { In } from 'typeorm'
import { type AgencyContact, agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Answer, type AnswerRequest, answerRequests, answers } from './answer.entity.ts'
import { type JointPart, type JointRequest, jointParts, jointRequests } from './joint.entity.ts'
import { listOfNames } from './joint.rules.ts'

/** One of those who were asked together. */
export interface JointParty {
  readonly part: JointPart
  readonly request: AnswerRequest
  readonly contact: AgencyContact
  readonly organisation: string
  readonly answer: Answer | null
}
/** A question to several, with whoever leads first. */
export interface Joint extends JointRequest {
  readonly parties: readonly JointParty[]
  readonly lead: JointParty
}

/** The joint question that a request is a part of; null for any other. The caller has shown that its reader may see it. */
export async function jointOf(ctx: Ctx, requestId: string): Promise<Joint | null> {
  const part = await ctx.rows(jointParts).one({ requestId })
  return part === null ? null : jointById(ctx, part.jointId)
}

async function jointById(ctx: Ctx, id: string): Promise<Joint> {
  const joint = await ctx.rows(jointRequests).get({ id })
  const parts = await ctx.rows(jointParts).all({ jointId: id }, { leads: 'DESC', id: 'ASC' })
  const requestIds = In(parts.map(({ requestId }) => requestId))
  const requests = await ctx.rows(answerRequests).all({ id: requestIds })
  const given = await ctx.rows(answers).all({ requestId: requestIds })
  const contacts = await ctx.rows(agencyContacts).all({ id: In(requests.map(({ contactId }) => contactId)) })
  const names = await organisationNames(
    ctx,
    contacts.map(({ organisationId }) => organisationId),
  )
  const parties = parts.flatMap((part): JointParty[] => {
    const request = requests.find(({ id: requestId }) => requestId === part.requestId)
    const contact = contacts.find(({ id: contactId }) => contactId === request?.contactId)
    if (request === undefined || contact === undefined) return []
    const answer = given.find(({ requestId }) => requestId === request.id) ?? null
    return [{ part, request, contact, answer, organisation: names.get(contact.organisationId) ?? '' }]
  })
  return { ...joint, parties, lead: parties[0] as JointParty }
}

/** The joint questions of a systemfel. */
export async function jointsOf(ctx: Ctx, deficiencyId: string): Promise<Joint[]> {
  const rows = await ctx.sql.select<{ id: string }>(
    `SELECT DISTINCT "p"."joint_id" AS "id" FROM "joint_part" "p" JOIN "answer_request" "r" ON "r"."id" = "p"."request_id"
     WHERE "r"."deficiency_id" = $1 ORDER BY "p"."joint_id"`,
    [deficiencyId],
  )
  const joints: Joint[] = []
  for (const { id } of rows) joints.push(await jointById(ctx, id))
  return joints
}

/** "Gemensam fråga till A och B", in the reader's language, by the requests that are part of one. */
export async function jointLines(ctx: Ctx, requestIds: readonly string[]): Promise<Map<string, string>> {
  const own = await ctx.rows(jointParts).all({ requestId: In([...requestIds]) })
  const lines = new Map<string, string>()
  for (const { jointId, requestId } of own) {
    const { parties } = await jointById(ctx, jointId)
    lines.set(requestId, ctx.t('contacts.joint', { parties: namesOf(ctx, parties) }))
  }
  return lines
}

/** Their organisations: "A, B och C". */
export const namesOf = (ctx: Ctx, parties: readonly JointParty[]): string =>
  listOfNames(
    parties.map(({ organisation }) => organisation),
    ctx.t('contacts.and'),
  )
