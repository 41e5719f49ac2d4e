import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { EmptyModel } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import { choicesLine, choiceTexts } from './choice-texts.ts'
import { addressOf, chosenIn, type Query, queryText } from './deficiency-filter.rules.ts'
import { MOST_VIEWS, ownViews } from './save-view.ts'
import type { SavedView } from './saved-view.entity.ts'
import { VIEWS, viewHref } from './views-shown.ts'

interface NameForm {
  readonly title: string
  readonly form: FormState
  /** What is chosen, in words. */
  readonly line: string
}
export interface NewViewPage extends NameForm {
  readonly query: string
  readonly back: string
}

/** To give what is chosen a name. */
export async function newViewPage(ctx: Ctx, query: Query, typed?: FormState): Promise<NewViewPage> {
  const chosen = chosenIn(query)
  return {
    title: ctx.t('list.saveTitle'),
    form: typed ?? emptyForm(),
    line: choicesLine(ctx, await choiceTexts(ctx, chosen)),
    query: queryText(chosen),
    back: addressOf(chosen),
  }
}

export interface SavedViewsPage {
  readonly title: string
  readonly views: readonly ViewShown[]
  readonly empty: EmptyModel
  readonly most: number
}
export interface ViewShown {
  readonly name: string
  readonly href: string
  readonly line: string
  readonly opens: boolean
  readonly change: string
}

export async function savedViewsPage(ctx: Ctx): Promise<SavedViewsPage> {
  const views: ViewShown[] = []
  for (const view of await ownViews(ctx)) views.push(await shown(ctx, view))
  return {
    title: ctx.t('list.viewsTitle'),
    views,
    empty: {
      title: ctx.t('list.noViewsTitle'),
      text: ctx.t('list.noViews'),
      action: { href: addressOf([]), label: ctx.t('nav.deficiencies') },
    },
    most: MOST_VIEWS,
  }
}

async function shown(ctx: Ctx, view: SavedView): Promise<ViewShown> {
  return {
    name: view.name,
    href: viewHref(view),
    line: await lineOf(ctx, view),
    opens: view.opens,
    change: `${VIEWS}/${view.id}`,
  }
}
const lineOf = async (ctx: Ctx, { query }: SavedView): Promise<string> =>
  choicesLine(ctx, await choiceTexts(ctx, chosenIn(Object.fromEntries(new URLSearchParams(query)))))

export interface ChangeViewPage extends NameForm {
  readonly opens: boolean
  readonly version: string
  readonly action: string
}

export async function changeViewPage(ctx: Ctx, view: SavedView, typed?: FormState): Promise<ChangeViewPage> {
  const named = typed?.values['version']
  return {
    title: view.name,
    form: typed ?? emptyForm({ name: view.name }),
    line: await lineOf(ctx, view),
    opens: view.opens,
    version: typeof named === 'string' ? named : String(view.version),
    action: `${VIEWS}/${view.id}`,
  }
}
