import { countDays } from '#src/features/actions/count-days.ts'
import { type DuePage, duePage, readCursor } from '#src/features/actions/due-pages.ts'
import { type ListLinks, listLinks } from '#src/features/actions/list-links.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { dayOf, daysBetween } from '#src/kernel/days.ts'
import type { Fact, ListCell } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import {
  listReceived,
  listUnanswered,
  type ReceivedAnswer,
  type Unanswered,
  waitingOrganisations,
} from './answer.queries.ts'
import { requestPolicy } from './answer-request.policy.ts'

type Query = Readonly<Record<string, string | undefined>>

export interface UnansweredPage extends ListLinks {
  readonly title: string
  readonly organisations: readonly (readonly ListCell[])[]
  /** The organisation that is chosen, by name. */
  readonly chosen: string | null
  readonly rows: readonly (readonly ListCell[])[]
  readonly previous: string | null
  readonly next: string | null
}

/** Who owes answers, and each question that waits for one. */
export async function unansweredPage(ctx: Ctx, query: Query): Promise<UnansweredPage> {
  const { organisation = '' } = query
  const cursor = readCursor(query)
  const waiting = await waitingOrganisations(ctx)
  const page: DuePage<Unanswered> = duePage(
    await listUnanswered(ctx, organisation === '' ? null : organisation, cursor),
    cursor,
    '/obesvarade',
    { organisation },
  )
  return {
    ...page,
    title: ctx.t('answers.unansweredTitle'),
    links: listLinks(ctx, '/obesvarade'),
    organisations: waiting.map(({ id, name, count, overdue, oldest }) => [
      { text: name, href: `/obesvarade?organisation=${id}` },
      { text: count },
      { text: overdue },
      { text: daysBetween(dayOf(oldest), ctx.today) },
    ]),
    chosen: waiting.find(({ id }) => id === organisation)?.name ?? null,
    rows: page.rows.map(row => unansweredCells(ctx, row)),
  }
}

function unansweredCells(ctx: Ctx, row: Unanswered): ListCell[] {
  const { day } = dates[ctx.actor.locale]
  const over = daysBetween(row.dueDay, ctx.today)
  const late = { text: countDays(ctx, 'answers.daysOver', over), tone: 'late' as const }
  const undelivered = { text: ctx.t('answers.undelivered'), tone: 'late' as const }
  return [
    {
      text: row.organisationName,
      href: `/obesvarade/${row.id}`,
      note: row.contactFunction,
      ...(row.undelivered ? { badge: undelivered } : {}),
    },
    { text: row.number, href: `/systemfel/${row.number}`, note: row.title },
    { text: row.askerName },
    {
      text: day(dayOf(row.sentAt)),
      note: countDays(ctx, 'answers.daysWithout', daysBetween(dayOf(row.sentAt), ctx.today)),
    },
    { text: day(row.dueDay), ...(over > 0 ? { badge: late } : {}) },
  ]
}

export interface AnswerCard {
  readonly id: string
  readonly heading: string
  readonly deficiency: { readonly href: string; readonly label: string }
  readonly kind: string
  readonly text: string
  readonly facts: readonly Fact[]
  /** The actor may take note of it. */
  readonly notable: boolean
}
export interface ReceivedPage extends ListLinks {
  readonly title: string
  readonly fresh: readonly AnswerCard[]
  readonly noted: readonly AnswerCard[]
}
const MOST_FRESH = 200
const MOST_NOTED = 50

/** Answers to the actor's circle, those that nobody has taken note of first. */
export async function receivedPage(ctx: Ctx): Promise<ReceivedPage> {
  const cards = async (noted: boolean, most: number): Promise<AnswerCard[]> =>
    (await listReceived(ctx, noted, most)).map(answer => cardOf(ctx, answer))
  return {
    title: ctx.t('answers.receivedTitle'),
    links: listLinks(ctx, '/inkomna-svar'),
    fresh: await cards(false, MOST_FRESH),
    noted: await cards(true, MOST_NOTED),
  }
}

function cardOf(ctx: Ctx, answer: ReceivedAnswer): AnswerCard {
  const { day, date } = dates[ctx.actor.locale]
  const { kind, changeDay, otherBody, notedAt } = answer
  const request = { officeId: answer.officeId, groupId: answer.groupId }
  const fact = (label: string, text: string | null): Fact[] => (text === null ? [] : [{ label, text }])
  return {
    id: answer.id,
    heading: answer.organisationName,
    deficiency: { href: `/systemfel/${answer.number}`, label: `${answer.number} ${answer.title}` },
    kind: ctx.t(keyOf(`answerKind.${kind}`)),
    text: answer.text,
    facts: [
      ...fact(ctx.t('answers.receivedAt'), date(answer.receivedAt)),
      ...fact(ctx.t('answers.day'), changeDay && day(changeDay)),
      ...fact(ctx.t(kind === 'lift' ? 'answers.toWhom' : 'answers.whose'), otherBody),
      ...fact(ctx.t('answers.notedAt'), notedAt && date(notedAt)),
    ],
    notable: notedAt === null && mayNote(ctx, request),
  }
}

const mayNote = (ctx: Ctx, request: { officeId: string; groupId: string | null }): boolean =>
  requestPolicy.can(ctx.actor, 'keep', { request, deficiency: { circle: [], officeId: request.officeId } })
