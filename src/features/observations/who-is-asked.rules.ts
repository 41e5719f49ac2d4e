import type { Observation } from './observation.entity.ts'

export type Carried = Pick<Observation, 'ombudId' | 'keeperId' | 'handedAt'>

/** Who works in the report's office today, with an account that is open. */
export interface OfficeStaff {
  readonly ombudIds: readonly string[]
  readonly coordinatorIds: readonly string[]
}

/**
 * Who is told about a report, and asked whether it helped: the one it was handed over to, while she works in the office;
 * else its author, while she does, unless she handed it over to the office; else the coordinators. Nobody where the
 * office has none.
 */
export function whoIsAsked({ ombudId, keeperId, handedAt }: Carried, staff: OfficeStaff): readonly string[] {
  const isThere = (id: string): boolean => [...staff.ombudIds, ...staff.coordinatorIds].includes(id)
  if (keeperId !== null && isThere(keeperId)) return [keeperId]
  const isTheOffices = handedAt !== null && keeperId === null
  return !isTheOffices && isThere(ombudId) ? [ombudId] : staff.coordinatorIds
}
