import { In, IsNull, LessThan } from 'typeorm'
import { asInstant, Params } from '#src/db/sql.ts'
import { inCircleOf } from '#src/features/actions/action.queries.ts'
import type { AnswerRequest } from '#src/features/answers/answer.entity.ts'
import { type Day, dayOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { lastRightDay, needsCheck } from './contact.rules.ts'
import { type AgencyContact, agencyContacts, organisations } from './organisation.entity.ts'
import { bodiesOf, withUnits } from './organisation.queries.ts'
import { inSwedish } from './swedish-order.ts'

/** The contacts in use at the body that the organisation is, or is a unit of, and at all its units; in Swedish order. */
export async function contactsOfBody(ctx: Ctx, organisationId: string): Promise<AgencyContact[]> {
  const body = (await bodiesOf(ctx, [organisationId])).get(organisationId) ?? organisationId
  const contacts = await ctx
    .rows(agencyContacts)
    .all({ organisationId: In(await withUnits(ctx, [body])), active: true })
  return contacts.sort((one, other) => inSwedish(one.function, other.function))
}

/** By the slug of its organisation and its id. Throws `NotFound`. */
export async function findContact(ctx: Ctx, slug: string, id: string) {
  const organisation = await ctx.rows(organisations).get({ slug })
  const contact = await ctx.rows(agencyContacts).get({ id, organisationId: organisation.id })
  return { organisation, contact }
}

/** A question that a contact was asked, as its reader may see it. */
export interface QuestionAt {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly state: AnswerRequest['state']
  readonly sentDay: Day | null
  /** Where it went on to; null where it is still the contact's. */
  readonly to: string | null
}
const MOST = 50

/** What a contact was asked in the actor's circle, also what has gone on to another since; the latest first. */
export async function questionsAt(ctx: Ctx, contactId: string): Promise<QuestionAt[]> {
  const p = new Params()
  const id = p.add(contactId)
  const rows = await ctx.sql.select<Omit<QuestionAt, 'sentDay'> & { sentAt: unknown; holder: string }>(
    `SELECT "r"."id", "d"."number", "d"."title", "r"."state", "r"."sent_at" AS "sentAt", "r"."contact_id" AS "holder",
        "k"."function" AS "to"
      FROM "answer_request" "r" JOIN "deficiency" "d" ON "d"."id" = "r"."deficiency_id"
      JOIN "agency_contact" "k" ON "k"."id" = "r"."contact_id"
      WHERE ${inCircleOf(p, ctx.actor, '"r"."deficiency_id"')} AND ("r"."contact_id" = ${id} OR EXISTS (
        SELECT 1 FROM "request_rerouting" "w" WHERE "w"."request_id" = "r"."id" AND "w"."from_contact_id" = ${id}))
      ORDER BY "r"."created_at" DESC, "r"."id" DESC LIMIT ${p.add(MOST)}`,
    p,
  )
  return rows.map(({ sentAt, holder, to, ...row }) => ({
    ...row,
    sentDay: sentAt === null ? null : dayOf(asInstant(sentAt)),
    to: holder === contactId ? null : to,
  }))
}

/** How the register is read: all, those to check, those without a manager, or those who have left. */
export const CONTACT_CHOICES = ['kontrolleras', 'utan-chef', 'slutat'] as const
export type ContactChoice = (typeof CONTACT_CHOICES)[number]

export interface ListedContact extends AgencyContact {
  readonly organisationName: string
  readonly organisationSlug: string
  readonly bodyName: string
  readonly fictitious: boolean
}

/** The contacts of organisations, grouped by the body and its unit, in Swedish order. Given a slug: of that body only. */
export async function listContacts(
  ctx: Ctx,
  choice: ContactChoice | null,
  slug: string | null,
): Promise<ListedContact[]> {
  const all = new Map((await ctx.rows(organisations).all()).map(one => [one.id, one] as const))
  const bodies = await bodiesOf(ctx, [...all.keys()])
  const listed = (await ctx.rows(agencyContacts).all()).flatMap((contact): ListedContact[] => {
    const unit = all.get(contact.organisationId)
    const body = all.get(bodies.get(contact.organisationId) ?? contact.organisationId)
    if (unit === undefined || body === undefined || !(slug === null || slug === body.slug || slug === unit.slug))
      return []
    return [
      {
        ...contact,
        organisationName: unit.name,
        organisationSlug: unit.slug,
        bodyName: body.name,
        fictitious: unit.fictitious,
      },
    ]
  })
  const order = (one: ListedContact, other: ListedContact): number =>
    inSwedish(one.bodyName, other.bodyName) ||
    Number(one.bodyName !== one.organisationName) - Number(other.bodyName !== other.organisationName) ||
    inSwedish(one.organisationName, other.organisationName) ||
    inSwedish(one.function, other.function)
  return listed.filter(contact => isChosen(ctx, contact, choice)).sort(order)
}

function isChosen(ctx: Ctx, contact: AgencyContact, choice: ContactChoice | null): boolean {
  if (choice === 'slutat') return !contact.active
  if (choice === 'kontrolleras') return needsCheck(contact, ctx.today)
  return contact.active && (choice === null || (contact.managerId ?? contact.managerEmail) === null)
}

/** How many contacts should be checked. */
export const contactsToCheck = (ctx: Ctx): Promise<number> =>
  ctx.rows(agencyContacts).count([
    { active: true, verifiedDay: IsNull() },
    { active: true, verifiedDay: LessThan(lastRightDay(ctx.today)) },
  ])
