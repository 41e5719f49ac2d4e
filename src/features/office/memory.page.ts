import { nextStepText } from '#src/features/deficiencies/next-step-text.ts'
import { situationsOf } from '#src/features/deficiencies/situations.queries.ts'
import { stateBadge } from '#src/features/deficiencies/state-badge.ts'
import { NO_PROGRESS, type Progress, progressOf } from '#src/features/observations/progress.queries.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { dayOf, daysBetween, monthOf, yearOf } from '#src/kernel/days.ts'
import { isId } from '#src/kernel/ids.ts'
import type { CardModel, ListCell, PagesModel, TableListModel, TimelineEvent } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import {
  contactsUsedBy,
  latestNotes,
  openIn,
  type Remembered,
  rememberedBy,
  type Solution,
  solutionsIn,
  type UsedContact,
  type Worker,
  workersIn,
} from './memory.queries.ts'
import { noteEvents } from './office-note.queries.ts'

export interface MemoryPage {
  readonly title: string
  readonly fictitious: boolean
  readonly office: string
  readonly back: string
  /** Only on the first page. */
  readonly now: MemoryNow | null
  readonly years: readonly MemoryYear[]
  readonly pages: PagesModel
}
/** What a new colleague reads first. */
export interface MemoryNow {
  readonly open: readonly CardModel[]
  /** Where all that is open is listed, when this is not all of it. */
  readonly moreOpen: string | null
  readonly solutions: readonly CardModel[]
  readonly workers: readonly ListCell[]
  readonly notes: readonly TimelineEvent[]
  readonly contacts: TableListModel | null
}
interface MemoryYear {
  readonly year: number
  readonly heading: string
  /** The latest year stands open. */
  readonly open: boolean
  readonly table: TableListModel
}

const PER_PAGE = 100
const OPEN_SHOWN = 30
const SOLUTIONS_SHOWN = 30
const NOTES_SHOWN = 10
const CONTACTS_SHOWN = 20

/** One page that a new colleague reads in ten minutes: what is open, what worked, who was here, and year by year. */
export async function memoryPage(ctx: Ctx, office: Office, asked: string | undefined): Promise<MemoryPage> {
  const before = isId(asked) ? asked : null
  const path = `/verksamheter/${office.slug}/minne`
  const found = await rememberedBy(ctx, office.id, before, PER_PAGE + 1)
  const shown = found.slice(0, PER_PAGE)
  return {
    title: ctx.t('office.memory'),
    fictitious: office.fictitious,
    office: office.name,
    back: '/verksamheter',
    now: before === null ? await memoryNow(ctx, office) : null,
    years: await yearsOf(ctx, shown),
    pages: {
      previous: before === null ? null : path,
      next: found.length > PER_PAGE ? `${path}?fore=${shown.at(-1)?.id}` : null,
    },
  }
}

async function memoryNow(ctx: Ctx, office: Office): Promise<MemoryNow> {
  const open = await openIn(ctx, office.id, OPEN_SHOWN + 1)
  const placed = await latestNotes(ctx, office.id, NOTES_SHOWN)
  const events = await noteEvents(
    ctx,
    placed.map(({ note }) => note),
    false,
  )
  return {
    open: await openCards(ctx, open.slice(0, OPEN_SHOWN)),
    moreOpen: open.length > OPEN_SHOWN ? '/systemfel' : null,
    solutions: solutionCards(ctx, await solutionsIn(ctx, office.id, SOLUTIONS_SHOWN)),
    workers: (await workersIn(ctx, office.id)).map(worker => workerCell(ctx, worker)),
    notes: events.map((event, at) => ({
      ...event,
      title: `${placed[at]?.number}: ${event.title}`,
      href: placed[at]?.href,
    })),
    contacts: contactTable(ctx, await contactsUsedBy(ctx, office.id, CONTACTS_SHOWN)),
  }
}

async function openCards(ctx: Ctx, open: readonly Remembered[]): Promise<CardModel[]> {
  const situations = await situationsOf(ctx, open)
  return open.map(({ id, number, title, state }) => {
    const situation = situations.get(id)
    return {
      title: `${number} ${title}`,
      href: `/systemfel/${number}`,
      badge: stateBadge(ctx, state),
      ...(situation === undefined ? {} : { text: nextStepText(ctx, situation) }),
    }
  })
}

