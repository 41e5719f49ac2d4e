import { type Actor, inOffice } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'
import type { Observation } from './observation.entity.ts'
import { type ObservationAct, observationLifecycle } from './observation.lifecycle.ts'

export type ReportInOffice = Pick<Observation, 'officeId' | 'ombudId' | 'state'>

const isAuthor = (actor: Actor, { ombudId }: ReportInOffice): boolean => actor.id === ombudId

/**
 * Reports stay in their office. A draft is its author's alone; what has been sent belongs to the office, so that a report
 * can be completed after its author has left.
 */
export const observationPolicy = policyFor<ReportInOffice>()({
  view: (actor, report) =>
    inOffice(actor, report.officeId, 'ombud', 'coordinator') && (report.state !== 'draft' || isAuthor(actor, report)),
  /** Write it, complete it and send it. */
  save: (actor, report) =>
    inOffice(actor, report.officeId, 'ombud') && (report.state !== 'draft' || isAuthor(actor, report)),
  discard: (actor, report) => report.state === 'draft' && isAuthor(actor, report),
  add: (actor, { officeId }) => inOffice(actor, officeId, 'ombud'),
  withdraw: (actor, report) => inOffice(actor, report.officeId, 'ombud') && isAuthor(actor, report),
  triage: (actor, { officeId }) => inOffice(actor, officeId, 'coordinator'),
})

const RULE_OF = {
  save: 'save',
  send: 'save',
  add: 'add',
  withdraw: 'withdraw',
  link: 'triage',
  return: 'triage',
  dismiss: 'triage',
} as const satisfies Record<ObservationAct, keyof typeof observationPolicy.rules>

/** Allowed to the actor, and open from the state: what pages offer. */
export const isOffered = (actor: Actor, act: ObservationAct, report: ReportInOffice): boolean =>
  observationLifecycle.allows(report.state, act) && observationPolicy.can(actor, RULE_OF[act], report)
