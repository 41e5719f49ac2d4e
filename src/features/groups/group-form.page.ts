import { offices } from '#src/features/organisations/office.entity.ts'
import { type FormPage, formOf, optionsOf, versionIn } from '#src/features/organisations/register-form.ts'
import { byName } from '#src/features/organisations/swedish-order.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Group, groups, MINUTES_KINDS } from './group.entity.ts'
import { groupPolicy, type Serving } from './group.policy.ts'

export interface GroupFormPage extends FormPage {
  readonly minutesKinds: readonly Option[]
  /** Which offices it serves and what it lifts to, for who may arrange that. */
  readonly arrangement: { readonly offices: readonly Option[]; readonly parents: readonly Option[] } | null
}

export async function newGroupPage(
  ctx: Ctx,
  form: FormState = emptyForm({ minutesKind: 'notes', meetingsPerYear: '4' }),
): Promise<GroupFormPage> {
  const title = ctx.t('groups.new')
  return {
    title,
    trail: [{ text: ctx.t('groups.title'), href: '/grupper' }, { text: title }],
    form,
    version: null,
    cancel: '/grupper',
    fictitious: false,
    minutesKinds: optionsOf(ctx, 'minutesKind', MINUTES_KINDS),
    arrangement: await arrangementOf(ctx, null),
  }
}

export async function changeGroupPage(
  ctx: Ctx,
  group: Group & Serving,
  form: FormState = storedGroup(group),
): Promise<GroupFormPage> {
  groupPolicy.authorize(ctx.actor, 'edit', group)
  const title = ctx.t('groups.change')
  const cancel = `/grupper/${group.slug}`
  return {
    title,
    trail: [{ text: ctx.t('groups.title'), href: '/grupper' }, { text: group.name, href: cancel }, { text: title }],
    form,
    version: versionIn(form),
    cancel,
    fictitious: group.fictitious,
    minutesKinds: optionsOf(ctx, 'minutesKind', MINUTES_KINDS),
    arrangement: groupPolicy.can(ctx.actor, 'arrange', group) ? await arrangementOf(ctx, group) : null,
  }
}

function storedGroup(group: Group & Serving): FormState {
  const form = formOf<Group>(group, ['name', 'parentId', 'minutesKind', 'meetingsPerYear', 'email'], group.version)
  return emptyForm({ ...form.values, officeIds: group.officeIds })
}

async function arrangementOf(ctx: Ctx, group: Group | null): Promise<GroupFormPage['arrangement']> {
  const asOptions = (rows: readonly { id: string; name: string }[]): Option[] =>
    byName(rows).map(({ id, name }) => ({ value: id, label: name }))
  const others = (await ctx.rows(groups).all()).filter(({ id }) => id !== group?.id)
  return { offices: asOptions(await ctx.rows(offices).all()), parents: asOptions(others) }
}
