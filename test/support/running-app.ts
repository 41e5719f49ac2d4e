import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { World } from './world.ts'

export interface RunningApp {
  readonly world: World
  /** `http://127.0.0.1:…`, on a port that was free. */
  readonly url: string
  stop(): Promise<void>
}

/** The app as demo mode runs it, on loopback, on an empty database and a clock that stands still. */
export async function startApp(): Promise<RunningApp> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const world = await World.open({ mode: 'demo', host: '127.0.0.1', port, baseUrl: url, trustProxy: false })
  server.on('request', world.app.express)
  return {
    world,
    url,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
