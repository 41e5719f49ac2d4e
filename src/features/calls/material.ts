import type { Body } from '#src/documents/document.ts'
import { REQUIRED_PARTIES, type Seat } from '#src/features/groups/group.entity.ts'
import { type AgendaSection, agendaSections } from '#src/features/meetings/agenda-rows.ts'
import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { packFor } from '#src/features/meetings/pack.ts'
import type { Ctx } from '#src/work/context.ts'

export interface Material {
  /** The pack for the party's kind of reader; null while it may not leave. */
  readonly pack: Body | null
  /** The agenda, where there is no pack to read. */
  readonly sections: readonly AgendaSection[]
}

/** What somebody who is called reads before the meeting: the pack, or until it may leave, what stands on the agenda and why. */
export async function materialFor(ctx: Ctx, meeting: MeetingInGroup, party: Seat['party']): Promise<Material> {
  const pack = await packFor(ctx, meeting, audienceOf(party))
  return { pack, sections: pack === null ? await agendaSections(ctx, meeting) : [] }
}

/** Those who must be in a group are authorities; others read what associations may. */
const audienceOf = (party: Seat['party']) => (REQUIRED_PARTIES.includes(party) ? 'authorities' : 'associations')
