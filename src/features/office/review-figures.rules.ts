/** Something that was let stand, and why: codes, as the log has them. */
export interface LetStand {
  readonly kind: string
  readonly reason: string
}
/** How often each kind was let stand, in all and for each reason; the most common first. */
export interface KindFigures {
  readonly kind: string
  readonly count: number
  readonly reasons: Readonly<Record<string, number>>
}

/** Counts what the log's lines hold; what does not look as it should is left out. */
export function countLetStand(details: readonly unknown[]): KindFigures[] {
  const kinds = new Map<string, Map<string, number>>()
  for (const { kind, reason } of details.flatMap(foundIn)) {
    const reasons = kinds.get(kind) ?? new Map<string, number>()
    kinds.set(kind, reasons.set(reason, (reasons.get(reason) ?? 0) + 1))
  }
  return [...kinds]
    .map(([kind, reasons]) => ({
      kind,
      count: [...reasons.values()].reduce((sum, count) => sum + count, 0),
      reasons: Object.fromEntries(reasons),
    }))
    .sort((one, other) => other.count - one.count || (one.kind < other.kind ? -1 : 1))
}

function foundIn(details: unknown): LetStand[] {
  const found = (details as { readonly found?: unknown } | null)?.found
  if (!Array.isArray(found)) return []
  return found.flatMap(({ kind, reason }: Partial<LetStand>) =>
    typeof kind === 'string' && typeof reason === 'string' ? [{ kind, reason }] : [],
  )
}
