import type { Log } from '#src/log.ts'
import type { Transport } from '#src/mail/transport.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import type { Rhythm } from './rhythm.rules.ts'

export interface JobServices {
  readonly works: UnitsOfWork
  readonly transport: Transport
  readonly log: Log
}

export interface Job {
  /** At most 36 characters; the texts call it `job.<name>`. */
  readonly name: string
  readonly rhythm: Rhythm
  /** Made once a process; what it gives is one run, told the time it was due. A job may be broken off anywhere and run again. */
  readonly work: (services: JobServices) => (due: Date) => Promise<unknown>
  /** For a job of every few seconds: whether there is anything to do. While there is not, nothing is written. */
  readonly hasWork?: (works: UnitsOfWork) => Promise<boolean>
}
