import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { hasRole } from '#src/kernel/actor.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Observation } from './observation.entity.ts'
import { nextMeetingDay } from './observation.queries.ts'

export interface ReceiptPage {
  readonly title: string
  readonly fictitious: boolean
  readonly number: string
  readonly office: string
  /** The systemfel it feeds already ("samma här"). */
  readonly linked: { readonly number: string; readonly title: string } | null
  readonly nextMeeting: Day | null
  readonly ownEmployer: boolean
  readonly mayFile: boolean
}

/** Of a report that has been sent: its reference, and what happens next and when. */
export async function receiptPage(ctx: Ctx, report: Observation): Promise<ReceiptPage> {
  const [office] = await officesByIds(ctx, [report.officeId])
  const { deficiencyId } = report
  const deficiency = deficiencyId === null ? null : await ctx.rows(deficiencies).one({ id: deficiencyId })
  return {
    title: ctx.t('observations.received'),
    fictitious: office?.fictitious ?? false,
    number: report.number ?? '',
    office: office?.name ?? '',
    linked: deficiency && { number: deficiency.number, title: deficiency.title },
    nextMeeting: await nextMeetingDay(ctx, report.officeId),
    ownEmployer: report.ownEmployer,
    mayFile: hasRole(ctx.actor, 'ombud', 'coordinator'),
  }
}
