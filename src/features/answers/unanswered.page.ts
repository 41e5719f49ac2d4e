import { countDays } from '#src/features/actions/count-days.ts'
import { type ListLinks, listLinks } from '#src/features/actions/list-links.ts'
import { halfYearText } from '#src/features/deficiencies/choice-texts.ts'
import { reminderLines } from '#src/features/reminders/reminders-shown.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { hasRole } from '#src/kernel/actor.ts'
import { dayOf, daysBetween } from '#src/kernel/days.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { EmptyModel, FiledList, ListCell, ListColumn, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { jointLines } from './joint.queries.ts'
import { periodsAsked, ratesFor } from './rate.queries.ts'
import { rateTable } from './rate-table.ts'
import { askersOf, listUnanswered, type Unanswered, waitingOrganisations } from './unanswered.queries.ts'
import { AWAITED_SLUGS, addressOf, chosenIn, type Query, readEdge, readFilter, readPeriod } from './unanswered.rules.ts'
import { unansweredLine } from './unanswered-texts.ts'

export interface UnansweredPage extends ListLinks, FiledList {
  readonly title: string
  readonly fictitious: boolean
  readonly form: FormState
  readonly groups: readonly Option[]
  readonly offices: readonly Option[]
  readonly organisations: readonly Option[]
  readonly periods: readonly Option[]
  /** What the reader's own questions may wait for; empty for those who ask nothing. */
  readonly awaited: readonly Option[]
  /** Something is chosen: there is a way back to all. */
  readonly narrowed: boolean
  readonly rates: TableListModel | null
}

/** Who owes the actor's circle an answer and since when, and how those asked have answered. */
export async function unansweredPage(ctx: Ctx, query: Query): Promise<UnansweredPage> {
  const filter = readFilter(query)
  const chosen = chosenIn(query)
  const list = await listUnanswered(ctx, filter, readEdge(query))
  const { groups, offices } = await askersOf(ctx)
  const beside = (name: 'fore' | 'efter', row: Unanswered | undefined): string | null =>
    row === undefined ? null : addressOf([...chosen, [name, row.id]])
  return {
    title: ctx.t('answers.unansweredTitle'),
    fictitious: list.rows.length > 0 && list.rows.every(({ fictitious }) => fictitious),
    links: listLinks(ctx, '/obesvarade'),
    form: emptyForm(Object.fromEntries(chosen)),
    ...{ groups, offices },
    organisations: (await waitingOrganisations(ctx)).map(({ id, name }) => ({ value: id, label: name })),
    periods: (await periodsAsked(ctx)).map(value => ({ value, label: halfYearText(ctx, value) })),
    awaited: awaitedOptions(ctx),
    narrowed: chosen.length > 0,
    line: ctx.t('contacts.printed', {
      choices: await unansweredLine(ctx, chosen),
      day: dates[ctx.actor.locale].date(ctx.now),
    }),
    columns: columnsOf(ctx),
    rows: await rowsOf(ctx, list.rows),
    previous: list.before ? beside('fore', list.rows[0]) : null,
    next: list.after ? beside('efter', list.rows.at(-1)) : null,
    empty: list.rows.length === 0 ? emptyOf(ctx, chosen.length > 0) : null,
    files: { csv: addressOf(chosen, '/obesvarade.csv'), xlsx: addressOf(chosen, '/obesvarade.xlsx') },
    rates: rateTable(ctx, await ratesFor(ctx, filter, readPeriod(query))),
  }
}

const awaitedOptions = ({ actor, t }: Ctx): Option[] =>
  hasRole(actor, 'coordinator', 'convener')
    ? Object.entries(AWAITED_SLUGS).map(([value, awaited]) => ({
        value,
        label: t(keyOf(`feedback.awaits.${awaited}`)),
      }))
    : []

const emptyOf = ({ t }: Ctx, narrowed: boolean): EmptyModel =>
  narrowed
    ? {
        ...{ title: t('contacts.noHitsTitle'), text: t('contacts.noHits') },
        action: { href: '/obesvarade', label: t('contacts.showAllQuestions') },
      }
    : {
        ...{ title: t('answers.unansweredEmptyTitle'), text: t('answers.unansweredEmpty') },
        action: { href: '/systemfel', label: t('deficiencies.title') },
      }

const columnsOf = ({ t }: Ctx): ListColumn[] => [
  { label: t('answers.deficiency') },
  { label: t('contacts.asked') },
  { label: t('contacts.sent') },
  { label: t('contacts.due') },
  { label: t('contacts.over'), numeric: true },
  { label: t('contacts.reminders') },
]

async function rowsOf(ctx: Ctx, rows: readonly Unanswered[]): Promise<ListCell[][]> {
  const ids = rows.map(({ id }) => id)
  const reminders = await reminderLines(ctx, rows)
  const joint = await jointLines(ctx, ids)
  return rows.map(row => cellsOf(ctx, row, reminders.get(row.id) ?? null, joint.get(row.id) ?? null))
}

function cellsOf(ctx: Ctx, row: Unanswered, reminders: string | null, joint: string | null): ListCell[] {
  const { day } = dates[ctx.actor.locale]
  const over = daysBetween(row.dueDay, ctx.today)
  return [
    { text: row.number, href: `/systemfel/${row.number}`, note: row.title },
    {
      text: row.organisationName,
      href: `/obesvarade/${row.id}${joint === null ? '' : '/gemensam'}`,
      note: [row.contactFunction, whence(ctx, row), joint].filter(part => part !== null).join('. '),
      badge: warningOf(ctx, row),
    },
    {
      text: day(dayOf(row.sentAt)),
      note: [row.askerName, countDays(ctx, 'answers.daysWithout', daysBetween(dayOf(row.sentAt), ctx.today))].join(
        ': ',
      ),
    },
    {
      text: day(row.dueDay),
      badge: row.timeAsked ? { text: ctx.t('feedback.timeAsked'), tone: 'waiting' } : undefined,
    },
    over > 0 ? { text: '', badge: { text: countDays(ctx, 'answers.daysOver', over), tone: 'late' } } : { text: '–' },
    { text: reminders ?? ctx.t('contacts.noReminders') },
  ]
}

const whence = (ctx: Ctx, { cameFrom }: Unanswered): string | null =>
  cameFrom === null ? null : ctx.t('contacts.cameFrom', { from: cameFrom })

function warningOf(ctx: Ctx, { undelivered, contactActive, askedBack }: Unanswered): ListCell['badge'] {
  if (!contactActive) return { text: ctx.t('contacts.contactLeft'), tone: 'late' }
  if (undelivered) return { text: ctx.t('answers.undelivered'), tone: 'late' }
  return askedBack ? { text: ctx.t('feedback.askedBack'), tone: 'waiting' } : undefined
}
