import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { ListCell } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { ACTION_STATES } from './action.entity.ts'
import type { ActionState } from './action.lifecycle.ts'
import { ACTION_TONES, dueBadge } from './action.page.ts'
import { type ActionFilter, type ListedAction, listActions, ownerOptions } from './action.queries.ts'
import { type DuePage, duePage, readCursor } from './due-pages.ts'
import { type ListLinks, listLinks } from './list-links.ts'

type Query = Readonly<Record<string, string | undefined>>
const OPEN: readonly ActionState[] = ['proposed', 'accepted']
/** Values of `lage`: what is open unless another is chosen. */
const CHOICES: Readonly<Record<string, readonly ActionState[]>> = {
  oppna: OPEN,
  foreslagna: ['proposed'],
  antagna: ['accepted'],
  genomforda: ['done'],
  avbrutna: ['cancelled'],
  alla: ACTION_STATES,
}

export interface ActionListPage extends ListLinks {
  readonly title: string
  readonly filter: FormState
  readonly states: readonly Option[]
  readonly owners: readonly Option[]
  readonly rows: readonly (readonly ListCell[])[]
  readonly filtered: boolean
  readonly previous: string | null
  readonly next: string | null
}

/** What is to be done, soonest first. */
export async function actionListPage(ctx: Ctx, query: Query): Promise<ActionListPage> {
  const { lage = 'oppna', agare = '', forsenade = '' } = query
  const cursor = readCursor(query)
  const page: DuePage<ListedAction> = duePage(await listActions(ctx, filterOf(query), cursor), cursor, '/atgarder', {
    lage,
    agare,
    forsenade,
  })
  return {
    ...page,
    title: ctx.t('actions.title'),
    links: listLinks(ctx, '/atgarder'),
    filter: emptyForm({ lage, agare, forsenade }),
    states: Object.keys(CHOICES).map(value => ({ value, label: ctx.t(keyOf(`actions.filter.${value}`)) })),
    owners: await ownerOptions(ctx),
    rows: page.rows.map(row => cellsOf(ctx, row)),
    filtered: lage !== 'oppna' || agare !== '' || forsenade !== '' || cursor !== null,
  }
}

export const filterOf = ({ lage = 'oppna', agare = '', forsenade }: Query): ActionFilter => ({
  states: (Object.hasOwn(CHOICES, lage) ? CHOICES[lage] : OPEN) ?? OPEN,
  ownerId: agare === '' ? null : agare,
  overdue: forsenade === 'ja',
})

function cellsOf(ctx: Ctx, row: ListedAction): ListCell[] {
  const { day } = dates[ctx.actor.locale]
  const late = dueBadge(ctx, row)
  return [
    { text: excerpt(row.description), href: `/atgarder/${row.id}`, note: ctx.t(keyOf(`actionKind.${row.kind}`)) },
    { text: row.number, href: `/systemfel/${row.number}`, note: row.title },
    { text: row.ownerName ?? ctx.t('actions.noOwner'), note: row.ownerFunction ?? undefined },
    { text: row.dueDay === null ? ctx.t('actions.noDue') : day(row.dueDay), badge: late ?? undefined },
    { badge: { text: ctx.t(keyOf(`actionState.${row.state}`)), tone: ACTION_TONES[row.state] } },
  ]
}

/** The beginning of a text, whole words. */
export const excerpt = (text: string, most = 110): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= most ? line : `${line.slice(0, most).replace(/\s+\S*$/, '')} …`
}
