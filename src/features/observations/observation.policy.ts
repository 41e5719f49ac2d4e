import { type Actor, inOffice } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'
import type { Observation } from './observation.entity.ts'
import { type ObservationAct, observationLifecycle } from './observation.lifecycle.ts'

export type ReportInOffice = Pick<
  Observation,
  'officeId' | 'ombudId' | 'state' | 'writtenById' | 'keeperId' | 'handedAt'
>

const isAuthor = (actor: Actor, { ombudId }: ReportInOffice): boolean => actor.id === ombudId
const isKeeper = (actor: Actor, { keeperId }: ReportInOffice): boolean => actor.id === keeperId
const works = (actor: Actor, { officeId }: ReportInOffice): boolean => inOffice(actor, officeId, 'ombud', 'coordinator')

/** Handed over to the office: everybody who works there carries it. */
export const isTheOffices = ({ handedAt, keeperId }: Pick<Observation, 'handedAt' | 'keeperId'>): boolean =>
  handedAt !== null && keeperId === null

/** Whose words it is: the ombud's, and of whoever wrote it for her or carries it on. */
const holds = (actor: Actor, report: ReportInOffice): boolean =>
  isAuthor(actor, report) || isKeeper(actor, report) || actor.id === report.writtenById || isTheOffices(report)

/** Who carries it now: the one it was handed over to, else its author. */
const carries = (actor: Actor, report: ReportInOffice): boolean =>
  report.handedAt === null ? isAuthor(actor, report) : isKeeper(actor, report)

/**
 * Reports stay in their office. A draft is its author's alone (and of whoever writes it for her), until it is handed over;
 * what has been sent belongs to the office, so that a report can be completed after its author has left.
 */
export const observationPolicy = policyFor<ReportInOffice>()({
  view: (actor, report) => works(actor, report) && (report.state !== 'draft' || holds(actor, report)),
  /** Write it, complete it and send it. */
  save: (actor, report) =>
    (report.state !== 'draft' && inOffice(actor, report.officeId, 'ombud')) ||
    (works(actor, report) && holds(actor, report)),
  discard: (actor, report) =>
    report.state === 'draft' && (isAuthor(actor, report) || (works(actor, report) && holds(actor, report))),
  add: (actor, report) => inOffice(actor, report.officeId, 'ombud') || (works(actor, report) && holds(actor, report)),
  withdraw: (actor, report) =>
    inOffice(actor, report.officeId, 'ombud') && (isAuthor(actor, report) || isKeeper(actor, report)),
  triage: (actor, { officeId }) => inOffice(actor, officeId, 'coordinator'),
  /** To a colleague or to the office: what one carries oneself, and for a coordinator what anybody carries. */
  handOver: (actor, report) =>
    inOffice(actor, report.officeId, 'coordinator') || (works(actor, report) && carries(actor, report)),
})

const RULE_OF = {
  save: 'save',
  send: 'save',
  add: 'add',
  withdraw: 'withdraw',
  link: 'triage',
  return: 'triage',
  dismiss: 'triage',
  hold: 'triage',
  resume: 'triage',
  reopen: 'triage',
  handOver: 'handOver',
  unlink: 'triage',
} as const satisfies Record<ObservationAct, keyof typeof observationPolicy.rules>

/** Allowed to the actor, and open from the state: what pages offer. */
export const isOffered = (actor: Actor, act: ObservationAct, report: ReportInOffice): boolean =>
  observationLifecycle.allows(report.state, act) && observationPolicy.can(actor, RULE_OF[act], report)
