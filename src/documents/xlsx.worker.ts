import { parentPort, workerData } from 'node:worker_threads'
import type { Cell } from './document.ts'
import type { WholeWorkbook } from './workbook.ts'
import { buildXlsx } from './xlsx-file.ts'

/** Gathers rows until it is told that there are no more, and answers with the file. */
const rows: (readonly Cell[])[] = []

parentPort?.on('message', (part: readonly (readonly Cell[])[] | null) => {
  if (part !== null) {
    rows.push(...part)
    return
  }
  const workbook = { ...(workerData as Omit<WholeWorkbook, 'rows'>), rows }
  buildXlsx(workbook).then(
    file => {
      const bytes = new Uint8Array(file)
      parentPort?.postMessage(bytes, [bytes.buffer])
      parentPort?.close()
    },
    error => {
      // Thrown outside the promise: the thread that waits hears of it as an error.
      setImmediate(() => {
        throw error
      })
    },
  )
})
