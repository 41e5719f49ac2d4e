import { keyOf } from '#src/i18n/translate.ts'
import type { EmptyModel, Fact, ListCell, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AgencyContact, agencyContacts, type Organisation, organisations } from './organisation.entity.ts'
import { organisationPolicy } from './organisation.policy.ts'
import { endedBadge } from './organisation-list.page.ts'
import { type Crumb, rowLink } from './register-form.ts'
import { byName, inSwedish } from './swedish-order.ts'

export interface AgencyPage {
  readonly title: string
  readonly fictitious: boolean
  readonly trail: readonly Crumb[]
  readonly facts: readonly Fact[]
  readonly units: readonly Crumb[]
  readonly contacts: TableListModel | null
  readonly noContacts: EmptyModel
  readonly edit: string | null
  readonly addContact: string | null
}

/** An organisation with its units and who answers for it. */
export async function agencyPage(ctx: Ctx, organisation: Organisation): Promise<AgencyPage> {
  const path = `/myndigheter/${organisation.slug}`
  const admin = organisationPolicy.can(ctx.actor, 'changeContact', organisation)
  const adds = organisationPolicy.can(ctx.actor, 'addContact', organisation)
  const addContact = adds ? `${path}/kontakter/ny` : null
  const units = byName(await ctx.rows(organisations).all({ parentId: organisation.id }))
  return {
    title: organisation.name,
    fictitious: organisation.fictitious,
    trail: [listCrumb(ctx), { text: organisation.name }],
    facts: await factsOf(ctx, organisation),
    units: units.map(({ name, slug }) => ({ text: name, href: `/myndigheter/${slug}` })),
    contacts: await contactTable(ctx, organisation, admin ? path : null),
    noContacts: noContacts(ctx, addContact),
    edit: admin ? `/admin/organisationer/${organisation.slug}/redigera` : null,
    addContact,
  }
}

/** Back to the list that the reader has: the administrator's, or everybody's. */
export const listCrumb = (ctx: Ctx): Crumb =>
  organisationPolicy.can(ctx.actor, 'edit', null)
    ? { text: ctx.t('organisations.title'), href: '/admin/organisationer' }
    : { text: ctx.t('organisations.agencies'), href: '/myndigheter' }

const noContacts = (ctx: Ctx, href: string | null): EmptyModel => {
  const title = ctx.t('organisations.noContacts')
  return href === null
    ? { title, text: ctx.t('organisations.noContactsAsk') }
    : {
        title,
        text: ctx.t('organisations.noContactsAdd'),
        action: { href, label: ctx.t('organisations.newContact') },
      }
}

async function factsOf(ctx: Ctx, organisation: Organisation): Promise<Fact[]> {
  const { kind, parentId, validFrom, validTo } = organisation
  const parent = parentId === null ? null : await ctx.rows(organisations).one({ id: parentId })
  const badge = endedBadge(ctx, organisation)
  const facts: (Fact | null)[] = [
    { label: ctx.t('field.kind'), text: ctx.t(keyOf(`organisationKind.${kind}`)), badge },
    parent && { label: ctx.t('field.parentId'), text: parent.name, href: `/myndigheter/${parent.slug}` },
    dayFact(ctx, 'field.validFrom', validFrom),
    dayFact(ctx, 'field.validTo', validTo),
  ]
  return facts.filter(fact => fact !== null)
}

export const dayFact = (ctx: Ctx, key: 'field.validFrom' | 'field.validTo', day: string | null): Fact | null =>
  day === null ? null : { label: ctx.t(key), text: dates[ctx.actor.locale].day(day) }

/** Contacts no longer used are shown to the administrator only, who may bring them back. */
async function contactTable(
  ctx: Ctx,
  organisation: Organisation,
  changeUnder: string | null,
): Promise<TableListModel | null> {
  const all = await ctx.rows(agencyContacts).all({ organisationId: organisation.id })
  const shown = all
    .filter(({ active }) => active || changeUnder !== null)
    .sort((one, other) => inSwedish(one.function, other.function))
  if (shown.length === 0) return null
  const change = changeUnder === null ? [] : [{ label: ctx.t('organisations.choice'), quiet: true }]
  return {
    caption: ctx.t('organisations.contacts'),
    columns: [
      { label: ctx.t('field.function') },
      { label: ctx.t('organisations.emailShort') },
      { label: ctx.t('organisations.phoneShort') },
      ...change,
    ],
    rows: shown.map(contact => contactRow(ctx, contact, changeUnder)),
  }
}

function contactRow(ctx: Ctx, contact: AgencyContact, changeUnder: string | null): ListCell[] {
  const row: ListCell[] = [
    {
      text: contact.function,
      badge: contact.active ? undefined : { text: ctx.t('organisations.inactive'), tone: 'closed' },
    },
    { text: contact.email },
    { text: contact.phone ?? '–' },
  ]
  if (changeUnder === null) return row
  const href = `${changeUnder}/kontakter/${contact.id}/redigera`
  return [...row, rowLink(href, ctx.t('organisations.changeShort'), contact.function)]
}
