import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { migrations } from '#migrations/index.ts'
import { openDatabase, type Place } from '#src/db/database.ts'
import { ensureAssets } from '#src/dev/build-assets.ts'
import { tables } from '#src/features.ts'
import { StillClock } from '#src/kernel/clock.ts'
import { makeLog } from '#src/log.ts'
import { createApp } from '#src/web/app.ts'
import { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { BENCH_KEYS, BENCH_NOW } from './fill.ts'

/** The real app on a filled database, in a process of its own. Tells its port to the parent. */
const place = JSON.parse(process.argv[2] as string) as Place
ensureAssets()
const db = await openDatabase(place, { tables, migrations }, { allowForgetful: true })
const baseUrl = 'https://systemfel.test'
const works = new UnitsOfWork({ db, clock: new StillClock(BENCH_NOW), keys: BENCH_KEYS, baseUrl, demo: false })
const config = {
  mode: 'production',
  host: '127.0.0.1',
  port: 8080,
  baseUrl,
  dataDir: '',
  database: place,
  keys: BENCH_KEYS,
  smtp: null,
  trustProxy: false,
  logLevel: 'silent',
} as const
const server = createServer(createApp({ config, works, log: makeLog('silent') }).express)
// The other server is measured in between.
server.keepAliveTimeout = 600_000
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('message', message => {
  if (message === 'memory') process.send?.({ rss: process.memoryUsage().rss })
})
process.on('disconnect', () => process.exit(0))
