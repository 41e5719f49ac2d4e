import { type Crumb, type FormPage, formOf, optionsOf, versionIn } from '#src/features/organisations/register-form.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { FORUM_KINDS } from './forum.entity.ts'
import { type ForumInCircle, placesToBelong } from './forum.queries.ts'

export interface ForumFormPage extends FormPage {
  readonly kinds: readonly Option[]
  /** Null once it is said where it belongs. */
  readonly places: readonly Option[] | null
}

export const forumPath = ({ id }: { readonly id: string }): string => `/forum/${id}`

/** From the list of forums down to the forum. */
export const forumTrail = (ctx: Ctx, forum: ForumInCircle): Crumb[] => [
  { text: ctx.t('forums.title'), href: '/forum' },
  { text: forum.name, href: forumPath(forum) },
]

export async function newForumPage(ctx: Ctx, form?: FormState): Promise<ForumFormPage> {
  const title = ctx.t('forums.new')
  const places = await placesToBelong(ctx)
  const [only] = places
  return {
    title,
    trail: [{ text: ctx.t('forums.title'), href: '/forum' }, { text: title }],
    form: form ?? emptyForm(only !== undefined && places.length === 1 ? { place: only.id } : {}),
    version: null,
    cancel: '/forum',
    fictitious: false,
    kinds: optionsOf(ctx, 'forumKind', FORUM_KINDS),
    places: places.map(({ id, name }) => ({ value: id, label: name })),
  }
}

export const changeForumPage = (
  ctx: Ctx,
  forum: ForumInCircle,
  form: FormState = formOf(forum, ['kind', 'name'], forum.version),
): ForumFormPage => ({
  ...frame(ctx, forum, ctx.t('forums.change'), form),
  kinds: optionsOf(ctx, 'forumKind', FORUM_KINDS),
  places: null,
})

/** What the forms under a forum share. */
export const frame = (ctx: Ctx, forum: ForumInCircle, title: string, form: FormState): FormPage => ({
  title,
  trail: [...forumTrail(ctx, forum), { text: title }],
  form,
  version: versionIn(form),
  cancel: forumPath(forum),
  fictitious: forum.fictitious,
})
