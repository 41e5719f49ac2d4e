import { TooMany } from '#src/kernel/errors.ts'

/** An export that is never fetched to its end gives its turn back after so many milliseconds. */
const LONGEST = 120_000

/** Files that take long are made one at a time for each person, and few at once for all (quality A7). */
export class ExportTurns {
  readonly #atOnce: number
  readonly #taken = new Set<string>()
  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  /** Throws `TooMany` while the person makes another, or too many others do. Call what it gives when the file is made. */
  take(personId: string): () => void {
    if (this.#taken.has(personId)) throw new TooMany('documents.oneAtATime')
    if (this.#taken.size >= this.#atOnce) throw new TooMany('documents.othersFirst')
    this.#taken.add(personId)
    const release = (): void => {
      clearTimeout(timer)
      this.#taken.delete(personId)
    }
    const timer = setTimeout(release, LONGEST)
    timer.unref()
    return release
  }
}

/** Two at once in a process. */
export const exportTurns = new ExportTurns(2)
