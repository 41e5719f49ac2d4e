import { answerOf, startWorker } from './start-worker.ts'
import type { Workbook } from './workbook.ts'

/** Enough for ten thousand rows many times over. */
const MEMORY = { maxOldGenerationSizeMb: 256 }

/**
 * A table as an Excel file: numbers are numbers and days are days, the header stands still and filters, and nothing is a
 * formula. It is made in a thread of its own, so that others' pages need not wait for it; memory and time are bounded.
 */
export async function writeXlsx({ parts, ...workbook }: Workbook): Promise<Buffer> {
  const worker = startWorker('./xlsx.worker', import.meta.url, { workerData: workbook, resourceLimits: MEMORY })
  const made = answerOf(worker, 'XLSX')
  try {
    for await (const part of parts) worker.postMessage(part)
    worker.postMessage(null)
    return await made
  } finally {
    await worker.terminate()
  }
}
