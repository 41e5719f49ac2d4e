import { Agent, request } from 'node:http'

export interface Answer {
  readonly status: number
  readonly body: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}
export interface Call {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}
/** Milliseconds, and requests a second over the whole run. */
export interface Figures {
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

/** A client with kept-alive connections to one server on this machine. */
export class Client {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  readonly #port: number
  constructor(port: number) {
    this.#port = port
  }

  send({ method, path, headers, body }: Call): Promise<Answer> {
    return new Promise((done, fail) => {
      const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
      const options = { host: '127.0.0.1', port: this.#port, method, path, agent: this.#agent }
      const sent = request({ ...options, headers: { ...headers, ...length } }, answer => {
        let text = ''
        answer.setEncoding('utf8').on('data', part => {
          text += part
        })
        answer.on('end', () => done({ status: answer.statusCode ?? 0, body: text, headers: answer.headers }))
      })
      sent.on('error', fail)
      sent.end(body)
    })
  }
  close(): void {
    this.#agent.destroy()
  }
}

/** Has `clients` send one after another until `count` are answered. `once` throws when an answer is not the right one. */
export async function load(clients: number, count: number, once: (at: number) => Promise<void>): Promise<Figures> {
  const times: number[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < count) {
      const at = next
      next += 1
      const started = performance.now()
      await once(at)
      times.push(performance.now() - started)
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: clients }, worker))
  const seconds = (performance.now() - started) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { perSecond: times.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
