import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BadConfig, type Config, readConfig } from './config.ts'
import { prepareDemo } from './dev/demo/prepare-demo.ts'
import { JobRunner } from './jobs/job-runner.ts'
import { JOBS } from './jobs/jobs.ts'
import { makeServices } from './services.ts'
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
  const jobs = new JobRunner(services, JOBS)
  jobs.start()
  server.listen(config.port, config.host, () => announce(config, server.address() as AddressInfo))
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    server.close(() => {
      jobs
        .stop()
        .then(() => services.close())
        .then(() => process.exit(0), fail)
    })
    server.closeIdleConnections()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
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
