import { In } from 'typeorm'
import { periodsAsked, ratesFor } from '#src/features/answers/rate.queries.ts'
import { rateTable } from '#src/features/answers/rate-table.ts'
import { ALL_QUESTIONS, readPeriod } from '#src/features/answers/unanswered.rules.ts'
import { halfYearText } from '#src/features/deficiencies/choice-texts.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { circleOf } from '#src/kernel/actor.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { EmptyModel, Fact, ListCell, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { stateOf, verifiedText } from './contact-state.ts'
import { type AgencyContact, agencyContacts, type Organisation, organisations } from './organisation.entity.ts'
import { organisationPolicy } from './organisation.policy.ts'
import { withUnits } from './organisation.queries.ts'
import { endedBadge } from './organisation-list.page.ts'
import { type Crumb, rowLink } from './register-form.ts'
import { byName, inSwedish } from './swedish-order.ts'

interface Answering {
  readonly form: FormState
  readonly periods: readonly Option[]
  readonly table: TableListModel | null
}
export interface AgencyPage {
  readonly title: string
  readonly slug: string
  readonly fictitious: boolean
  readonly trail: readonly Crumb[]
  readonly facts: readonly Fact[]
  readonly units: readonly Crumb[]
  readonly contacts: TableListModel | null
  /** The contacts of its units, a table for each that has any. */
  readonly unitContacts: readonly TableListModel[]
  readonly noContacts: EmptyModel
  /** How it and its units answer; null for those who have no circle. */
  readonly answering: Answering | null
  readonly edit: string | null
  readonly addContact: string | null
}

/** An organisation with its units and who answers for it. */
export async function agencyPage(ctx: Ctx, organisation: Organisation, period = ''): Promise<AgencyPage> {
  const path = `/myndigheter/${organisation.slug}`
  const admin = organisationPolicy.can(ctx.actor, 'changeContact', organisation)
  const adds = organisationPolicy.can(ctx.actor, 'addContact', organisation)
  const addContact = adds ? `${path}/kontakter/ny` : null
  const may = { keeps: organisationPolicy.can(ctx.actor, 'keepContact', organisation), edits: admin }
  const units = byName(await ctx.rows(organisations).all({ parentId: organisation.id }))
  return {
    title: organisation.name,
    slug: organisation.slug,
    fictitious: organisation.fictitious,
    trail: [listCrumb(ctx), { text: organisation.name }],
    facts: await factsOf(ctx, organisation),
    units: units.map(({ name, slug }) => ({ text: name, href: `/myndigheter/${slug}` })),
    contacts: await contactTable(ctx, organisation, may),
    unitContacts: await unitTables(ctx, organisation, may),
    noContacts: noContacts(ctx, addContact),
    answering: await answeringOf(ctx, organisation, period),
    edit: admin ? `/admin/organisationer/${organisation.slug}/redigera` : null,
    addContact,
  }
}

async function answeringOf(ctx: Ctx, { id }: Organisation, period: string): Promise<Answering | null> {
  if (circleOf(ctx.actor).length === 0) return null
  const ids = await withUnits(ctx, [id])
  const rates = await ratesFor(ctx, ALL_QUESTIONS, readPeriod({ period }))
  return {
    form: emptyForm({ period }),
    periods: (await periodsAsked(ctx)).map(value => ({ value, label: halfYearText(ctx, value) })),
    table: rateTable(
      ctx,
      rates.filter(({ organisationId }) => ids.includes(organisationId)),
    ),
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

/** Those who have left are shown to whoever keeps contacts, those that are used no more to the administrator. Those of a unit stand under its name, which is given. */
async function contactTable(
  ctx: Ctx,
  organisation: Organisation,
  { keeps, edits, unit }: { keeps: boolean; edits: boolean; unit?: string },
): Promise<TableListModel | null> {
  const all = await ctx.rows(agencyContacts).all({ organisationId: organisation.id })
  const shown = all
    .filter(({ active, closedDay }) => active || edits || (keeps && closedDay !== null))
    .sort((one, other) => Number(other.active) - Number(one.active) || inSwedish(one.function, other.function))
  if (shown.length === 0) return null
  const change = edits ? [{ label: ctx.t('organisations.choice'), quiet: true }] : []
  return {
    caption: unit ?? ctx.t('organisations.contacts'),
    captionShown: unit !== undefined,
    columns: [
      { label: ctx.t('field.function') },
      { label: ctx.t('organisations.emailShort') },
      { label: ctx.t('organisations.phoneShort') },
      { label: ctx.t('contacts.verified') },
      ...change,
    ],
    rows: shown.map(contact => contactRow(ctx, contact, `/myndigheter/${organisation.slug}/kontakter`, edits)),
  }
}

function contactRow(ctx: Ctx, contact: AgencyContact, under: string, edits: boolean): ListCell[] {
  const href = `${under}/${contact.id}`
  const row: ListCell[] = [
    { text: contact.function, href, badge: stateOf(ctx, contact) ?? undefined },
    { text: contact.email },
    { text: contact.phone ?? '–' },
    { text: verifiedText(ctx, contact) },
  ]
  if (!edits) return row
  return [...row, rowLink(`${href}/redigera`, ctx.t('organisations.changeShort'), contact.function)]
}

/** The contacts of every unit under the organisation, unit by unit. */
async function unitTables(ctx: Ctx, organisation: Organisation, may: { keeps: boolean; edits: boolean }) {
  const ids = (await withUnits(ctx, [organisation.id])).filter(id => id !== organisation.id)
  const units = ids.length === 0 ? [] : byName(await ctx.rows(organisations).all({ id: In(ids) }))
  const tables: TableListModel[] = []
  for (const unit of units) {
    const table = await contactTable(ctx, unit, { ...may, unit: unit.name })
    if (table !== null) tables.push(table)
  }
  return tables
}
