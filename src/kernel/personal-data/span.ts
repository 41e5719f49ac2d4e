/** A stretch of the readable text, end not included. */
export interface Span {
  readonly start: number
  readonly end: number
}

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** The spans of `candidates` that touch none of `taken`. Both in order and without overlaps among `taken`. */
export function apartFrom<T extends Span>(candidates: readonly T[], taken: readonly Span[]): readonly T[] {
  let next = 0
  return candidates.filter(candidate => {
    while (next < taken.length && (taken[next]?.end ?? 0) <= candidate.start) next += 1
    const other = taken[next]
    return other === undefined || !overlaps(candidate, other)
  })
}

/** In order; of two that overlap the one that begins first, and of those the longer. */
export function withoutOverlaps<T extends Span>(spans: readonly T[]): readonly T[] {
  const kept: T[] = []
  let end = -1
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start < end) continue
    kept.push(span)
    end = span.end
  }
  return kept
}
