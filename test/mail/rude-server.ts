import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'

/** What a server does instead of what it should, and from where in the talk. */
export type Rudeness =
  | 'slow banner'
  | '421 banner'
  | 'no TLS after all'
  | 'hang after DATA'
  | 'hang after the letter'
  | 'reset in the letter'
  | 'nonsense'

/** Speaks just enough SMTP to be rude at the right place. Counts the letters that it was given whole. */
export class RudeServer {
  letters = 0
  readonly #server: Server
  readonly #open = new Set<Socket>()
  private constructor(rudeness: Rudeness) {
    this.#server = createServer(socket => {
      this.#open.add(socket)
      socket.on('close', () => this.#open.delete(socket)).on('error', () => undefined)
      talk(socket, rudeness, () => {
        this.letters += 1
      })
    })
  }
  static async open(rudeness: Rudeness): Promise<RudeServer> {
    const rude = new RudeServer(rudeness)
    await new Promise<void>(done => rude.#server.listen(0, '127.0.0.1', done))
    return rude
  }
  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }
  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy()
    await new Promise<void>(done => this.#server.close(() => done()))
  }
}

const BANNERS: Partial<Record<Rudeness, string | null>> = {
  'slow banner': null,
  '421 banner': '421 busy',
  nonsense: 'HTTP/1.1 200 OK',
}
const GREETINGS: Partial<Record<Rudeness, string>> = { 'no TLS after all': '250-rude\r\n250 STARTTLS' }
/** What it says to each command, by its first letters; nothing where that is the rudeness. */
const answerTo = (rudeness: Rudeness, verb: string): string | null => {
  if (verb === 'EHLO') return GREETINGS[rudeness] ?? '250 rude'
  if (verb === 'STAR') return '454 TLS not available'
  if (verb === 'DATA') return rudeness === 'hang after DATA' ? null : '354 go on'
  return '250 ok'
}

function talk(socket: Socket, rudeness: Rudeness, whole: () => void): void {
  const say = (line: string | null): void => void (line === null || socket.write(`${line}\r\n`))
  const banner = BANNERS[rudeness]
  say(banner === undefined ? '220 rude' : banner)
  let letter: string | null = null
  const hear = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'DATA') letter = ''
    say(answerTo(rudeness, verb))
  }
  const take = (): void => {
    letter = null
    whole()
    if (rudeness !== 'hang after the letter') say('250 taken')
  }
  socket.setEncoding('latin1').on('data', (text: string) => {
    if (letter === null) {
      for (const line of text.split('\r\n').filter(Boolean)) hear(line)
      return
    }
    letter += text
    if (rudeness === 'reset in the letter') socket.resetAndDestroy()
    else if (letter.endsWith('\r\n.\r\n')) take()
  })
}
