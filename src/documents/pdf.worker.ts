import { parentPort, workerData } from 'node:worker_threads'
import type { Document } from './document.ts'
import { buildPdf } from './pdf-file.ts'

/** Answers with the file. What is thrown is heard of as an error by the thread that waits. */
const bytes = new Uint8Array(await buildPdf(workerData as Document))
parentPort?.postMessage(bytes, [bytes.buffer])
