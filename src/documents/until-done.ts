/** Makes a file and gives its turn back when the last of it has been read, or when it fails. */
export async function untilDone<T extends Buffer | string | AsyncIterable<Buffer>>(
  content: () => Promise<T>,
  done: () => void,
): Promise<Buffer | string | AsyncIterable<Buffer>> {
  try {
    const made = await content()
    if (typeof made !== 'string' && !Buffer.isBuffer(made)) return partsUntilDone(made, done)
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
