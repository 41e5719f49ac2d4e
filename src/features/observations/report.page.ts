import { In } from 'typeorm'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { type NotesShown, notesShown } from '#src/features/office/office-note.queries.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { people } from '#src/features/people/person.entity.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { BadgeModel, TimelineEvent } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import { reportBadge } from './excerpt.ts'
import { versionOf } from './filing.page.ts'
import { stepPath } from './filing.rules.ts'
import { type Observation, observationAdditions } from './observation.entity.ts'
import { isOffered } from './observation.policy.ts'
import { NO_PROGRESS, progressOf } from './progress.queries.ts'
import { type ReportFacts, reportFacts } from './report-facts.page.ts'
import { carriedLine, reportHistory } from './report-history.ts'
import { trailOf } from './reports.page.ts'

/** A report as its office reads it. */
export interface ReportView {
  readonly number: string
  readonly fictitious: boolean
  readonly badge: BadgeModel
  readonly office: string
  /** Shown inside the office only. */
  readonly author: string
  /** Who wrote it for her, and who carries it on. */
  readonly carried: string | null
  readonly sentAt: Date | null
  readonly report: ReportFacts
  readonly additions: readonly Addition[]
  /** Why it was returned or found not systemic; of one sent again, what was asked for. */
  readonly reason: { readonly title: string; readonly text: string } | null
  readonly deficiency: { readonly number: string; readonly title: string } | null
  readonly ownEmployer: boolean
  /** What has happened, one step after the other. */
  readonly trail: readonly string[]
  readonly notes: NotesShown | null
  readonly history: readonly TimelineEvent[]
}
interface Addition {
  readonly text: string
  readonly by: string
  readonly at: Date
}

export async function reportView(ctx: Ctx, report: Observation): Promise<ReportView> {
  const [office] = await officesByIds(ctx, [report.officeId])
  const added = await ctx.rows(observationAdditions).all({ observationId: report.id }, { at: 'ASC', id: 'ASC' })
  const { ombudId, writtenById, keeperId } = report
  const involved = [ombudId, writtenById, keeperId].filter(id => id !== null)
  const names = await namesOf(ctx, [...involved, ...added.map(({ personId }) => personId)])
  const { deficiencyId } = report
  const deficiency = deficiencyId === null ? null : await ctx.rows(deficiencies).one({ id: deficiencyId })
  const progress = await progressOf(ctx, deficiencyId === null ? [] : [deficiencyId])
  return {
    number: report.number ?? '',
    fictitious: office?.fictitious ?? false,
    badge: reportBadge(ctx, report),
    office: office?.name ?? '',
    author: names.get(report.ombudId) ?? '',
    carried: carriedLine(ctx, report, names),
    sentAt: report.sentAt,
    report: await reportFacts(ctx, report),
    additions: added.map(({ text, personId, at }) => ({ text, at, by: names.get(personId) ?? '' })),
    reason: reasonOf(ctx, report),
    deficiency: deficiency && { number: deficiency.number, title: deficiency.title },
    ownEmployer: report.ownEmployer,
    trail: trailOf(ctx, report, deficiency, progress.get(deficiencyId ?? '') ?? NO_PROGRESS),
    notes: await notesOn(ctx, report),
    history: await reportHistory(ctx, report),
  }
}

const notesOn = (ctx: Ctx, { id, officeId, number }: Observation): Promise<NotesShown | null> =>
  notesShown(ctx, { subjectId: id, officeIds: [officeId], path: `/rapporter/${number}` })

function reasonOf(ctx: Ctx, { state, reason }: Observation): ReportView['reason'] {
  if (reason === null || state === 'linked' || state === 'withdrawn') return null
  const titles = {
    draft: 'observations.toComplete',
    sent: 'observations.reasonAsked',
    returned: 'observations.reasonReturned',
    not_systemic: 'observations.reasonNotSystemic',
  } as const
  return { title: ctx.t(titles[state]), text: reason }
}

async function namesOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await ctx.rows(people).all({ id: In([...new Set(ids)]) })
  return new Map(found.map(({ id, name }) => [id, name]))
}

export interface ReportPage extends ReportView {
  readonly title: string
  readonly complete: { readonly href: string } | null
  readonly triage: { readonly href: string } | null
  /** It was linked to the wrong systemfel. */
  readonly move: { readonly href: string } | null
  readonly addition: { readonly form: FormState; readonly action: string } | null
  readonly withdrawal: { readonly action: string; readonly version: string } | null
}

export async function reportPage(ctx: Ctx, report: Observation, form?: FormState): Promise<ReportPage> {
  const view = await reportView(ctx, report)
  const path = `/rapporter/${report.number}`
  const may = (act: Parameters<typeof isOffered>[1]): boolean => isOffered(ctx.actor, act, report)
  return {
    ...view,
    title: ctx.t('observations.reportTitle', { number: view.number }),
    complete: may('save') ? { href: stepPath(report.id, 'check') } : null,
    triage: may('link') || may('reopen') ? { href: `/inkorg/${report.number}` } : null,
    move: may('unlink') ? { href: `/inkorg/${report.number}/flytta` } : null,
    addition: may('add') ? { form: form ?? emptyForm(), action: `${path}/tillagg` } : null,
    withdrawal: may('withdraw') ? { action: `${path}/aterkalla`, version: versionOf(form, report) } : null,
  }
}
