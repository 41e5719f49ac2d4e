/** A stretch of the readable text, end not included. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The candidates that touch none of `taken`. Both in order, `taken` without overlaps. */
export const apartFrom = <T extends Span>(candidates: readonly T[], taken: readonly Span[]): readonly T[] =>
  filterBeside(candidates, taken, (candidate, next) => next.start >= candidate.end)

/** The candidates that do not begin in one of `taken`; one of `taken` may begin in them. Both in order. */
export const notBegunIn = <T extends Span>(candidates: readonly T[], taken: readonly Span[]): readonly T[] =>
  filterBeside(candidates, taken, (candidate, next) => next.start > candidate.start)

/** Keeps what stands right beside the first of `taken` that does not end before it; in one pass over both. */
function filterBeside<T extends Span>(
  candidates: readonly T[],
  taken: readonly Span[],
  standsRight: (candidate: T, next: Span) => boolean,
): readonly T[] {
  let index = 0
  return candidates.filter(candidate => {
    while ((taken[index]?.end ?? Number.POSITIVE_INFINITY) <= candidate.start) index += 1
    const next = taken[index]
    return next === undefined || standsRight(candidate, next)
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
