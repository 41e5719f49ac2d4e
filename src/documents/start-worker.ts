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
