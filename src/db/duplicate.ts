/** Tells whether the error, or what caused it, is the breach of a unique constraint. */
export function isDuplicate(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, driverError } = error as Error & { code?: unknown; driverError?: unknown }
  if (code === '23505') return true
  if (code === 'SQLITE_CONSTRAINT' && /UNIQUE constraint failed|PRIMARY KEY must be unique/.test(error.message))
    return true
  return driverError !== error && isDuplicate(driverError)
}
