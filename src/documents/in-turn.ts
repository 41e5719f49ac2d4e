import { exportTurns } from './export-turns.ts'
import type { MadeFile } from './list-file.ts'

/**
 * A file that a person waits for in her turn, which lasts from the first query to the last byte. Throws `TooMany` while
 * she makes another, or too many others do. Null where `prepare` finds that there is no file to make.
 */
export async function inTurn(personId: string, prepare: () => Promise<MadeFile | null>): Promise<MadeFile | null> {
  const done = exportTurns.take(personId)
  try {
    const file = await prepare()
    if (file !== null) return { ...file, content: () => untilDone(file.content, done) }
    done()
    return null
  } catch (error) {
    done()
    throw error
  }
}

/** The same of a file whose facts are at hand already. */
export function contentInTurn(personId: string, content: MadeFile['content']): MadeFile['content'] {
  const done = exportTurns.take(personId)
  return () => untilDone(content, done)
}

/** Makes it and gives the turn back when the last of it has been read, or when it fails. */
async function untilDone(content: MadeFile['content'], done: () => void): Promise<Buffer | AsyncIterable<Buffer>> {
  try {
    const made = await content()
    if (!Buffer.isBuffer(made)) return partsUntilDone(made, done)
    done()
    return made
  } catch (error) {
    done()
    throw error
  }
}

async function* partsUntilDone(parts: AsyncIterable<Buffer>, done: () => void): AsyncGenerator<Buffer> {
  try {
    yield* parts
  } finally {
    done()
  }
}
