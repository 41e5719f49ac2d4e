import { buffer } from 'node:stream/consumers'
import { translate } from '#src/i18n/translate.ts'
import type { Document } from './document.ts'
import { ALARM, writeBlock, writeHeading, writeLead } from './pdf-blocks.ts'
import { Outline } from './pdf-outline.ts'
import { MARGIN, PAGE_LINE, Paper } from './pdf-paper.ts'
import type { Line } from './pdf-text.ts'

/** From the top of the page to the line that says what it is of. */
const HEAD = 30

/** See `writePdf`. Apart from it because it runs in another thread. */
export async function buildPdf(document: Document): Promise<Buffer> {
  const paper = new Paper(document)
  const outline = new Outline(paper.pdf)
  const made = buffer(paper.pdf)
  if (document.fictitious) writeLead(paper, translate(document.lang, 'documents.fictitious'), ALARM, true)
  writeHeading(paper, outline, { level: 1, text: document.title })
  if (document.subject !== undefined) writeLead(paper, document.subject)
  for (const block of document.blocks) writeBlock(paper, outline, block, document.lang)
  paper.root.end()
  writePageLines(paper, document)
  paper.pdf.end()
  return await made
}

/** Head and foot of each page, which are no part of what it says. */
function writePageLines(paper: Paper, { title, lang, fictitious }: Document): void {
  const { start, count } = paper.pdf.bufferedPageRange()
  const height = paper.heightOf(PAGE_LINE)
  const top = paper.pdf.page.height - MARGIN / 2 - (paper.foot.length + 1) * height
  const lineOf = (text: string): Line => paper.lines(text, paper.width, PAGE_LINE)[0] ?? []
  const mark = fictitious ? `${translate(lang, 'documents.fictitious')} · ` : ''
  const head = lineOf(`${mark}Systemfel · ${title}`)
  for (let page = start; page < start + count; page++) {
    const of = `${translate(lang, 'documents.page')} ${page + 1} ${translate(lang, 'documents.pageOf')} ${count}`
    paper.pdf.switchToPage(page)
    paper.artifact('Pagination', () => {
      paper.draw(head, HEAD, PAGE_LINE, paper.column())
      for (const [at, line] of paper.foot.entries()) paper.draw(line, top + at * height, PAGE_LINE, paper.column())
      paper.draw(lineOf(of), top + paper.foot.length * height, PAGE_LINE, { ...paper.column(), right: true })
    })
  }
}
