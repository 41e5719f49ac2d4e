import {
  circleMembers,
  type Deficiency,
  deficiencies,
  deficiencyThemes,
} from '#src/features/deficiencies/deficiency.entity.ts'
import { type Group, groups } from '#src/features/groups/group.entity.ts'
import { tellReporters } from '#src/features/observations/observation.mails.ts'
import { type Office, offices } from '#src/features/organisations/office.entity.ts'
import { municipalitiesByIds } from '#src/features/organisations/office.queries.ts'
import {
  type AgencyContact,
  agencyContacts,
  type Organisation,
  organisations,
} from '#src/features/organisations/organisation.entity.ts'
import { type AccessLink, accessLinks } from '#src/features/people/access-link.entity.ts'
import { keyOf, translate } from '#src/i18n/translate.ts'
import { addDays } from '#src/kernel/days.ts'
import { enqueueMail, type MailFacts } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Answer, AnswerRequest } from './answer.entity.ts'

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
    dueDay: request.dueDay ?? addDays(ctx.today, request.termDays),
    ...(email === null ? {} : { email }),
    ...(phone === null ? {} : { phone }),
  }
}

export const aboutRequest = ({ id }: AnswerRequest) => ({ type: 'answer_request', id })

/**
 * The address that a link is bound to. A function that is not in use in the register was written by somebody without an
 * account, and her words stand in no letter (J7).
 */
export const addressee = (link: Pick<AccessLink, 'contact'>, { active, function: name }: AgencyContact) => ({
  address: link.contact,
  name: active ? name : null,
})

/** The letter with the link, to the address that the link is bound to. */
export async function mailRequest(
  ctx: Ctx,
  parties: Parties,
  template: 'answers.request' | 'answers.resent' | 'answers.forwarded' = 'answers.request',
): Promise<void> {
  const { request, contact } = parties
  const link = await linkOf(ctx, request)
  const inTray = request.state === 'tray' && request.meetingId !== null
  await enqueueMail(ctx, {
    // Where another party answers for all, the letter leads to what is asked, not to a form.
    template: link.purpose === 'joint' ? 'joint.request' : template,
    to: addressee(link, contact),
    facts: await requestFacts(ctx, parties),
    linkId: link.id,
    about: aboutRequest(request),
    ...(inTray ? { heldByMeetingId: request.meetingId as string } : {}),
  })
}

export const linkOf = (ctx: Ctx, { linkId }: AnswerRequest) => ctx.rows(accessLinks).get({ id: linkId ?? '' })

interface Held {
  readonly heldByMeetingId?: string
}

/** To whoever got the question: no answer is needed any more. */
export const mailWithdrawn = (ctx: Ctx, parties: Parties, options: Held): Promise<void> =>
  mailWord(ctx, parties, 'answers.withdrawn', options)

/** To whoever got the question: what it was asked for is decided anew, and it stands until she hears. */
export const mailReconsidered = (ctx: Ctx, parties: Parties, options: Held): Promise<void> =>
  mailWord(ctx, parties, 'answers.reconsidered', options)

async function mailWord(ctx: Ctx, parties: Parties, template: string, options: Held): Promise<void> {
  const link = await linkOf(ctx, parties.request)
  await enqueueMail(ctx, {
    template,
    to: addressee(link, parties.contact),
    facts: await requestFacts(ctx, parties),
    about: aboutRequest(parties.request),
    ...options,
  })
}

/** An answer is in: a receipt to the address it was asked at, a word to whoever asked, and to the ombud who reported. */
export async function mailAnswer(ctx: Ctx, parties: Parties, answer: Answer): Promise<void> {
  const { request, deficiency, contact } = parties
  const link = await linkOf(ctx, request)
  const facts = {
    ...(await requestFacts(ctx, parties)),
    answerKind: wordOf(`answerKind.${answer.kind}`),
    day: ctx.today,
  }
  const about = aboutRequest(request)
  const to = addressee(link, contact)
  await enqueueMail(ctx, { template: 'answers.receipt', to, facts, linkId: link.id, about })
  const { name, email } = askerOf(parties)
  if (email !== null)
    await enqueueMail(ctx, {
      template: 'answers.received',
      to: { address: email, name },
      facts,
      path: `/systemfel/${deficiency.number}`,
      about,
    })
  await tellReporters(ctx, deficiency, 'answers.told', facts, { sourceId: answer.id })
}
