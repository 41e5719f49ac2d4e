import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { BadgeModel, ListCell, TableListModel } from '#src/web/blocks.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { agencyContacts, ORGANISATION_KINDS, type Organisation, organisations } from './organisation.entity.ts'
import { isValidOn } from './organisation.queries.ts'
import { type Crumb, optionsOf } from './register-form.ts'
import { byName } from './swedish-order.ts'

/** A register as a list with a filter; `table` is null where nothing fits. */
export interface OrganisationListPage {
  readonly title: string
  readonly intro: string
  readonly fictitious: boolean
  /** The other registers. */
  readonly links: readonly Crumb[]
  readonly add: { readonly href: string; readonly label: string } | null
  readonly form: FormState
  readonly kinds: readonly Option[]
  readonly table: TableListModel | null
}
type Query = Readonly<Record<string, string | undefined>>

export const registerLinks = (ctx: Ctx, here: string): Crumb[] =>
  (
    [
      ['/admin/organisationer', 'organisations.title'],
      ['/admin/verksamheter', 'organisations.offices'],
      ['/admin/kommuner', 'organisations.municipalities'],
    ] as const
  ).map(([href, key]) => ({ text: ctx.t(key), href: href === here ? undefined : href }))

/** Every organisation, ended ones too: for the administrator. */
export async function organisationAdminPage(ctx: Ctx, query: Query): Promise<OrganisationListPage> {
  const found = await search(ctx, query, () => true)
  return {
    ...listOf(ctx, query, found),
    title: ctx.t('organisations.title'),
    intro: ctx.t('organisations.adminIntro'),
    links: registerLinks(ctx, '/admin/organisationer'),
    add: { href: '/admin/organisationer/ny', label: ctx.t('organisations.new') },
  }
}

/** What exists today: for everybody who works with systemfel. */
export async function agencyListPage(ctx: Ctx, query: Query): Promise<OrganisationListPage> {
  const found = await search(ctx, query, organisation => isValidOn(organisation, ctx.today))
  return {
    ...listOf(ctx, query, found),
    title: ctx.t('organisations.agencies'),
    intro: ctx.t('organisations.agenciesIntro'),
    links: [],
    add: null,
  }
}

interface Found {
  readonly organisation: Organisation
  readonly parent: string | undefined
  readonly contacts: number
}

async function search(ctx: Ctx, query: Query, shown: (one: Organisation) => boolean): Promise<Found[]> {
  const all = await ctx.rows(organisations).all()
  const active = await ctx.rows(agencyContacts).all({ active: true })
  const names = new Map(all.map(({ id, name }) => [id, name]))
  const wanted = (query['q'] ?? '').trim().toLocaleLowerCase('sv')
  const kind = query['slag'] ?? ''
  const fits = ({ name, kind: its }: Organisation): boolean =>
    name.toLocaleLowerCase('sv').includes(wanted) && (kind === '' || its === kind)
  return byName(all.filter(organisation => shown(organisation) && fits(organisation))).map(organisation => ({
    organisation,
    parent: names.get(organisation.parentId ?? ''),
    contacts: active.filter(({ organisationId }) => organisationId === organisation.id).length,
  }))
}

type List = Pick<OrganisationListPage, 'fictitious' | 'form' | 'kinds' | 'table'>

const listOf = (ctx: Ctx, query: Query, found: readonly Found[]): List => ({
  fictitious: found.some(({ organisation }) => organisation.fictitious),
  form: emptyForm({ q: query['q'] ?? '', slag: query['slag'] ?? '' }),
  kinds: optionsOf(ctx, 'organisationKind', ORGANISATION_KINDS),
  table: found.length === 0 ? null : tableOf(ctx, found),
})

const tableOf = (ctx: Ctx, found: readonly Found[]): TableListModel => ({
  caption: ctx.t('organisations.title'),
  columns: [
    { label: ctx.t('organisations.organisation') },
    { label: ctx.t('field.kind') },
    { label: ctx.t('organisations.contacts'), numeric: true },
  ],
  rows: found.map(one => rowOf(ctx, one)),
})

const rowOf = (ctx: Ctx, { organisation, parent, contacts }: Found): ListCell[] => [
  {
    text: organisation.name,
    href: `/myndigheter/${organisation.slug}`,
    badge: endedBadge(ctx, organisation),
    note: notes(parent, organisation.fictitious ? ctx.t('web.fictitious') : undefined),
  },
  { text: ctx.t(keyOf(`organisationKind.${organisation.kind}`)) },
  { text: contacts },
]

const notes = (...parts: readonly (string | undefined)[]): string | undefined =>
  parts.filter(part => part !== undefined).join(' · ') || undefined

/** Says when an organisation is not, or not yet, to be chosen. */
export function endedBadge(ctx: Ctx, { validFrom, validTo }: Organisation): BadgeModel | undefined {
  if (validTo !== null && validTo < ctx.today) return { text: ctx.t('organisations.ended'), tone: 'closed' }
  if (validFrom !== null && validFrom > ctx.today) return { text: ctx.t('organisations.coming'), tone: 'neutral' }
  return undefined
}
