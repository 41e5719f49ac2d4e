/** What the attempt was rejected with. Fails where it succeeds. */
export async function thrownBy(attempt: () => Promise<unknown>): Promise<unknown> {
  try {
    await attempt()
  } catch (error) {
    return error
  }
  throw new Error('It was expected to fail, and did not.')
}
