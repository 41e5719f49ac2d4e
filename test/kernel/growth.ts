const PATIENCE_NS = 5e9

/**
 * How many times longer `work` takes for the second text than for the first. The fastest of several turns of each, taken
 * in turn, and more turns while the figure is high, so that a busy machine does not look like a slow algorithm.
 */
export function growthOf(work: (text: string) => unknown, short: string, long: string): number {
  let [shortest, longest, spent] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0]
  for (let turn = 0; turn < 4 || (longest > 2.6 * shortest && spent < PATIENCE_NS); turn++) {
    const [one, other] = [nanosecondsFor(work, short), nanosecondsFor(work, long)]
    shortest = Math.min(shortest, one)
    longest = Math.min(longest, other)
    spent += one + other
  }
  return longest / shortest
}

function nanosecondsFor(work: (text: string) => unknown, text: string): number {
  const start = process.hrtime.bigint()
  work(text)
  return Number(process.hrtime.bigint() - start)
}
