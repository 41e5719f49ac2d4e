import { IsNull, MoreThanOrEqual } from 'typeorm'
import { deficiencyLinks } from '#src/features/links/link.entity.ts'
import { isMerge, type Merge } from '#src/features/links/link.queries.ts'
import type { Ctx } from '#src/work/context.ts'

/** What merges after an instant have moved, so that what came before it can be counted as it was. */
export interface LaterMerges {
  /** Whose a row was, by its id and whose it is now. */
  readonly owner: (rowId: string, deficiencyId: string) => string
  /** Whether somebody stands in the circle of a systemfel because of such a merge only. */
  readonly came: (deficiencyId: string, memberId: string) => boolean
  /** Reports that were moved. */
  readonly reports: readonly string[]
  /** Where all of it is now. */
  readonly into: readonly string[]
}

/** Only those that stand: what was undone has gone back. There are none for a half-year that is counted while it runs. */
export async function mergesSince(ctx: Ctx, since: Date): Promise<LaterMerges> {
  const stands = { kind: 'same', undoneAt: IsNull(), at: MoreThanOrEqual(since) } as const
  const merges = (await ctx.rows(deficiencyLinks).all(stands, { at: 'DESC', id: 'DESC' })).filter(isMerge)
  const moved = new Map<string, Merge[]>()
  for (const merge of merges) for (const id of rowsOf(merge)) moved.set(id, [...(moved.get(id) ?? []), merge])
  const circles = new Map<string, Set<string>>(merges.map(({ toId }) => [toId, new Set()]))
  for (const { toId, moved: of } of merges) for (const id of of.circle) circles.get(toId)?.add(id)
  return {
    // The latest first: back along the chain.
    owner: (rowId, now) => (moved.get(rowId) ?? []).reduce((of, { fromId, toId }) => (of === toId ? fromId : of), now),
    came: (deficiencyId, memberId) => circles.get(deficiencyId)?.has(memberId) ?? false,
    reports: merges.flatMap(({ moved: { reports } }) => reports),
    into: [...new Set(merges.map(({ toId }) => toId))],
  }
}

const rowsOf = ({ moved: { reports, requests, actions } }: Merge): string[] => [...reports, ...requests, ...actions]
