import { In } from 'typeorm'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import { translate } from '#src/i18n/translate.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AnswerRequest } from './answer.entity.ts'
import { type Asking, askAgency } from './ask-agency.ts'
import { type JointRequest, jointParts, jointRequests } from './joint.entity.ts'
import { headingFor, listOfNames } from './joint.rules.ts'

interface Together {
  /** Those who are asked beside `contactId`, who leads. */
  readonly alsoIds: readonly string[]
  readonly answering: JointRequest['answering']
}

/**
 * Asks several contacts the same question, each by a request of its own that is tied to the others. With nobody beside the
 * first it is an ordinary question. As `askAgency` the caller has authorised it. Gives the requests, whoever leads first.
 */
export async function askTogether(
  ctx: Ctx,
  asking: Asking,
  { alsoIds, answering }: Together,
): Promise<readonly [AnswerRequest, ...AnswerRequest[]]> {
  if (alsoIds.length === 0) return [await askAgency(ctx, asking)]
  const joint = await ctx.rows(jointRequests).insert({ id: ctx.newId(), answering, createdAt: ctx.now })
  const { lead, parties } = await namesFor(ctx, asking.contactId, alsoIds)
  const askOne = async (contactId: string): Promise<AnswerRequest> => {
    const leads = contactId === asking.contactId
    const heading = translate('sv', headingFor(answering, leads), { parties, lead })
    const follows = answering === 'one' && !leads
    const request = await askAgency(ctx, {
      ...asking,
      contactId,
      question: `${heading}\n\n${asking.question}`,
      follows,
    })
    const part = { id: ctx.newId(), jointId: joint.id, requestId: request.id, leads }
    await ctx.rows(jointParts).insert({ ...part, toldAt: null, addition: null, additionAt: null })
    return request
  }
  const requests: [AnswerRequest, ...AnswerRequest[]] = [await askOne(asking.contactId)]
  for (const contactId of alsoIds) requests.push(await askOne(contactId))
  const { id } = asking.deficiency
  const requestIds = requests.map(request => request.id)
  ctx.record(
    'request.joint',
    { type: 'deficiency', id },
    { jointId: joint.id, answering, requestIds, count: requests.length },
  )
  return requests
}

/** The organisations of the contacts by name: of the first, and of all. */
async function namesFor(
  ctx: Ctx,
  leadId: string,
  alsoIds: readonly string[],
): Promise<{ lead: string; parties: string }> {
  const ids = [leadId, ...alsoIds]
  const contacts = await ctx.rows(agencyContacts).all({ id: In(ids) })
  const names = await organisationNames(
    ctx,
    contacts.map(({ organisationId }) => organisationId),
  )
  const listed = ids.map(id => names.get(contacts.find(contact => contact.id === id)?.organisationId ?? '') ?? '')
  return { lead: listed[0] ?? '', parties: listOfNames(listed, translate('sv', 'contacts.and')) }
}
