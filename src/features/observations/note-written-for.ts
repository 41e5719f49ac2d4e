import type { Ctx } from '#src/work/context.ts'
import type { Observation } from './observation.entity.ts'
import { tellWrittenFor } from './observation.mails.ts'

/** At its first sending: the history says who wrote it for whom, and the ombud is told. */
export async function noteWrittenFor(ctx: Ctx, sent: Observation, before: Observation): Promise<void> {
  const { id, officeId, ombudId, writtenById } = sent
  if (writtenById === null || before.number !== null) return
  ctx.record('observation.writtenFor', { type: 'observation', id }, { officeId, writerId: writtenById, ombudId })
  await tellWrittenFor(ctx, sent)
}
