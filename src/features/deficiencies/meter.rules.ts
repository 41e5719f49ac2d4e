import {
  DEFINITION_PARTS,
  type DefinitionPart,
  type DefinitionRules,
  daysMet,
  definitionOf,
  type Evidence,
} from './definition.rules.ts'
import { FEW } from './disclosure.rules.ts'

/** What a part of the definition is reached by, or lacks. */
export type Measure = 'reports' | 'clients' | 'ombud' | 'lone' | 'units' | 'days'

/** One of the three steps of the recurrence meter, as far as its reader may know. */
export interface Step {
  readonly part: DefinitionPart
  /** Null: not told outside the offices. */
  readonly reached: boolean | null
  readonly measure: Measure
  /** Null: not told outside the offices. */
  readonly have: number | null
  readonly need: number
}

/**
 * The recurrence meter; null where it is not tried. Outside the offices that feed it (`inside` is false) a step is told
 * when all are reached, which the definition says anyway, and where the number of reports and their months are told: from
 * five on. How many ombud there are is never told there.
 */
export function meterOf(evidence: Evidence, rules: DefinitionRules, inside: boolean): Step[] | null {
  const { status, reached } = definitionOf(evidence, rules)
  if (reached === null) return null
  const exact = inside || evidence.reports >= FEW
  const tells: Readonly<Record<DefinitionPart, boolean>> = { recurring: exact, shared: inside, lasting: exact }
  return DEFINITION_PARTS.map(part => {
    const step = STEPS[part](evidence, rules)
    const known = tells[part] || status === 'met'
    return { part, ...step, reached: known ? reached[part] : null, have: tells[part] ? step.have : null }
  })
}

type Measured = Pick<Step, 'measure' | 'need'> & { readonly have: number }
const STEPS: Readonly<Record<DefinitionPart, (evidence: Evidence, rules: DefinitionRules) => Measured>> = {
  recurring({ reports, clients }, { leastReports, leastClients }) {
    return reports < leastReports && clients >= leastClients
      ? { measure: 'clients', have: clients, need: leastClients }
      : { measure: 'reports', have: reports, need: leastReports }
  },
  shared({ ombud, loneOmbud, units }, { leastOmbud, leastUnits }) {
    if (loneOmbud) return { measure: 'lone', have: 1, need: 1 }
    if (ombud < leastOmbud && units >= leastUnits) return { measure: 'units', have: units, need: leastUnits }
    // Of other offices' ombud nobody is told more than that they are enough.
    return { measure: 'ombud', have: Math.min(ombud, leastOmbud), need: leastOmbud }
  },
  lasting(evidence, { leastDays }) {
    return { measure: 'days', have: daysMet(evidence) ?? 0, need: leastDays }
  },
}
