import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Orders } from './outbox-process.ts'

const SOURCE = ['--conditions=source', '--import', 'tsx', 'test/mail/outbox-process.ts']
/** What has been built starts in a fourth of the time: `npm run test:faults` starts many. */
const PROGRAM = process.env['FAULT_KILLS'] === undefined ? SOURCE : ['dist/test/mail/outbox-process.js']

/** A process that has read its modules and waits to be told what to do. It ends with the tests, whatever happens. */
export class Worker {
  /** What it has said. */
  readonly lines: string[] = []
  readonly #child: ChildProcess
  readonly #ended: Promise<unknown>
  readonly #ready: Promise<unknown>
  constructor() {
    this.#child = spawn(process.execPath, PROGRAM, { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#ended = once(this.#child, 'exit')
    const said = createInterface({ input: this.#child.stdout as NonNullable<ChildProcess['stdout']> })
    said.on('line', line => this.lines.push(line))
    this.#ready = once(said, 'line')
  }

  async begin(orders: Orders): Promise<void> {
    await this.#ready
    this.#child.stdin?.write(`${JSON.stringify(orders)}\n`)
  }
  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }
  /** At once, as when the power goes. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#ended
  }
  /** As whoever runs it would stop it: what is under way is finished. */
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM')
    await this.#ended
  }
}
