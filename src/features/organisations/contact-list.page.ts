import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { EmptyModel, ListCell, TableListModel } from '#src/web/blocks.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { listCrumb } from './agency.page.ts'
import { CONTACT_CHOICES, type ContactChoice, type ListedContact, listContacts } from './contact.queries.ts'
import { stateOf, verifiedText } from './contact-state.ts'
import { bodyOptions } from './organisation.queries.ts'
import type { Crumb } from './register-form.ts'

export interface ContactListPage {
  readonly title: string
  readonly fictitious: boolean
  readonly trail: readonly Crumb[]
  readonly form: FormState
  readonly choices: readonly Option[]
  readonly bodies: readonly Option[]
  readonly table: TableListModel | null
  readonly empty: EmptyModel
}
type Query = Readonly<Record<string, string | undefined>>

/** Reads `?lage=kontrolleras`; anything else is all that are used. */
export const contactChoiceIn = ({ lage }: Query): ContactChoice | null =>
  CONTACT_CHOICES.find(choice => choice === lage) ?? null

/** Every contact, by body and unit: whether it is right, and who is reminded. */
export async function contactListPage(ctx: Ctx, query: Query): Promise<ContactListPage> {
  const choice = contactChoiceIn(query)
  const { organisation = '' } = query
  const found = await listContacts(ctx, choice, organisation === '' ? null : organisation)
  return {
    title: ctx.t('contacts.title'),
    fictitious: found.length > 0 && found.every(({ fictitious }) => fictitious),
    trail: [listCrumb(ctx), { text: ctx.t('contacts.title') }],
    form: emptyForm({ lage: choice ?? '', organisation }),
    choices: CONTACT_CHOICES.map(value => ({ value, label: ctx.t(`contacts.choice.${value}`) })),
    bodies: await bodyOptions(ctx),
    table: found.length === 0 ? null : tableOf(ctx, found),
    empty: emptyOf(ctx, choice, organisation !== ''),
  }
}

const emptyOf = ({ t }: Ctx, choice: ContactChoice | null, narrowed: boolean): EmptyModel => ({
  title: t(choice === 'kontrolleras' ? 'contacts.allRight' : 'contacts.noneTitle'),
  text: t(choice === 'kontrolleras' ? 'contacts.allRightText' : 'contacts.none'),
  ...(choice === null && !narrowed
    ? { action: { href: '/myndigheter', label: t('organisations.agencies') } }
    : { action: { href: '/myndigheter/kontakter', label: t('contacts.showAll') } }),
})

const tableOf = (ctx: Ctx, found: readonly ListedContact[]): TableListModel => ({
  caption: ctx.t('contacts.title'),
  columns: [
    { label: ctx.t('field.function') },
    { label: ctx.t('organisations.organisation') },
    { label: ctx.t('organisations.emailShort') },
    { label: ctx.t('contacts.verified') },
  ],
  rows: found.map(contact => rowOf(ctx, contact)),
})

const rowOf = (ctx: Ctx, contact: ListedContact): ListCell[] => [
  {
    text: contact.function,
    href: `/myndigheter/${contact.organisationSlug}/kontakter/${contact.id}`,
    badge: stateOf(ctx, contact) ?? undefined,
  },
  {
    text: contact.bodyName,
    note: contact.bodyName === contact.organisationName ? undefined : contact.organisationName,
  },
  { text: contact.email, note: contact.phone ?? undefined },
  { text: verifiedText(ctx, contact) },
]
