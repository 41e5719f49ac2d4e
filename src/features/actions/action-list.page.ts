import { offeredTo } from '#src/features/deficiencies/deficiency-options.queries.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { hasRole } from '#src/kernel/actor.ts'
import { daysBetween } from '#src/kernel/days.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { EmptyModel, FiledList, ListCell, ListColumn } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { isOpen } from './action.lifecycle.ts'
import { ownerOptions } from './action.queries.ts'
import { type ChoiceText, choicesLine, choiceTexts } from './action-choice-texts.ts'
import { ACTION_TONES, dueBadge } from './action-facts.ts'
import {
  type ActionChoice,
  AWAITS_SLUGS,
  addressOf,
  chosenIn,
  KIND_SLUGS,
  ORDERS,
  type Query,
  readCursor,
  readFilter,
  STATE_SLUGS,
  STRENGTH_SLUGS,
} from './action-filter.rules.ts'
import { type ActionList, type ListedAction, listActions } from './action-list.queries.ts'
import { excerpt } from './excerpt.ts'
import { type ListLinks, listLinks } from './list-links.ts'

export interface ChoiceChip {
  readonly label: string
  readonly value: string
  /** The list without it. */
  readonly href: string
}
export interface ActionListPage extends ListLinks, FiledList {
  readonly title: string
  readonly fictitious: boolean
  readonly form: FormState
  readonly options: Readonly<
    Record<'states' | 'owners' | 'groups' | 'offices' | 'kinds' | 'strengths' | 'awaits' | 'orders', readonly Option[]>
  >
  /** A choice that is folded away is in use. */
  readonly more: boolean
  readonly chips: readonly ChoiceChip[]
}

/** What is to be done, soonest or oldest first. */
export async function actionListPage(ctx: Ctx, query: Query): Promise<ActionListPage> {
  const list = await listActions(ctx, readFilter(query), readCursor(query))
  const chosen = chosenIn(query)
  const texts = await choiceTexts(ctx, chosen)
  return {
    title: ctx.t('actions.title'),
    links: listLinks(ctx, '/atgarder'),
    fictitious: list.rows.length > 0 && list.rows.every(({ fictitious }) => fictitious),
    form: emptyForm({ lage: 'oppna', ordning: 'slutdatum', ...Object.fromEntries(chosen) }),
    options: await optionsOf(ctx),
    more: chosen.some(([name]) => FOLDED.includes(name)),
    chips: texts.map(text => chipOf(chosen, text)),
    line: ctx.t('actions.printed', { choices: choicesLine(ctx, texts), day: dates[ctx.actor.locale].date(ctx.now) }),
    columns: columnsOf(ctx),
    rows: list.rows.map(row => cellsOf(ctx, row)),
    ...pagesOf(chosen, list),
    empty: list.rows.length > 0 ? null : emptyOf(ctx, chosen.length > 0 || readCursor(query) !== null),
    files: { csv: addressOf(chosen, '/atgarder.csv'), xlsx: addressOf(chosen, '/atgarder.xlsx') },
  }
}
const FOLDED: readonly ActionChoice[] = ['grupp', 'verksamhet', 'slag', 'verkan', 'vantar', 'ordning']
type Chosen = readonly [ActionChoice, string][]

async function optionsOf(ctx: Ctx): Promise<ActionListPage['options']> {
  const { groups, offices } = await offeredTo(ctx, false)
  const { t } = ctx
  const keeps = hasRole(ctx.actor, 'coordinator', 'convener')
  return {
    groups,
    offices,
    owners: await ownerOptions(ctx),
    states: Object.keys(STATE_SLUGS).map(value => ({ value, label: t(keyOf(`actions.filter.${value}`)) })),
    kinds: Object.entries(KIND_SLUGS).map(([value, kind]) => ({ value, label: t(keyOf(`actionKind.${kind}`)) })),
    strengths: Object.entries(STRENGTH_SLUGS).map(([value, of]) => ({ value, label: t(keyOf(`strength.${of}`)) })),
    awaits: Object.entries(keeps ? AWAITS_SLUGS : {}).map(([value, awaits]) => ({
      value,
      label: t(keyOf(`feedback.awaits.${awaits}`)),
    })),
    orders: ORDERS.map(value => ({ value, label: t(keyOf(`actions.order.${value}`)) })),
  }
}

const chipOf = (chosen: Chosen, { name, label, value }: ChoiceText): ChoiceChip => ({
  label,
  value,
  href: addressOf(chosen.filter(([other]) => other !== name)),
})

function pagesOf(chosen: Chosen, { rows, before, after }: ActionList) {
  const beside = (name: 'fore' | 'efter', at: number): string | null => {
    const row = rows.at(at)
    return row === undefined ? null : addressOf([...chosen, [name, row.id]])
  }
  return { previous: before ? beside('fore', 0) : null, next: after ? beside('efter', -1) : null }
}

const columnsOf = ({ t }: Ctx): ListColumn[] => [
  { label: t('actions.action') },
  { label: t('actions.deficiency') },
  { label: t('actions.owner') },
  { label: t('actions.due') },
  { label: t('actions.state') },
  { label: t('actions.age'), numeric: true },
]

function cellsOf(ctx: Ctx, row: ListedAction): ListCell[] {
  const { day } = dates[ctx.actor.locale]
  const next =
    row.nextContactDay === null ? undefined : ctx.t('actions.nextContactOn', { day: day(row.nextContactDay) })
  return [
    { text: excerpt(row.description), href: `/atgarder/${row.id}`, note: ctx.t(keyOf(`actionKind.${row.kind}`)) },
    { text: row.number, href: `/systemfel/${row.number}`, note: row.title },
    { text: row.ownerName ?? ctx.t('actions.noOwner'), note: row.ownerFunction ?? undefined },
    {
      text: row.dueDay === null ? ctx.t('actions.noDue') : day(row.dueDay),
      badge: dueBadge(ctx, row) ?? undefined,
      note: next,
    },
    {
      badge: { text: ctx.t(keyOf(`actionState.${row.state}`)), tone: ACTION_TONES[row.state] },
      note: row.strength === null ? undefined : ctx.t(keyOf(`strength.${row.strength}`)),
    },
    { text: isOpen(row.state) ? daysBetween(row.since, ctx.today) : '–' },
  ]
}

const emptyOf = ({ t }: Ctx, chosen: boolean): EmptyModel =>
  chosen
    ? {
        title: t('actions.noHitsTitle'),
        text: t('actions.noHits'),
        action: { href: '/atgarder', label: t('actions.showOpen') },
      }
    : { title: t('actions.emptyTitle'), text: t('actions.empty') }
