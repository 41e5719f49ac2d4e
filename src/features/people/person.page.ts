import { type OwnCalendar, ownCalendar } from '#src/features/calls/calendar.queries.ts'
import { type NewsChoiceShown, newsChoiceShown } from '#src/features/following/news-choice-shown.ts'
import { groups } from '#src/features/groups/group.entity.ts'
import { type OfficeLink, officeLinks } from '#src/features/office/office-links.ts'
import { areas } from '#src/features/organisations/municipality.entity.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { organisations } from '#src/features/organisations/organisation.entity.ts'
import type { Key } from '#src/i18n/translate.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { inOffice, officesOf, ROLES } from '#src/kernel/actor.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { grants } from './grant.entity.ts'
import { type Person, people } from './person.entity.ts'

export interface SignInPage {
  readonly title: string
  readonly form: FormState
  /** Where to go afterwards: a page of ours. */
  readonly returnTo: string
  /** The session that something was sent in has ended. */
  readonly ended: boolean
  /** What was sent, sealed: it comes back after the sign-in. */
  readonly kept: string | null
  /** The demo's accounts, one a role; empty in real use. */
  readonly accounts: readonly { readonly role: string; readonly email: string }[]
  readonly demoPassword: string | null
}
/** One form and what it is for. */
export interface AccountFormPage {
  readonly title: string
  readonly form: FormState
}
export interface NewPasswordPage extends AccountFormPage {
  readonly lead: string
  readonly action: string
  readonly email: string
}
export interface ProfilePage extends AccountFormPage {
  readonly person: Person
  readonly roles: readonly string[]
  /** What the offices that she works in keep for themselves. */
  readonly offices: readonly { readonly name: string; readonly links: readonly OfficeLink[] }[]
  /** Null for somebody who has no place in a group. */
  readonly calendar: OwnCalendar | null
  /** Null for somebody who reports nothing. */
  readonly news: NewsChoiceShown | null
}
export interface PeoplePage {
  readonly title: string
  readonly people: readonly { readonly person: Person; readonly roles: readonly string[] }[]
}
export interface InvitationPage extends AccountFormPage {
  readonly grant: GrantFields
}
export interface GrantFields {
  readonly form: FormState
  readonly roles: readonly Option[]
  readonly offices: readonly Option[]
  readonly groups: readonly Option[]
  readonly areas: readonly Option[]
  readonly organisations: readonly Option[]
}
export interface PersonPage {
  readonly title: string
  readonly person: Person
  readonly grants: readonly { readonly id: string; readonly label: string }[]
  readonly grant: GrantFields
  readonly form: FormState
}

export const DEMO_PASSWORD = 'demo-systemfel-2026'
const DEMO_ACCOUNTS = ['ombud', 'samordnare', 'motesansvarig', 'ledamot', 'analytiker', 'admin'] as const
const DEMO_ROLES = ['ombud', 'coordinator', 'convener', 'member', 'analyst', 'admin'] as const

export function signInPage(ctx: Ctx, returnTo: string, form: FormState = emptyForm()): SignInPage {
  const role = (code: string): string => ctx.t(keyOf(`role.${code}`))
  const { password: _, ...values } = form.values
  return {
    title: ctx.t('people.signInTitle'),
    form: { ...form, values },
    returnTo,
    ended: false,
    kept: null,
    accounts: ctx.demo
      ? DEMO_ACCOUNTS.map((name, at) => ({ role: role(DEMO_ROLES[at] as string), email: `${name}@demo.test` }))
      : [],
    demoPassword: ctx.demo ? DEMO_PASSWORD : null,
  }
}

export const accountForm = (ctx: Ctx, title: Key, form: FormState = emptyForm()): AccountFormPage => ({
  title: ctx.t(title),
  form,
})

export async function profilePage(ctx: Ctx, form: FormState = emptyForm()): Promise<ProfilePage> {
  const person = await ctx.rows(people).get({ id: ctx.actor.id })
  const own = await officesByIds(ctx, officesOf(ctx.actor, 'ombud', 'coordinator'))
  return {
    ...accountForm(ctx, 'people.profileTitle', form),
    person,
    roles: await labelsOf(ctx, person.id),
    calendar: await ownCalendar(ctx, person),
    news: await newsChoiceShown(ctx),
    offices: own.map(office => ({
      name: office.name,
      links: officeLinks(ctx, office, inOffice(ctx.actor, office.id, 'coordinator')),
    })),
  }
}

export async function peoplePage(ctx: Ctx): Promise<PeoplePage> {
  const all = await ctx.rows(people).all({}, { name: 'ASC' })
  const granted = await ctx.rows(grants).all()
  const rolesOf = (id: string): string[] => [
    ...new Set(granted.filter(({ personId }) => personId === id).map(({ role }) => ctx.t(keyOf(`role.${role}`)))),
  ]
  return { title: ctx.t('people.title'), people: all.map(person => ({ person, roles: rolesOf(person.id) })) }
}

export async function invitationPage(ctx: Ctx, form: FormState = emptyForm()): Promise<InvitationPage> {
  return { ...accountForm(ctx, 'people.inviteTitle', form), grant: await grantFields(ctx, form) }
}

export async function personPage(ctx: Ctx, person: Person, form: FormState = emptyForm()): Promise<PersonPage> {
  const rows = await ctx.rows(grants).all({ personId: person.id }, { createdAt: 'ASC' })
  const labels = await labelsOf(ctx, person.id)
  return {
    title: person.name,
    person,
    grants: rows.map(({ id }, at) => ({ id, label: labels[at] ?? '' })),
    grant: await grantFields(ctx, form),
    form,
  }
}

/** "Personligt ombud, PO-verksamheten i Tyresö": every role with its place. */
async function labelsOf(ctx: Ctx, personId: string): Promise<string[]> {
  const rows = await ctx.rows(grants).all({ personId }, { createdAt: 'ASC' })
  const labels: string[] = []
  for (const { role, officeId, groupId, areaId, organisationId } of rows) {
    const places = [
      officeId === null ? null : await ctx.rows(offices).one({ id: officeId }),
      groupId === null ? null : await ctx.rows(groups).one({ id: groupId }),
      areaId === null ? null : await ctx.rows(areas).one({ id: areaId }),
      organisationId === null ? null : await ctx.rows(organisations).one({ id: organisationId }),
    ]
    labels.push([ctx.t(keyOf(`role.${role}`)), ...places.flatMap(place => place?.name ?? [])].join(', '))
  }
  return labels
}

async function grantFields(ctx: Ctx, form: FormState): Promise<GrantFields> {
  const sort = new Intl.Collator('sv')
  const options = (rows: readonly { id: string; name: string }[]): Option[] =>
    rows.map(({ id, name }) => ({ value: id, label: name })).sort((a, b) => sort.compare(a.label, b.label))
  return {
    form,
    roles: ROLES.map(role => ({ value: role, label: ctx.t(keyOf(`role.${role}`)) })),
    offices: options(await ctx.rows(offices).all()),
    groups: options(await ctx.rows(groups).all()),
    areas: options(await ctx.rows(areas).all()),
    organisations: options(await ctx.rows(organisations).all()),
  }
}
