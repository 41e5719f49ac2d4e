import type { Seat } from '#src/features/groups/group.entity.ts'
import { type AgendaSection, agendaSections } from '#src/features/meetings/agenda-rows.ts'
import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import type { Ctx } from '#src/work/context.ts'

export interface Material {
  readonly sections: readonly AgendaSection[]
}

/**
 * What somebody who is called reads before the meeting: the agenda, with the line that says why each item is there. The
 * pack for the party's kind of reader belongs here.
 */
export const materialFor = async (ctx: Ctx, meeting: MeetingInGroup, _party: Seat['party']): Promise<Material> => ({
  sections: await agendaSections(ctx, meeting),
})
