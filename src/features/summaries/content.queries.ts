import { groups } from '#src/features/groups/group.entity.ts'
import { coveredNames, officesByIds } from '#src/features/organisations/office.queries.ts'
import { IN_ITS_PLACE } from '#src/features/withholding/place.ts'
import { withheldTitles } from '#src/features/withholding/withheld-text.queries.ts'
import { addDays, type Day, startOf } from '#src/kernel/days.ts'
import { firstDayOf, type HalfYear, halfYearKey, nextHalfYear, previousHalfYear } from '#src/kernel/half-years.ts'
import type { Ctx } from '#src/work/context.ts'
import {
  type Content,
  type Earlier,
  type EarlierLine,
  type Figures,
  type Line,
  type Standing,
  withoutTitles,
} from './content.rules.ts'
import { figuresFrom, type History, lineOf, type Span, spanOf } from './figures.rules.ts'
import { historiesOf, reportsSent } from './history.queries.ts'
import { standingsAt } from './standing.queries.ts'
import { summaryLines } from './summary.entity.ts'
import { type FoundSummary, lastSent, periodOf } from './summary.queries.ts'

/** What a summary says: as it was frozen, or as counted now. The caller has made sure that the actor may see it. */
export const contentOf = async (ctx: Ctx, summary: FoundSummary): Promise<Content> =>
  summary.frozen === null ? await countContent(ctx, summary) : await shownContent(ctx, summary.frozen)

/** Titles that have been withheld since it was frozen are not shown. */
async function shownContent(ctx: Ctx, frozen: Content): Promise<Content> {
  const ids = [...frozen.figures.lines, ...frozen.earlier.lines].map(({ deficiencyId }) => deficiencyId)
  return withoutTitles(frozen, await withheldTitles(ctx, ids), IN_ITS_PLACE)
}

async function countContent(ctx: Ctx, summary: FoundSummary): Promise<Content> {
  const period = periodOf(summary)
  const span = spanOf(period, lastDayCounted(ctx.today, period))
  const group = await ctx.rows(groups).get({ id: summary.groupId })
  const offices = await officesByIds(ctx, summary.officeIds)
  const { histories, figures } = await count(ctx, summary.officeIds, span)
  return {
    edition: 1,
    group: group.name,
    offices: offices.map(({ name }) => name),
    period: halfYearKey(period),
    asOf: span.asOf,
    fictitious: group.fictitious || offices.some(office => office.fictitious),
    figures,
    earlier: await earlierOf(ctx, summary, { span, histories, figures }),
  }
}

/** A half-year that has not ended is counted up to today. */
function lastDayCounted(today: Day, period: HalfYear): Day {
  const last = addDays(firstDayOf(nextHalfYear(period)), -1)
  return last < today ? last : today
}

interface Counted {
  readonly span: Span
  readonly histories: readonly History[]
  readonly figures: Figures
}
async function count(ctx: Ctx, officeIds: readonly string[], span: Span): Promise<Counted> {
  const choice = { officeIds, period: span.period }
  const histories = await historiesOf(ctx, choice)
  const covered = await coveredNames(ctx, officeIds)
  const around = { reports: await reportsSent(ctx, choice), places: [...new Set([...covered.values()].flat())] }
  return { span, histories, figures: figuresFrom(histories, around, span) }
}

async function earlierOf(ctx: Ctx, summary: FoundSummary, counted: Counted): Promise<Earlier> {
  const before = previousHalfYear(counted.span.period)
  const last = await count(ctx, summary.officeIds, spanOf(before, lastDayCounted(ctx.today, before)))
  const sent = await sentLines(ctx, summary)
  const followed = sent ?? {
    period: halfYearKey(before),
    lines: last.figures.lines.map(line => ({ line, after: last.span.asOf })),
  }
  return {
    period: halfYearKey(before),
    counts: last.figures.counts,
    followed: followed.period,
    sent: sent !== null,
    lines: await whatBecame(ctx, summary.id, followed.lines, counted),
  }
}

/** A systemfel as it stood in the summary before, and the last day that one counted. */
interface Followed {
  readonly line: Line
  readonly after: Day
}
/**
 * The lines of the newest frozen summaries of the offices. Usually it is one; offices that have reported each by itself and
 * now do so together have several. Lines that only other offices had met are theirs to follow up. Null when none was sent.
 */
async function sentLines(ctx: Ctx, summary: FoundSummary): Promise<{ period: string; lines: Followed[] } | null> {
  const sent = await lastSent(ctx, summary)
  const lines = new Map<string, Followed>()
  for (const { summary: earlier, officeIds } of sent) {
    if (earlier.frozen === null) continue
    const { figures, asOf } = await shownContent(ctx, earlier.frozen)
    for (const line of figures.lines)
      if (line.officeIds.some(id => officeIds.includes(id)) && !lines.has(line.deficiencyId))
        lines.set(line.deficiencyId, { line, after: asOf })
  }
  const newest = sent[0]?.summary
  return newest === undefined ? null : { period: halfYearKey(periodOf(newest)), lines: [...lines.values()] }
}

async function whatBecame(
  ctx: Ctx,
  summaryId: string,
  followed: readonly Followed[],
  { span, histories, figures }: Counted,
): Promise<EarlierLine[]> {
  const included = new Map(figures.lines.map(line => [line.deficiencyId, line]))
  const known = new Map(histories.map(history => [history.id, history]))
  const ids = followed.map(({ line }) => line.deficiencyId)
  const missing = ids.filter(id => !included.has(id))
  const standings = await standingsAt(ctx, missing, span.to)
  const notes = new Map(
    (await ctx.rows(summaryLines).all({ summaryId })).map(note => [note.deficiencyId, note.endNote]),
  )
  return [...followed].sort(byNumber).map(({ line, after }) => {
    const { deficiencyId: id } = line
    const now = included.get(id)
    if (now === undefined) return gone(line, standings.get(id) ?? standingOf(line), notes.get(id) ?? null)
    const history = known.get(id)
    const happened = history === undefined ? now.happened : lineOf(history, since(after, span))?.happened
    return { ...named(line), before: standingOf(line), now: standingOf(now), happened: happened ?? [], endNote: null }
  })
}
const byNumber = (one: Followed, other: Followed): number =>
  one.line.number.localeCompare(other.line.number, 'sv', { numeric: true })
const named = ({ deficiencyId, number, title }: Line) => ({ deficiencyId, number, title })
const gone = (line: Line, now: Standing, endNote: string | null): EarlierLine => ({
  ...named(line),
  before: standingOf(line),
  now,
  happened: null,
  endNote,
})
const standingOf = ({ state, since: day, mergedInto }: Line): Standing => ({ state, since: day, mergedInto })

/** From the day after the one that the earlier summary counted up to: what came between is told once, here. */
function since(after: Day, span: Span): Span {
  const fromDay = addDays(after, 1)
  return { ...span, fromDay, from: startOf(fromDay) }
}
