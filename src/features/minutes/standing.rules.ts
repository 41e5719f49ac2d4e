import type { MinutesAdjuster, MinutesApproval, MinutesObjection } from './minutes.entity.ts'

/** `again`: she has approved it, and the text is another now. */
export type Mark = 'approved' | 'waiting' | 'again' | 'objected'
interface Read {
  readonly key: string
  readonly hash: string
}
export interface Said {
  readonly approvals: readonly Pick<MinutesApproval, 'adjusterId' | 'part' | 'textHash'>[]
  readonly objections: readonly Pick<MinutesObjection, 'adjusterId' | 'part' | 'textHash' | 'kind' | 'takenBackAt'>[]
}

/** Whether somebody has asked for another text of the part than the one it has now. */
export const isOpen = (objection: Said['objections'][number], { key, hash }: Read): boolean =>
  objection.kind === 'change' && objection.takenBackAt === null && objection.part === key && objection.textHash === hash

/** Where a part stands with one of those who approve it. An approval is of a text: of another it says nothing. */
export function markOf(read: Read, adjusterId: string, { approvals, objections }: Said): Mark {
  const hers = <T extends { readonly adjusterId: string }>(all: readonly T[]) =>
    all.filter(one => one.adjusterId === adjusterId)
  if (hers(objections).some(one => isOpen(one, read))) return 'objected'
  const earlier = hers(approvals).filter(({ part }) => part === read.key)
  if (earlier.some(({ textHash }) => textHash === read.hash)) return 'approved'
  return earlier.length > 0 ? 'again' : 'waiting'
}

/** What one approval covers: every part that waits for her, and none that she wants changed. */
export const waitsFor = <R extends Read>(parts: readonly R[], adjusterId: string, said: Said): R[] =>
  parts.filter(part => ['waiting', 'again'].includes(markOf(part, adjusterId, said)))

/** Every part by everybody. Minutes that nobody is to approve are never approved. */
export const isApproved = (
  parts: readonly Read[],
  adjusters: readonly Pick<MinutesAdjuster, 'id'>[],
  said: Said,
): boolean =>
  adjusters.length > 0 && adjusters.every(({ id }) => parts.every(part => markOf(part, id, said) === 'approved'))
