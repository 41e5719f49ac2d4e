import { mkdirSync } from 'node:fs'
import { migrations } from '#migrations/index.ts'
import type { Config } from './config.ts'
import { openDatabase } from './db/database.ts'
import { tables } from './features.ts'
import { type Clock, systemClock } from './kernel/clock.ts'
import { type Log, makeLog } from './log.ts'
import { noTransport, smtpTransport, type Transport } from './mail/transport.ts'
import { UnitsOfWork } from './work/unit-of-work.ts'

/** What lives as long as the process, made once. */
export interface Services {
  readonly config: Config
  readonly log: Log
  readonly works: UnitsOfWork
  readonly transport: Transport
  close(): Promise<void>
}

export async function makeServices(config: Config, clock: Clock = systemClock): Promise<Services> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const log = makeLog(config.logLevel)
  const db = await openDatabase(config.database, { tables, migrations })
  const transport = config.smtp === null ? noTransport : smtpTransport(config.smtp.url, config.smtp.from)
  const { keys, baseUrl } = config
  const works = new UnitsOfWork({ db, clock, keys, baseUrl, demo: config.mode === 'demo' })
  return {
    config,
    log,
    works,
    transport,
    async close() {
      transport.close()
      await db.close()
    },
  }
}
