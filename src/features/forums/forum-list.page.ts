import { keyOf } from '#src/i18n/translate.ts'
import type { EmptyModel, TableListModel } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import { placesToBelong, visibleForums } from './forum.queries.ts'
import { forumPath } from './forum-form.page.ts'

export interface ForumListPage {
  readonly title: string
  readonly table: TableListModel | null
  /** For those who may keep one. */
  readonly add: string | null
  readonly empty: EmptyModel
}

export async function forumListPage(ctx: Ctx): Promise<ForumListPage> {
  const forums = await visibleForums(ctx)
  const add = (await placesToBelong(ctx)).length === 0 ? null : '/forum/ny'
  return {
    title: ctx.t('forums.title'),
    table:
      forums.length === 0
        ? null
        : {
            caption: ctx.t('forums.title'),
            columns: [{ label: ctx.t('field.name') }, { label: ctx.t('field.kind') }, { label: ctx.t('forums.place') }],
            rows: forums.map(forum => [
              { text: forum.name, href: forumPath(forum) },
              { text: ctx.t(keyOf(`forumKind.${forum.kind}`)) },
              { text: forum.placeName },
            ]),
          },
    add,
    empty: {
      title: ctx.t('forums.none'),
      text: ctx.t(add === null ? 'forums.noneAsk' : 'forums.noneAdd'),
      ...(add === null ? {} : { action: { href: add, label: ctx.t('forums.new') } }),
    },
  }
}
