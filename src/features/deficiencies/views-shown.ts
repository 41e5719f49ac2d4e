import type { Ctx } from '#src/work/context.ts'
import { ALL_OPEN, addressOf, type Choice, queryText } from './deficiency-filter.rules.ts'
import { ownViews } from './save-view.ts'
import type { SavedView } from './saved-view.entity.ts'

/** The reader's own views, above the list. */
export interface ViewsShown {
  readonly links: readonly ViewLink[]
  /** Where what is chosen now can be saved; null where nothing is, and where it is saved already. */
  readonly save: string | null
}
export interface ViewLink {
  readonly label: string
  readonly href: string
  /** It is what is shown. */
  readonly current: boolean
}

export const VIEWS = '/systemfel/vyer'
export const viewHref = ({ query }: Pick<SavedView, 'query'>): string =>
  query === '' ? ALL_OPEN : `/systemfel?${query}`

export async function viewsShown(ctx: Ctx, chosen: readonly (readonly [Choice, string])[]): Promise<ViewsShown> {
  const views = await ownViews(ctx)
  const query = queryText(chosen)
  const links = views.map(view => ({ label: view.name, href: viewHref(view), current: view.query === query }))
  const all = { label: ctx.t('list.allOpen'), href: ALL_OPEN, current: query === '' }
  return {
    links: links.length === 0 ? [] : [all, ...links],
    save: query === '' || links.some(({ current }) => current) ? null : addressOf(chosen, `${VIEWS}/ny`),
  }
}

/** Where the list opens; null for the list itself. */
export async function openingHref(ctx: Ctx): Promise<string | null> {
  const view = (await ownViews(ctx)).find(({ opens }) => opens)
  return view === undefined ? null : viewHref(view)
}
