import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CandidateCard, candidateCard } from './candidate.page.ts'
import { candidatesFor } from './candidates.queries.ts'
import { versionOf } from './filing.page.ts'
import type { Observation } from './observation.entity.ts'
import { type ReportView, reportView } from './report.page.ts'

export interface MovePage {
  readonly title: string
  readonly fictitious: boolean
  readonly view: ReportView
  readonly lead: string
  /** The systemfel is left without reports. */
  readonly only: string | null
  readonly action: string
  readonly form: FormState
  readonly version: string
  readonly candidates: readonly CandidateCard[]
}

/** A report that was linked to the wrong systemfel: where does it belong? */
export async function movePage(ctx: Ctx, report: Observation, form: FormState = emptyForm()): Promise<MovePage> {
  const view = await reportView(ctx, report)
  const now = await ctx.rows(deficiencies).get({ id: report.deficiencyId ?? '' })
  const candidates = (await candidatesFor(ctx, report)).filter(({ id }) => id !== now.id)
  return {
    title: ctx.t('links.moveTitle'),
    fictitious: view.fictitious,
    view,
    lead: ctx.t('links.moveLead', { number: now.number }),
    only: now.reportCount > 1 ? null : ctx.t('links.moveOnly', { number: now.number }),
    action: `/inkorg/${report.number}/flytta`,
    form,
    version: versionOf(form, report),
    candidates: candidates.map(shown => candidateCard(ctx, shown)),
  }
}
