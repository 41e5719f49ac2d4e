import type { Worker } from 'node:worker_threads'
import { startWorker } from './start-worker.ts'
import type { Workbook } from './workbook.ts'

/** Enough for ten thousand rows many times over. */
const MEMORY = { maxOldGenerationSizeMb: 256 }
const LONGEST = 60_000
/**
 * A table as an Excel file: numbers are numbers and days are days, the header stands still and filters, and nothing is a
 * formula. It is made in a thread of its own, so that others' pages need not wait for it; memory and time are bounded.
 */
export async function writeXlsx({ parts, ...workbook }: Workbook): Promise<Buffer> {
  const worker = startWorker('./xlsx.worker', import.meta.url, { workerData: workbook, resourceLimits: MEMORY })
  const made = answerOf(worker)
  try {
    for await (const part of parts) worker.postMessage(part)
    worker.postMessage(null)
    return await made
  } finally {
    await worker.terminate()
  }
}

function answerOf(worker: Worker): Promise<Buffer> {
  const answer = new Promise<Buffer>((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`An XLSX file took longer than ${LONGEST} ms.`)), LONGEST)
    timer.unref()
    worker.once('message', (bytes: Uint8Array) => done(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
    worker.once('error', fail)
    worker.once('exit', code => fail(new Error(`The thread that makes XLSX files ended with ${code}.`)))
  })
  // While rows are still being sent nobody listens yet.
  answer.catch(() => undefined)
  return answer
}