/** Each systemfel once, with all that was done about it. */
function solutionCards(ctx: Ctx, solutions: readonly Solution[]): CardModel[] {
  const byNumber = new Map<string, Solution[]>()
  for (const solution of solutions) byNumber.set(solution.number, [...(byNumber.get(solution.number) ?? []), solution])
  return [...byNumber].map(([number, of]) => ({
    title: `${number} ${of[0]?.title}`,
    href: `/systemfel/${number}`,
    facts: of.flatMap(solution => solutionText(ctx, solution) ?? []),
  }))
}
function solutionText(ctx: Ctx, { description, kind, strength }: Solution): string | null {
  if (description === null || kind === null) return null
  const how = [
    kind === null ? null : ctx.t(keyOf(`actionKind.${kind}`)),
    strength && ctx.t(keyOf(`strength.${strength}`)),
  ]
  return `${description} (${how.filter(Boolean).join(', ')})`
}

function workerCell(ctx: Ctx, { name, from, to }: Worker): ListCell {
  const month = (at: Date): string => dates[ctx.actor.locale].month(monthOf(dayOf(at)))
  const note = to === null ? ctx.t('office.since', { month: month(from) }) : `${month(from)} – ${month(to)}`
  return { text: name, note: month(from) === (to && month(to)) ? month(from) : note }
}

function contactTable(ctx: Ctx, contacts: readonly UsedContact[]): TableListModel | null {
  if (contacts.length === 0) return null
  return {
    caption: ctx.t('office.contacts'),
    columns: [
      { label: ctx.t('office.contact') },
      { label: ctx.t('office.lastAsked') },
      { label: ctx.t('office.asked'), numeric: true },
      { label: ctx.t('office.answered'), numeric: true },
    ],
    rows: contacts.map(({ organisation, slug, active, last, asked, answered, ...contact }) => [
      {
        text: organisation,
        href: `/myndigheter/${slug}`,
        note: contact.function,
        badge: active ? undefined : { text: ctx.t('office.contactGone'), tone: 'closed' },
      },
      { text: dates[ctx.actor.locale].date(last) },
      { text: String(asked) },
      { text: String(answered) },
    ]),
  }
}

async function yearsOf(ctx: Ctx, all: readonly Remembered[]): Promise<MemoryYear[]> {
  const progress = await progressOf(
    ctx,
    all.map(({ id }) => id),
  )
  const years = new Map<number, Remembered[]>()
  for (const one of all) {
    const year = yearOf(dayOf(one.createdAt))
    years.set(year, [...(years.get(year) ?? []), one])
  }
  return [...years].map(([year, of], at) => ({
    year,
    heading: ctx.t(of.length === 1 ? 'office.yearOne' : 'office.year', { year, count: of.length }),
    open: at === 0,
    table: yearTable(ctx, year, of.sort(byNumber), progress),
  }))
}

/** Several may be made in the same moment. */
const byNumber = (one: Remembered, other: Remembered): number => (one.number < other.number ? 1 : -1)

const yearTable = (
  ctx: Ctx,
  year: number,
  all: readonly Remembered[],
  progress: ReadonlyMap<string, Progress>,
): TableListModel => ({
  caption: ctx.t('office.yearCaption', { year }),
  columns: [
    { label: ctx.t('deficiencies.one') },
    { label: ctx.t('deficiencies.state') },
    { label: ctx.t('office.outcome') },
    { label: ctx.t('office.days'), numeric: true },
  ],
  rows: all.map(one => [
    { text: one.number, href: `/systemfel/${one.number}`, note: one.title },
    { badge: stateBadge(ctx, one.state) },
    { text: outcomeOf(ctx, progress.get(one.id) ?? NO_PROGRESS) },
    daysCell(ctx, one),
  ]),
})

/** The latest decision, answer and word on the effect. */
function outcomeOf(ctx: Ctx, { decision, answer, effect }: Progress): string {
  const { day } = dates[ctx.actor.locale]
  const said = (part: string, code: string): string => ctx.t(keyOf(`${part}.${code}`))
  const steps = [
    decision && ctx.t('observations.decidedOn', { day: day(decision.day), decision: said('decision', decision.type) }),
    answer && ctx.t('observations.answeredOn', { day: day(answer.day), answer: said('answerKind', answer.kind) }),
    effect?.answer && ctx.t('observations.trail.effect', { effect: said('effect', effect.answer) }),
  ]
  return steps.filter(Boolean).join('. ') || ctx.t('observations.notDecided')
}

/** From when it was made to when it ended, or until today. */
function daysCell(ctx: Ctx, { createdAt, closedAt }: Remembered): ListCell {
  const days = daysBetween(dayOf(createdAt), closedAt === null ? ctx.today : dayOf(closedAt))
  const text = dates[ctx.actor.locale].number(days)
  return closedAt === null ? { text, note: ctx.t('office.soFar') } : { text }
}
