import { In } from 'typeorm'
import { z } from 'zod'
import { observations } from '#src/features/observations/observation.entity.ts'
import { observationLifecycle } from '#src/features/observations/observation.lifecycle.ts'
import { observationPolicy } from '#src/features/observations/observation.policy.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CarriedReport, carriedReports, MOST_HANDED } from './handover.queries.ts'
import { tellOfHandover } from './office.mails.ts'
import { handoverPolicy } from './office.policy.ts'

/** What stands for the office itself, where a person may also stand. */
export const THE_OFFICE = 'verksamheten'

/** `from` and `to`: the ids offered, and `THE_OFFICE`. */
export const handoverForm = (from: readonly string[], to: readonly string[]) =>
  z
    .object({
      fromId: z.string('office.handFromMissing').refine(id => from.includes(id), 'office.handFromMissing'),
      toId: z.string('office.handToMissing').refine(id => to.includes(id), 'office.handToMissing'),
    })
    .refine(({ fromId, toId }) => fromId !== toId, { path: ['toId'], message: 'office.handToSame' })

interface Handover {
  /** A person, or null for the office itself. */
  readonly fromId: string | null
  readonly toId: string | null
}
export interface HandedOver {
  readonly count: number
  /** There was more than is handed over at once. */
  readonly more: boolean
}

/**
 * Hands over all that somebody carries in an office, to a colleague or to the office, in one act: drafts, reports that
 * wait, and those that feed an open systemfel, with the questions about effect that come of them. Her name stays on what
 * she wrote. The form has seen to it that the receiver is an ombud of the office.
 */
export async function handOver(ctx: Ctx, office: Office, { fromId, toId }: Handover): Promise<HandedOver> {
  const from = { officeId: office.id, personId: fromId }
  handoverPolicy.authorize(ctx.actor, 'view', from)
  const found = await carriedReports(ctx, from)
  const handed = found.slice(0, MOST_HANDED)
  if (handed.length === 0) return { count: 0, more: false }
  for (const report of handed) {
    observationPolicy.authorize(ctx.actor, 'handOver', report)
    observationLifecycle.next(report.state, 'handOver')
  }
  await keep(ctx, handed, toId)
  for (const report of handed) recordOne(ctx, office, report, toId)
  const [type, id] = fromId === null ? ['office', office.id] : ['person', fromId]
  ctx.record('office.handedOver', { type, id }, { officeId: office.id, keeperId: toId, count: handed.length })
  await tellOfHandover(ctx, office, { fromId, toId, count: handed.length })
  return { count: handed.length, more: found.length > MOST_HANDED }
}

/** What comes back to its author is hers as before. */
async function keep(ctx: Ctx, handed: readonly CarriedReport[], keeperId: string | null): Promise<void> {
  const idsOf = (reports: readonly CarriedReport[]) => ({ id: In(reports.map(({ id }) => id)) })
  const back = handed.filter(({ ombudId }) => ombudId === keeperId)
  const away = handed.filter(({ ombudId }) => ombudId !== keeperId)
  const rows = ctx.rows(observations)
  if (back.length > 0) await rows.changeAll(idsOf(back), { keeperId: null, handedAt: null })
  if (away.length > 0) await rows.changeAll(idsOf(away), { keeperId, handedAt: ctx.now })
}

function recordOne(ctx: Ctx, { id: officeId }: Office, report: CarriedReport, keeperId: string | null): void {
  const subject = { type: 'observation', id: report.id }
  if (keeperId === null) ctx.record('observation.handedToOffice', subject, { officeId })
  else ctx.record('observation.handedOver', subject, { officeId, keeperId })
}
