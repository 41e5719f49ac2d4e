const PATIENCE_NS = 5e9

/** Eight times the length: about 8 for work that grows with the length, 64 for work that grows with its square. */
const [SHORT, LONG, ENOUGH] = [5_000, 40_000, 12]
/** Far from both, so that a busy machine settles nothing. */
export const LINEAR = 28

/**
 * How many times longer `work` takes for the longer of two texts that `textOf` makes. The fastest of several turns of each, taken
 * in turn, and more turns while the figure is high, so that a busy machine does not look like a slow algorithm.
 */
export function growthOf(work: (text: string) => unknown, textOf: (length: number) => string): number {
  const [short, long] = [textOf(SHORT), textOf(LONG)]
  let [shortest, longest, spent] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0]
  for (let turn = 0; turn < 4 || (longest > ENOUGH * shortest && spent < PATIENCE_NS); turn++) {
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
