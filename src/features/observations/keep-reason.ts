import { In } from 'typeorm'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import { officeNotes } from '#src/features/office/office-note.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Observation } from './observation.entity.ts'

const GIVEN = { 'observation.returned': 'returned', 'observation.dismissed': 'dismissed' } as const

/**
 * Before another reason takes its place, the one that a report was returned or dismissed with is put among the office's
 * notes, by whom and when it was given: nothing that was said is written over.
 */
export async function keepReason(ctx: Ctx, { id, officeId, reason }: Observation): Promise<void> {
  if (reason === null) return
  const where = { subjectId: id, action: In(Object.keys(GIVEN)) }
  const [given] = await ctx.rows(auditEvents).all(where, { position: 'DESC' }, 1)
  if (given === undefined) return
  await ctx.rows(officeNotes).insert({
    id: ctx.newId(),
    officeId,
    subjectType: 'observation',
    subjectId: id,
    personId: given.actorKind === 'person' ? given.actorId : ctx.actor.id,
    kind: GIVEN[given.action as keyof typeof GIVEN],
    text: reason,
    at: given.at,
  })
}
