import { z } from 'zod'
import { type Deficiency, deficiencyOrganisations } from '#src/features/deficiencies/deficiency.entity.ts'
import { CLIENT_BANDS } from '#src/features/deficiencies/words.ts'
import { indexReport } from '#src/features/search/findable.ts'
import { type Day, monthOf } from '#src/kernel/days.ts'
import { type Answers, field } from '#src/kernel/forms.ts'
import { foundIn } from '#src/kernel/text-review.ts'
import type { Ctx } from '#src/work/context.ts'
import { emptyReport, LONGEST_TEXT } from './describe-hindrance.ts'
import { linkObservation } from './link-observation.ts'
import { noteWrittenFor } from './note-written-for.ts'
import { nextReportNumber } from './number-report.ts'
import { type Observation, observations } from './observation.entity.ts'
import { observationLifecycle } from './observation.lifecycle.ts'
import { observationPolicy } from './observation.policy.ts'
import { takesProtectedPath } from './own-employer.ts'
import { officeField, oneOf, pastMonth } from './report-fields.ts'
import { tellOfLinked } from './watchers.mails.ts'
import { authorOf, isColleague, type WritingFor } from './writing-for.ts'

export const LONGEST_LINE = 1000
/** How many clients most of them are about. */
export const LIKELIEST = { clientBand: '1' } as const

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
export const sameHereForm = (served: ReadonlyMap<string, readonly string[]>, today: Day, writing: WritingFor) =>
  z
    .object({
      ...metFields([...served.values()].flat(), today, LONGEST_LINE),
      officeId: officeField([...served.keys()]),
      forId: field.optionalId(),
    })
    .refine(chosen => isColleague(writing, chosen), { path: ['forId'], message: 'office.forElsewhere' })
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
  met: Met & { readonly forId?: string | null },
): Promise<Observation> {
  const empty = { ...emptyReport(ctx, officeId, ''), ...authorOf(ctx, met.forId ?? null) }
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

/**
 * The same at once, with what is likeliest: this month, the office's only municipality, one client. Null where something is
 * left to choose, or to answer about the text.
 */
export async function reportNow(
  ctx: Ctx,
  deficiency: Deficiency,
  draft: Observation,
  municipalityIds: readonly string[],
): Promise<Observation | null> {
  const [municipalityId, ...others] = municipalityIds
  if (municipalityId === undefined || others.length > 0) return null
  const { whatHappened: line, version } = draft
  const likely = { ...LIKELIEST, month: monthOf(ctx.today), municipalityId, line, version: String(version) }
  const form = ctx.form(sameHereFromDraftForm(municipalityIds, ctx.today), likely, answersForLine(draft))
  return form.ok ? reportDraftSameHere(ctx, deficiency, draft, form.value) : null
}

/** What has been let stand in the draft's text, for the box where the same text is the line. */
export function answersForLine({ whatHappened, reviewed }: Observation): Answers {
  const inLine = foundIn('line', 'free', whatHappened)
  return Object.fromEntries(
    foundIn('whatHappened', 'free', whatHappened).flatMap(({ key }, at) => {
      const [reason, same] = [reviewed?.[key], inLine[at]]
      return reason === undefined || same === undefined ? [] : [[same.key, reason]]
    }),
  )
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
    ownEmployer: await takesProtectedPath(ctx, draft, organisationIds),
    sameHere: true,
  })
  await indexReport(ctx, sent)
  const facts = { number: sent.number, officeId: sent.officeId, sameHere: true, ownEmployer: sent.ownEmployer }
  ctx.record('observation.sent', { type: 'observation', id: sent.id }, facts)
  await noteWrittenFor(ctx, sent, draft)
  const linked = await linkObservation(ctx, sent, deficiency)
  if (sent.ownEmployer && !deficiency.protected) await tellOfLinked(ctx, sent, linked)
  return sent
}
