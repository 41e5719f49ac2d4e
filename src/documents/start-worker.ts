import { Worker, type WorkerOptions } from 'node:worker_threads'

/**
 * Starts a thread from a file of ours, given without its ending and relative to the module that asks. Built, it is
 * JavaScript; from source the loader that the process was started with does not reach its threads and is told to.
 */
export function startWorker(file: string, from: string, options: WorkerOptions): Worker {
  const source = from.endsWith('.ts')
  const url = new URL(`${file}${source ? '.ts' : '.js'}`, from)
  if (!source) return new Worker(url, options)
  const code = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(url.href)}) })`
  return new Worker(code, { ...options, eval: true })
}

const LONGEST = 60_000

/** The file that a thread answers with. `kind` is for the message where it fails or takes longer than a minute. */
export function answerOf(worker: Worker, kind: string): Promise<Buffer> {
  const answer = new Promise<Buffer>((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`${kind}: a file took longer than ${LONGEST} ms.`)), LONGEST)
    timer.unref()
    worker.once('message', (bytes: Uint8Array) => done(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
    worker.once('error', fail)
    worker.once('exit', code => fail(new Error(`${kind}: the thread that makes files ended with ${code}.`)))
  })
  // While what it needs is still being sent nobody listens yet.
  answer.catch(() => undefined)
  return answer
}
