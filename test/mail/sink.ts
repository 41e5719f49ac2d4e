import type { AddressInfo } from 'node:net'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'

export interface Received {
  /** Whom the server was told to deliver to, whatever the headers say. */
  readonly recipients: readonly string[]
  readonly sender: string
  readonly raw: string
  readonly mail: Email
}
type Refusal = (address: string) => { readonly code: number } | null

/** A real SMTP server on a port of the system's choice, behind a line that can be cut: what comes is kept. */
export class Sink {
  readonly received: Received[] = []
  /** How many letters were offered to each address, refused ones too. */
  readonly offered = new Map<string, number>()
  refuse: Refusal = () => null
  readonly #smtp: SMTPServer
  readonly #line: Server
  readonly #open = new Set<Socket>()
  #cut = false
  private constructor(options: SMTPServerOptions) {
    this.#smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      ...options,
      onRcptTo: ({ address }, _session, done) => {
        this.offered.set(address, (this.offered.get(address) ?? 0) + 1)
        const refusal = this.refuse(address)
        done(refusal === null ? undefined : refused(refusal.code))
      },
      onData: (stream, session, done) => {
        this.#keep(stream, session).then(() => done(), done)
      },
    })
    this.#smtp.on('error', () => undefined)
    this.#line = createServer(client => this.#carry(client))
  }

  static async open(options: SMTPServerOptions = {}): Promise<Sink> {
    const sink = new Sink(options)
    await new Promise<void>(done => sink.#smtp.listen(0, '127.0.0.1', done))
    await new Promise<void>(done => sink.#line.listen(0, '127.0.0.1', done))
    return sink
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.#line.address() as AddressInfo).port}?ignoreTLS=true`
  }
  /** The line is dead: whoever calls is cut off, as when the server is down. */
  cut(): void {
    this.#cut = true
    for (const socket of this.#open) socket.destroy()
  }
  mend(): void {
    this.#cut = false
  }
  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy()
    await new Promise<void>(done => this.#line.close(() => done()))
    await new Promise<void>(done => this.#smtp.close(done))
  }

  #carry(client: Socket): void {
    if (this.#cut) {
      client.destroy()
      return
    }
    const server = createConnection((this.#smtp.server.address() as AddressInfo).port, '127.0.0.1')
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#open.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        this.#open.delete(socket)
        other.destroy()
      })
    }
    client.pipe(server).pipe(client)
  }

  async #keep(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of stream) parts.push(part as Buffer)
    const raw = Buffer.concat(parts)
    const { mailFrom, rcptTo } = session.envelope
    this.received.push({
      recipients: rcptTo.map(({ address }) => address),
      sender: mailFrom === false ? '' : mailFrom.address,
      raw: raw.toString('latin1'),
      mail: await PostalMime.parse(raw),
    })
  }
}

const refused = (code: number): Error => Object.assign(new Error('refused'), { responseCode: code })
