import type { Document } from './document.ts'

/**
 * A document as a Word file: A4, headings that Word and screen readers know as headings, table headers repeated on
 * each page, page numbers, no link that leaves the file. The library is loaded at first use.
 */
export async function writeDocx(document: Document): Promise<Buffer> {
  const { buildDocx } = await import('./docx-file.ts')
  return await buildDocx(document)
}
