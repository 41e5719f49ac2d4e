import { z } from 'zod'
import { type Deficiency, deficiencyOrganisations } from '#src/features/deficiencies/deficiency.entity.ts'
import { CLIENT_BANDS } from '#src/features/deficiencies/words.ts'
import { indexReport } from '#src/features/search/findable.ts'
import type { Day } from '#src/kernel/days.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { emptyReport, LONGEST_TEXT } from './describe-hindrance.ts'
import { linkObservation } from './link-observation.ts'
import { nextReportNumber } from './number-report.ts'
import { type Observation, observations } from './observation.entity.ts'
import { observationLifecycle } from './observation.lifecycle.ts'
import { observationPolicy } from './observation.policy.ts'
import { isOwnEmployer } from './own-employer.ts'
import { officeField, oneOf, pastMonth } from './report-fields.ts'
import { tellOfLinked } from './watchers.mails.ts'

export const LONGEST_LINE = 1000

const metFields = (municipalityIds: readonly string[], today: Day, longest: number) => ({
  month: pastMonth(today),
  municipalityId: oneOf(municipalityIds, 'observations.municipalityMissing'),
  clientBand: field.choice(CLIENT_BANDS),
  line: field.optionalText(longest),
})
/** From a draft, whose text is the line. */
export const sameHereFromDraftForm = (municipalityIds: readonly string[], today: Day) =>
  z.object({ ...metFields(municipalityIds, today, LONGEST_TEXT), version: field.version() })
/** From a systemfel: `served` has the municipalities of each office that the person may write for. */
export const sameHereForm = (served: ReadonlyMap<string, readonly string[]>, today: Day) =>
  z
    .object({
      ...metFields([...served.values()].flat(), today, LONGEST_LINE),
      officeId: officeField([...served.keys()]),
    })
    .refine(({ officeId, municipalityId }) => served.get(officeId)?.includes(municipalityId), {
      path: ['municipalityId'],
      message: 'observations.municipalityOfOffice',
    })

interface Met {
  readonly month: string
  readonly municipalityId: string
  readonly clientBand: Observation['clientBand']
  readonly line: string | null
}

/** "Samma här" on a systemfel: sent and linked at once, without triage. The form has seen to it that the office is one's own. */
export async function reportSameHere(
  ctx: Ctx,
  deficiency: Deficiency,
  officeId: string,
  met: Met,
): Promise<Observation> {
  const empty = emptyReport(ctx, officeId, '')
  return sendSameHere(ctx, deficiency, await ctx.rows(observations).insert(empty), met)
}

/** The same from a draft, when the ombud found it among the candidates. `version` is that of the page. */
export async function reportDraftSameHere(
  ctx: Ctx,
  deficiency: Deficiency,
  draft: Observation,
  met: Met & { readonly version: number },
): Promise<Observation> {
  observationPolicy.authorize(ctx.actor, 'save', draft)
  return sendSameHere(ctx, deficiency, { ...draft, version: met.version }, met)
}

async function sendSameHere(ctx: Ctx, deficiency: Deficiency, draft: Observation, met: Met): Promise<Observation> {
  const bodies = await ctx.rows(deficiencyOrganisations).all({ deficiencyId: deficiency.id })
  const organisationIds = bodies.map(({ organisationId }) => organisationId)
  const sent = await ctx.rows(observations).update(draft, {
    state: observationLifecycle.next(draft.state, 'send'),
    number: draft.number ?? (await nextReportNumber(ctx)),
    sentAt: draft.sentAt ?? ctx.now,
    whatHappened: met.line ?? '',
    municipalityId: met.municipalityId,
    firstMonth: met.month,
    lastMonth: met.month,
    clientBand: met.clientBand,
    ownEmployer: await isOwnEmployer(ctx, draft.officeId, organisationIds),
    sameHere: true,
  })
  await indexReport(ctx, sent)
  const facts = { number: sent.number, officeId: sent.officeId, sameHere: true, ownEmployer: sent.ownEmployer }
  ctx.record('observation.sent', { type: 'observation', id: sent.id }, facts)
  const linked = await linkObservation(ctx, sent, deficiency)
  if (sent.ownEmployer && !deficiency.protected) await tellOfLinked(ctx, sent, linked)
  return sent
}
