import type { Observation } from './observation.entity.ts'

/** The pages of a filing, in order. The first has no path of its own. */
export const STEPS = ['text', 'likeness', 'organisation', 'level', 'extent', 'check'] as const
export type Step = (typeof STEPS)[number]

const PATHS: Readonly<Record<Step, string>> = {
  text: '',
  likeness: '/liknar',
  organisation: '/organisation',
  level: '/niva',
  extent: '/omfattning',
  check: '/kontrollera',
}

export const stepPath = (id: string, step: Step): string => `/rapportera/${id}${PATHS[step]}`

/** What must be filled in before a report can be sent; the organisation may be unknown. */
type Parts = Pick<Observation, 'level' | 'municipalityId' | 'firstMonth' | 'lastMonth' | 'clientBand' | 'severity'>

/** The steps that are not done. */
export function missingSteps(report: Parts): Step[] {
  const { municipalityId, firstMonth, lastMonth, clientBand, severity } = report
  const extent = [municipalityId, firstMonth, lastMonth, clientBand, severity]
  return [
    ...(report.level === null ? (['level'] as const) : []),
    ...(extent.includes(null) ? (['extent'] as const) : []),
  ]
}

/** Where saving a step leads: on, or back to the check page when only this was changed. */
export const nextStep = (report: Parts, step: Step): Step =>
  missingSteps(report).length === 0 ? 'check' : (STEPS[STEPS.indexOf(step) + 1] ?? 'check')

export const previousStep = (step: Step): Step | null => STEPS[STEPS.indexOf(step) - 1] ?? null

type Said = Pick<
  Observation,
  'consequence' | 'tried' | 'proposal' | 'level' | 'municipalityId' | 'deficiencyId' | 'organisationIds'
>
/** A draft of which there is nothing but its text, as a quick note leaves it. */
export const isOnlyNoted = ({ organisationIds, ...rest }: Said): boolean =>
  organisationIds.length === 0 &&
  [rest.consequence, rest.tried, rest.proposal, rest.level, rest.municipalityId, rest.deficiencyId].every(
    said => said === null,
  )
