import { keyOf } from '#src/i18n/translate.ts'
import type { Fact, ListCell, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { RegisterListPage } from './municipality.page.ts'
import { type Office, type OfficeEmployer, officeEmployers, offices } from './office.entity.ts'
import { coveredNames, municipalitiesOf } from './office.queries.ts'
import { isValidOn, organisationNames } from './organisation.queries.ts'
import { registerLinks } from './organisation-list.page.ts'
import { type Crumb, rowLink } from './register-form.ts'
import { byName } from './swedish-order.ts'

export const OFFICES = '/admin/verksamheter'

export interface OfficePage {
  readonly title: string
  readonly fictitious: boolean
  readonly trail: readonly Crumb[]
  readonly facts: readonly Fact[]
  readonly employers: TableListModel | null
  readonly edit: string
  readonly addEmployer: string
}

export async function officeListPage(ctx: Ctx): Promise<RegisterListPage> {
  const all = byName(await ctx.rows(offices).all())
  const title = ctx.t('organisations.offices')
  return {
    title,
    intro: ctx.t('organisations.officesIntro'),
    fictitious: all.some(({ fictitious }) => fictitious),
    links: registerLinks(ctx, OFFICES),
    add: { href: `${OFFICES}/ny`, label: ctx.t('organisations.newOffice') },
    empty: { title: ctx.t('organisations.noOffices'), text: ctx.t('organisations.noOfficesText') },
    table: all.length === 0 ? null : await officeTable(ctx, title, all),
  }
}

async function officeTable(ctx: Ctx, caption: string, all: readonly Office[]): Promise<TableListModel> {
  const covered = await coveredNames(
    ctx,
    all.map(({ id }) => id),
  )
  return {
    caption,
    columns: [
      { label: ctx.t('organisations.office') },
      { label: ctx.t('organisations.covers') },
      { label: ctx.t('field.providerKind') },
    ],
    rows: all.map(office => officeRow(ctx, office, covered.get(office.id) ?? [])),
  }
}

const officeRow = (
  ctx: Ctx,
  { name, slug, providerKind, fictitious }: Office,
  covered: readonly string[],
): ListCell[] => [
  { text: name, href: `${OFFICES}/${slug}`, note: fictitious ? ctx.t('web.fictitious') : undefined },
  { text: covered.join(', ') || '–' },
  { text: ctx.t(keyOf(`provider.${providerKind}`)) },
]

/** An office with what it covers and who employs it. */
export async function officePage(ctx: Ctx, office: Office): Promise<OfficePage> {
  const path = `${OFFICES}/${office.slug}`
  const covered = await municipalitiesOf(ctx, office.id)
  return {
    title: office.name,
    fictitious: office.fictitious,
    trail: [{ text: ctx.t('organisations.offices'), href: OFFICES }, { text: office.name }],
    facts: [
      { label: ctx.t('field.providerKind'), text: ctx.t(keyOf(`provider.${office.providerKind}`)) },
      { label: ctx.t('organisations.covers'), text: covered.map(({ name }) => name).join(', ') || '–' },
      { label: ctx.t('organisations.functionEmail'), text: office.email ?? ctx.t('organisations.missing') },
      { label: ctx.t('organisations.functionPhone'), text: office.phone ?? ctx.t('organisations.missing') },
    ],
    employers: await employerTable(ctx, office, path),
    edit: `${path}/redigera`,
    addEmployer: `${path}/arbetsgivare/ny`,
  }
}

async function employerTable(ctx: Ctx, office: Office, path: string): Promise<TableListModel | null> {
  const all = await ctx.rows(officeEmployers).all({ officeId: office.id }, { id: 'ASC' })
  if (all.length === 0) return null
  const names = await organisationNames(
    ctx,
    all.map(({ organisationId }) => organisationId),
  )
  return {
    caption: ctx.t('organisations.employers'),
    columns: [
      { label: ctx.t('organisations.organisation') },
      { label: ctx.t('field.role') },
      { label: ctx.t('organisations.time') },
      { label: ctx.t('organisations.choice'), quiet: true },
    ],
    rows: all.map(one => employerRow(ctx, one, names.get(one.organisationId) ?? '', path)),
  }
}

const employerRow = (ctx: Ctx, employer: OfficeEmployer, name: string, path: string): ListCell[] => [
  {
    text: name,
    badge: isValidOn(employer, ctx.today) ? undefined : { text: ctx.t('organisations.notNow'), tone: 'closed' },
  },
  { text: ctx.t(keyOf(`employerRole.${employer.role}`)) },
  { text: timeOf(ctx, employer) },
  rowLink(`${path}/arbetsgivare/${employer.id}`, ctx.t('organisations.changeTime'), name),
]

/** `1 januari 2020 – 31 december 2024`, with an open end left empty. */
function timeOf(ctx: Ctx, { validFrom, validTo }: OfficeEmployer): string {
  const { day } = dates[ctx.actor.locale]
  if (validFrom === null && validTo === null) return ctx.t('organisations.always')
  return `${validFrom === null ? '' : day(validFrom)} – ${validTo === null ? '' : day(validTo)}`.trim()
}
