import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BadConfig, type Config, readConfig } from './config.ts'
import { prepareDemo } from './dev/demo/prepare-demo.ts'
import { remindCirculations } from './features/decisions/remind-circulations.job.ts'
import { askEffects } from './features/effects/ask-effects.job.ts'
import { sendDigests } from './features/following/digest.job.ts'
import { clearDrafts } from './features/observations/clear-drafts.job.ts'
import { remindDue } from './features/reminders/remind-due.job.ts'
import { Reindexer } from './features/search/reindex.job.ts'
import { clearTechnical } from './jobs/clear-technical.job.ts'
import { refreshByRules } from './jobs/refresh-definitions.job.ts'
import { Ticker } from './jobs/ticker.ts'
import { sendOutbox } from './mail/send-outbox.job.ts'
import { makeServices, type Services } from './services.ts'
import { createApp } from './web/app.ts'

const mode = process.argv.includes('--demo') ? 'demo' : 'production'

/** Start and stop: settings → database → services → web and jobs. */
async function main(): Promise<void> {
  const config = readConfig(process.env, mode)
  process.umask(0o077)
  const services = await makeServices(config)
  if (mode === 'demo') await prepareDemo(services)
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 })
  server.on('request', createApp(services).express)
  const tickers = startJobs(services)
  server.listen(config.port, config.host, () => announce(config, server.address() as AddressInfo))
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    server.close(() => {
      Promise.all(tickers.map(ticker => ticker.stop()))
        .then(() => services.close())
        .then(() => process.exit(0), fail)
    })
    server.closeIdleConnections()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

function startJobs({ works, transport, log }: Services): Ticker[] {
  const outbox = new Ticker('send-outbox', () => sendOutbox(works, transport, log), log)
  const clear = new Ticker('clear-technical', () => clearTechnical(works), log)
  const drafts = new Ticker('clear-drafts', () => clearDrafts(works), log)
  const refresh = new Ticker('refresh-definitions', () => refreshByRules(works), log)
  const remind = new Ticker('remind-due', () => remindDue(works), log)
  const reindex = new Ticker('reindex', new Reindexer(works).round, log)
  const effects = new Ticker('ask-effects', () => askEffects(works), log)
  const digests = new Ticker('send-digests', () => sendDigests(works), log)
  const circulated = new Ticker('remind-circulations', () => remindCirculations(works), log)
  outbox.start(3_000)
  clear.start(600_000)
  drafts.start(DAY)
  circulated.start(HOUR)
  refresh.start(3_000)
  remind.start(60_000)
  reindex.start(1_000)
  effects.start(HOUR)
  digests.start(60_000)
  return [outbox, clear, drafts, refresh, remind, reindex, effects, digests, circulated]
}

function announce({ mode: as, baseUrl }: Config, { port }: AddressInfo): void {
  const where = as === 'demo' ? `http://localhost:${port}` : baseUrl
  process.stdout.write(`Systemfel ${as === 'demo' ? '(demo) ' : ''}lyssnar på ${where}\n`)
}

function fail(error: unknown): void {
  const text = error instanceof BadConfig ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`${text}\n`)
  process.exit(1)
}

main().catch(fail)
