import { BadConfig } from '#src/config.ts'
import { BackupRefused } from '#src/db/backup-files.ts'

/** The command was given the wrong way; the message shows the right one. */
export class Usage extends Error {}

const MENDABLE = [BadConfig, BackupRefused, Usage]

/** Prints what the command says when it is done. What the operator can mend is told in one line, without a stack. */
export async function attempt(command: () => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await command()}\n`)
  } catch (error) {
    if (!MENDABLE.some(kind => error instanceof kind) && !isUsage(error)) throw error
    process.stderr.write(`${(error as Error).message}\n`)
    process.exitCode = 1
  }
}

/** An option that `parseArgs` does not know. */
const isUsage = (error: unknown): boolean => String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')
