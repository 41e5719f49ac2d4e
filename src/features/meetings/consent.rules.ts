import type { ConsentReply } from './agenda.entity.ts'

/** How the seats stand to an item that is to be decided by consent. */
export interface ConsentCount {
  readonly agreed: number
  readonly objected: number
  readonly unanswered: number
  /** All agree, so that it may be decided in one act with others. */
  readonly ready: boolean
}

/** Only seats that somebody holds count; nobody's silence is taken for a yes. */
export function consentCount(
  seatIds: readonly string[],
  replies: readonly Pick<ConsentReply, 'seatId' | 'answer'>[],
): ConsentCount {
  const counted = replies.filter(({ seatId }) => seatIds.includes(seatId))
  const agreed = counted.filter(({ answer }) => answer === 'agreed').length
  const objected = counted.length - agreed
  const unanswered = seatIds.length - counted.length
  return { agreed, objected, unanswered, ready: agreed > 0 && objected === 0 && unanswered === 0 }
}
