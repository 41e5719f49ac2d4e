import type { Document } from './document.ts'
import { answerOf, startWorker } from './start-worker.ts'

/** Enough for a hundred pages many times over. */
const MEMORY = { maxOldGenerationSizeMb: 256 }

/**
 * A document as a tagged PDF (PDF/UA): A4, in Swedish or English as the document says, with headings, lists and tables that
 * screen readers know as such, bookmarks, and its typeface inside. Signs that the typeface lacks stand as U+FFFD. It is
 * made in a thread of its own, so that others' pages need not wait for it; memory and time are bounded.
 */
export async function writePdf(document: Document): Promise<Buffer> {
  const worker = startWorker('./pdf.worker', import.meta.url, { workerData: document, resourceLimits: MEMORY })
  try {
    return await answerOf(worker, 'PDF')
  } finally {
    await worker.terminate()
  }
}
