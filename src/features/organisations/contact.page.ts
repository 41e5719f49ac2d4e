import { requestsToSendOn } from '#src/features/answers/reroute-requests.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { BadgeModel, Fact, ListCell } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { listCrumb } from './agency.page.ts'
import { contactsOfBody, type QuestionAt, questionsAt } from './contact.queries.ts'
import { MONTHS_RIGHT, needsCheck } from './contact.rules.ts'
import { stateOf } from './contact-state.ts'
import { type AgencyContact, agencyContacts, type Organisation } from './organisation.entity.ts'
import { organisationPolicy } from './organisation.policy.ts'
import { organisationNames } from './organisation.queries.ts'
import type { Crumb, FormPage } from './register-form.ts'

export interface ContactPage {
  readonly title: string
  readonly fictitious: boolean
  readonly trail: readonly Crumb[]
  readonly href: string
  readonly badge: BadgeModel | null
  /** Why it should be checked; null where it need not be. */
  readonly check: string | null
  readonly facts: readonly Fact[]
  readonly version: number
  readonly mayVerify: boolean
  readonly leave: string | null
  readonly edit: string | null
  /** For those who may change nothing else of it. */
  readonly manager: string | null
  /** How many questions of the actor's wait at a contact that has left and has a successor. */
  readonly toSendOn: number
  readonly questions: readonly (readonly ListCell[])[]
}

export const pathOf = (organisation: Organisation, { id }: AgencyContact): string =>
  `/myndigheter/${organisation.slug}/kontakter/${id}`

/** One contact: whether it is right, who is reminded, and which questions of the actor's circle it was asked. */
export async function contactPage(ctx: Ctx, organisation: Organisation, contact: AgencyContact): Promise<ContactPage> {
  const href = pathOf(organisation, contact)
  const keeps = organisationPolicy.can(ctx.actor, 'keepContact', contact)
  const left = keeps && !contact.active && contact.successorId !== null
  return {
    title: contact.function,
    fictitious: organisation.fictitious,
    trail: trailOf(ctx, organisation, contact.function),
    href,
    badge: stateOf(ctx, contact),
    check: needsCheck(contact, ctx.today) ? whyCheck(ctx, contact) : null,
    facts: await factsOf(ctx, contact),
    version: contact.version,
    mayVerify: keeps && contact.active && contact.verifiedDay !== ctx.today,
    leave: keeps && contact.active ? `${href}/slutat` : null,
    edit: organisationPolicy.can(ctx.actor, 'changeContact', contact) ? `${href}/redigera` : null,
    manager: managerHref(ctx, contact, href),
    toSendOn: left ? (await requestsToSendOn(ctx, contact.id)).length : 0,
    questions: (await questionsAt(ctx, contact.id)).map(question => questionCells(ctx, question)),
  }
}

function managerHref(ctx: Ctx, contact: AgencyContact, href: string): string | null {
  const names = contact.active && organisationPolicy.can(ctx.actor, 'nameManager', contact)
  return names && !organisationPolicy.can(ctx.actor, 'changeContact', contact) ? `${href}/chef` : null
}

export const trailOf = (ctx: Ctx, { name, slug }: Organisation, text: string): Crumb[] => [
  listCrumb(ctx),
  { text: name, href: `/myndigheter/${slug}` },
  { text },
]

const whyCheck = (ctx: Ctx, { verifiedDay }: AgencyContact): string =>
  verifiedDay === null ? ctx.t('contacts.neverVerified') : ctx.t('contacts.oldVerified', { months: MONTHS_RIGHT })

async function factsOf(ctx: Ctx, contact: AgencyContact): Promise<Fact[]> {
  const { day } = dates[ctx.actor.locale]
  const { email, phone, verifiedDay, closedDay, successorId } = contact
  const facts: (Fact | null)[] = [
    { label: ctx.t('organisations.emailShort'), text: email },
    { label: ctx.t('organisations.phoneShort'), text: phone ?? '–' },
    { label: ctx.t('contacts.verified'), text: verifiedDay === null ? ctx.t('contacts.never') : day(verifiedDay) },
    await managerFact(ctx, contact),
    closedDay === null ? null : { label: ctx.t('contacts.leftOn'), text: day(closedDay) },
    await contactFact(ctx, ctx.t('contacts.successor'), successorId),
    ...(await predecessors(ctx, contact)),
  ]
  return facts.filter(fact => fact !== null)
}

async function managerFact(ctx: Ctx, contact: AgencyContact): Promise<Fact> {
  const label = ctx.t('contacts.boss')
  const { managerId, managerFunction, managerEmail } = contact
  const other = await contactFact(ctx, label, managerId)
  if (other !== null) return other
  return managerFunction === null
    ? { label, text: ctx.t('contacts.noManager') }
    : { label, text: managerFunction, note: managerEmail ?? undefined }
}

async function contactFact(ctx: Ctx, label: string, id: string | null): Promise<Fact | null> {
  const contact = id === null ? null : await ctx.rows(agencyContacts).one({ id })
  if (contact === null) return null
  const names = await organisationNames(ctx, [contact.organisationId])
  return { label, text: contact.function, note: names.get(contact.organisationId) }
}

async function predecessors(ctx: Ctx, { id }: AgencyContact): Promise<Fact[]> {
  const before = await ctx.rows(agencyContacts).all({ successorId: id }, { closedDay: 'DESC' })
  return before.map(one => ({ label: ctx.t('contacts.cameAfter'), text: one.function }))
}

function questionCells(ctx: Ctx, question: QuestionAt): ListCell[] {
  const { day } = dates[ctx.actor.locale]
  return [
    { text: question.number, href: `/obesvarade/${question.id}`, note: question.title },
    { text: question.sentDay === null ? '–' : day(question.sentDay) },
    {
      text: ctx.t(`requestState.${question.state}`),
      ...(question.to === null ? {} : { note: wentOn(ctx, question.to) }),
    },
  ]
}
const wentOn = (ctx: Ctx, to: string): string => ctx.t('contacts.wentOn', { to })

/** What “the contact has left” asks: from when, and who comes after. */
export interface LeavingPage extends FormPage {
  readonly others: readonly Option[]
  /** How many questions of the actor's go on. */
  readonly own: string | null
}

export async function leavingPage(
  ctx: Ctx,
  organisation: Organisation,
  contact: AgencyContact,
  form: FormState = emptyForm({ closedDay: ctx.today, version: String(contact.version) }),
): Promise<LeavingPage> {
  const own = await requestsToSendOn(ctx, contact.id)
  return {
    title: ctx.t('contacts.leftTitle', { contact: contact.function }),
    fictitious: organisation.fictitious,
    trail: trailOf(ctx, organisation, ctx.t('contacts.leave')),
    form,
    version: String(form.values['version'] ?? contact.version),
    cancel: pathOf(organisation, contact),
    others: await contactChoices(ctx, contact.organisationId, contact.id),
    own: own.length === 0 ? null : ctx.t('contacts.ownWaiting', { count: own.length }),
  }
}

/** The other contacts of the body, named with their unit. */
export async function contactChoices(ctx: Ctx, organisationId: string, but: string | null): Promise<Option[]> {
  const contacts = (await contactsOfBody(ctx, organisationId)).filter(({ id }) => id !== but)
  const names = await organisationNames(
    ctx,
    contacts.map(contact => contact.organisationId),
  )
  return contacts.map(contact => ({
    value: contact.id,
    label: `${contact.function}, ${names.get(contact.organisationId) ?? ''}`,
  }))
}
