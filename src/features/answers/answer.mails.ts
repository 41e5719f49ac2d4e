import {
  circleMembers,
  type Deficiency,
  deficiencies,
  deficiencyThemes,
} from '#src/features/deficiencies/deficiency.entity.ts'
import { type Group, groups } from '#src/features/groups/group.entity.ts'
import { type Office, offices } from '#src/features/organisations/office.entity.ts'
import { municipalitiesByIds } from '#src/features/organisations/office.queries.ts'
import {
  type AgencyContact,
  agencyContacts,
  type Organisation,
  organisations,
} from '#src/features/organisations/organisation.entity.ts'
import { keyOf, translate } from '#src/i18n/translate.ts'
import { enqueueMail, type MailFacts } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AnswerRequest } from './answer.entity.ts'

/** Everything that a request's mails and pages name. */
export interface Parties {
  readonly request: AnswerRequest
  readonly deficiency: Deficiency
  readonly office: Office
  readonly group: Group | null
  readonly contact: AgencyContact
  readonly organisation: Organisation
}

export async function partiesOf(ctx: Ctx, request: AnswerRequest): Promise<Parties> {
  const contact = await ctx.rows(agencyContacts).get({ id: request.contactId })
  return {
    request,
    deficiency: await ctx.rows(deficiencies).get({ id: request.deficiencyId }),
    office: await ctx.rows(offices).get({ id: request.officeId }),
    group: request.groupId === null ? null : await ctx.rows(groups).get({ id: request.groupId }),
    contact,
    organisation: await ctx.rows(organisations).get({ id: contact.organisationId }),
  }
}

/** Who asks, by name and function address: the group, or the office between meetings. */
export const askerOf = ({ group, office }: Pick<Parties, 'group' | 'office'>) => ({
  name: group?.name ?? office.name,
  email: group?.email ?? office.email,
  phone: office.phone,
})

const wordOf = (key: string): string => translate('sv', keyOf(key))

/** What a request's mails say: structured facts only (J7). Mails are Swedish. */
export async function requestFacts(ctx: Ctx, parties: Parties): Promise<MailFacts> {
  const { request, deficiency, office, organisation } = parties
  const { name, email, phone } = askerOf(parties)
  const themes = await ctx.rows(deficiencyThemes).all({ deficiencyId: deficiency.id }, { theme: 'ASC' })
  const met = await ctx.rows(circleMembers).all({ deficiencyId: deficiency.id, kind: 'municipality' })
  const places = await municipalitiesByIds(
    ctx,
    met.map(({ memberId }) => memberId),
  )
  return {
    reference: deficiency.number,
    group: name,
    office: office.name,
    municipality: places.map(place => place.name).join(', ') || '–',
    organisation: organisation.name,
    level: wordOf(`level.${deficiency.level}`),
    theme: themes.map(({ theme }) => wordOf(`theme.${theme}`)).join(', ') || '–',
    ...(request.dueDay === null ? {} : { dueDay: request.dueDay }),
    ...(email === null ? {} : { email }),
    ...(phone === null ? {} : { phone }),
  }
}

/** The letter with the link, to the address that the link is bound to. */
export async function mailRequest(
  ctx: Ctx,
  parties: Parties,
  template = 'answers.request',
  dueDay?: string,
): Promise<void> {
  const { request, contact } = parties
  if (request.linkId === null) throw new Error('A request is mailed with a link.')
  const facts = await requestFacts(ctx, parties)
  await enqueueMail(ctx, {
    template,
    to: { address: contact.email, name: contact.function },
    facts: dueDay === undefined ? facts : { ...facts, dueDay },
    linkId: request.linkId,
    about: { type: 'answer_request', id: request.id },
    ...(request.state === 'tray' && request.meetingId !== null ? { heldByMeetingId: request.meetingId } : {}),
  })
}
