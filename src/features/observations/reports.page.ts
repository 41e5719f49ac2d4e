import { In, LessThan } from 'typeorm'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { hasRole, officesOf } from '#src/kernel/actor.ts'
import { dayOf } from '#src/kernel/days.ts'
import type { BadgeModel, ListCell, PagesModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { excerpt, reportBadge } from './excerpt.ts'
import { isOnlyNoted, missingSteps, stepPath } from './filing.rules.ts'
import { OBSERVATION_STATES, type Observation, observations } from './observation.entity.ts'
import { areFictitious, draftsOf, officeDrafts } from './observation.queries.ts'
import { NO_PROGRESS, type Progress, progressOf } from './progress.queries.ts'
import { carriedText } from './report-history.ts'

export interface ReportsPage {
  readonly title: string
  readonly fictitious: boolean
  readonly mayFile: boolean
  readonly drafts: readonly DraftLine[]
  /** Handed over to the office, for anybody to take on. */
  readonly officeDrafts: readonly DraftLine[]
  readonly reports: readonly ReportLine[]
  readonly pages: PagesModel
}
interface DraftLine {
  readonly id: string
  readonly href: string
  readonly text: string
  readonly begun: string
  /** It is a quick note: it waits to be finished. */
  readonly finish: boolean
  /** Whose it is, where it is somebody else's. */
  readonly about: string | null
}
export interface DraftList {
  readonly drafts: readonly DraftLine[]
}
export interface ReportLine {
  readonly href: string
  readonly number: string
  readonly text: string
  readonly badge: BadgeModel
  /** The systemfel it feeds. */
  readonly deficiency: ListCell | null
  /** What has happened, one step after the other. */
  readonly trail: readonly string[]
}

const PER_PAGE = 25
const SENT = OBSERVATION_STATES.filter(state => state !== 'draft')

/** "Vad hände med mina rapporter?": one's own, the latest first; `before` is the id of the last one on the page before. */
export async function reportsPage(ctx: Ctx, before: string | null): Promise<ReportsPage> {
  const found = await sentReports(ctx, before)
  const reports = found.slice(0, PER_PAGE)
  const drafts = before === null ? await draftsOf(ctx) : []
  return {
    title: ctx.t('observations.mine'),
    fictitious: await areFictitious(ctx, officesOf(ctx.actor, 'ombud', 'coordinator')),
    mayFile: hasRole(ctx.actor, 'ombud', 'coordinator'),
    drafts: await draftLines(ctx, drafts),
    officeDrafts: before === null ? await draftLines(ctx, await officeDrafts(ctx)) : [],
    reports: await linesOf(ctx, reports),
    pages: {
      previous: before === null ? null : '/rapporter',
      next: found.length > PER_PAGE ? `/rapporter?fore=${reports.at(-1)?.id}` : null,
    },
  }
}

/** Three sets, each with an index of its own; one page and a row more, the latest first. */
async function sentReports(ctx: Ctx, before: string | null): Promise<Observation[]> {
  const sent = {
    officeId: In(officesOf(ctx.actor, 'ombud', 'coordinator')),
    state: In(SENT),
    ...(before === null ? {} : { id: LessThan(before) }),
  }
  const found = new Map<string, Observation>()
  for (const which of [{ ombudId: ctx.actor.id }, { writtenById: ctx.actor.id }, { keeperId: ctx.actor.id }])
    for (const report of await ctx.rows(observations).all({ ...sent, ...which }, { id: 'DESC' }, PER_PAGE + 1))
      found.set(report.id, report)
  return [...found.values()].sort((one, other) => (one.id < other.id ? 1 : -1)).slice(0, PER_PAGE + 1)
}

async function draftLines(ctx: Ctx, drafts: readonly Observation[]): Promise<DraftLine[]> {
  const lines: DraftLine[] = []
  for (const draft of drafts)
    lines.push({
      id: draft.id,
      href: stepPath(draft.id, missingSteps(draft).length === 0 ? 'check' : 'text'),
      text: excerpt(ctx, draft),
      begun: begunText(ctx, draft),
      finish: isOnlyNoted(draft),
      about: await carriedText(ctx, draft),
    })
  return lines.sort((one, other) => Number(other.finish) - Number(one.finish))
}

function begunText(ctx: Ctx, draft: Observation): string {
  const day = dates[ctx.actor.locale].date(draft.createdAt)
  return ctx.t(isOnlyNoted(draft) ? 'filing.onlyNoted' : 'observations.begun', { day })
}

async function linesOf(ctx: Ctx, reports: readonly Observation[]): Promise<ReportLine[]> {
  const ids = reports.flatMap(({ deficiencyId }) => deficiencyId ?? [])
  const fed = ids.length === 0 ? [] : await ctx.rows(deficiencies).all({ id: In(ids) })
  const byId = new Map(fed.map(deficiency => [deficiency.id, deficiency]))
  const progress = await progressOf(ctx, ids)
  return reports.map(report => {
    const { deficiencyId } = report
    const deficiency = byId.get(deficiencyId ?? '') ?? null
    return {
      href: `/rapporter/${report.number}`,
      number: report.number ?? '',
      text: excerpt(ctx, report),
      badge: reportBadge(ctx, report),
      deficiency: deficiency && { text: `${deficiency.number} ${deficiency.title}`, href: hrefOf(deficiency) },
      trail: trailOf(ctx, report, deficiency, progress.get(deficiencyId ?? '') ?? NO_PROGRESS),
    }
  })
}

export const hrefOf = ({ number }: Pick<Deficiency, 'number'>): string => `/systemfel/${number}`

/**
 * mottagen → på dagordning → beslut § → svar → effekt, as far as it has come since the report was sent; what was decided
 * before that stands on the systemfel.
 */
export function trailOf(
  ctx: Ctx,
  report: Observation,
  deficiency: Pick<Deficiency, 'state'> | null,
  { agendaDay, decision, answer, effect }: Progress,
): string[] {
  const { day, date } = dates[ctx.actor.locale]
  const since = dayOf(report.sentAt ?? report.createdAt)
  const said = (part: string, code: string): string => ctx.t(keyOf(`${part}.${code}`))
  const steps = [
    report.sentAt && ctx.t('observations.trail.received', { day: date(report.sentAt) }),
    agendaDay && agendaDay >= since && ctx.t('observations.trail.agenda', { day: day(agendaDay) }),
    decision &&
      decision.day >= since &&
      ctx.t('observations.trail.decision', {
        paragraph: decision.paragraph,
        day: day(decision.day),
        decision: said('decision', decision.type),
      }),
    answer &&
      answer.day >= since &&
      ctx.t('observations.trail.answer', { day: day(answer.day), answer: said('answerKind', answer.kind) }),
    effect &&
      (effect.answer === null
        ? ctx.t('observations.trail.effectAsked', { day: day(effect.dueDay) })
        : ctx.t('observations.trail.effect', { effect: said('effect', effect.answer) })),
    deficiency && ctx.t('observations.trail.now', { state: said('state', deficiency.state) }),
  ]
  return steps.filter(step => typeof step === 'string')
}
