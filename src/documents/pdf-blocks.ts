import type { Block, Heading, Text } from './document.ts'
import type { Outline } from './pdf-outline.ts'
import type { Element, Look, Paper } from './pdf-paper.ts'
import { writeFacts, writeTable } from './pdf-table.ts'

const PETROL = '#0b4f5c'
const RULE = '#b1b4b6'
const GREY = '#505a5f'
export const ALARM = '#a4262c'
const BODY: Look = { size: 11 }
const HEADINGS: Record<1 | Heading['level'], Look & { readonly before: number }> = {
  1: { size: 20, colour: PETROL, before: 0 },
  2: { size: 15, colour: PETROL, before: 16 },
  3: { size: 12.5, colour: PETROL, before: 12 },
  4: { size: 11, colour: PETROL, before: 10 },
}
const INDENT = 16

export function writeBlock(paper: Paper, outline: Outline, block: Block, lang: 'sv' | 'en'): void {
  switch (block.kind) {
    case 'heading':
      writeHeading(paper, outline, block)
      break
    case 'paragraph':
      paper.write(paper.root, 'P', paper.lines(block.text, paper.width, BODY), BODY)
      paper.y += paper.scaled(6)
      break
    case 'note':
      writeNote(paper, block.text)
      break
    case 'list':
      writeList(paper, block.items, block.ordered === true)
      break
    case 'facts':
      writeFacts(paper, block.rows)
      break
    case 'table':
      writeTable(paper, block, lang)
  }
}

/** Never alone at the foot of a page. */
export function writeHeading(
  paper: Paper,
  outline: Outline,
  { level, text, newPage = false }: Pick<Heading, 'text' | 'newPage'> & { readonly level: 1 | Heading['level'] },
): void {
  const { before, ...look } = HEADINGS[level]
  const lines = paper.lines([{ text, strong: true }], paper.width, look)
  if (newPage) paper.nextPage()
  paper.y += paper.scaled(before)
  paper.need(lines.length * paper.heightOf(look) + 3 * paper.heightOf(BODY))
  outline.add(level, paper.safe(text).replaceAll('\n', ' '))
  paper.write(paper.root, `H${level}`, lines, look)
  paper.y += paper.scaled(4)
}

export function writeLead(paper: Paper, text: string, colour = GREY, strong = false): void {
  const look = { size: 13, colour }
  paper.write(paper.root, 'P', paper.lines([{ text, strong }], paper.width, look), look)
  paper.y += paper.scaled(8)
}

/** Its bar is drawn where it stands, page by page, before its words. */
function writeNote(paper: Paper, text: Text): void {
  const lines = paper.lines(text, paper.width - INDENT, BODY)
  const height = paper.heightOf(BODY)
  const note = paper.pdf.struct('P')
  paper.root.add(note)
  for (let from = 0; from < lines.length; ) {
    paper.need(height)
    const part = lines.slice(from, from + Math.max(1, Math.floor((paper.bottom - paper.y) / height)))
    const { y } = paper
    paper.artifact('Layout', pdf => pdf.rect(paper.column().x, y, 3, part.length * height).fill(RULE))
    note.add(() => {
      for (const [at, line] of part.entries()) paper.draw(line, y + at * height, BODY, paper.column(INDENT))
    })
    paper.y += part.length * height
    from += part.length
  }
  note.end()
  paper.y += paper.scaled(8)
}

function writeList(paper: Paper, items: readonly Text[], ordered: boolean): void {
  const list = paper.pdf.struct('L')
  paper.root.add(list)
  sayNumbering(list, ordered ? 'Decimal' : 'Disc')
  const indent = paper.scaled(ordered ? 24 : INDENT)
  for (const [index, text] of items.entries()) {
    const item = paper.pdf.struct('LI')
    list.add(item)
    paper.need(paper.heightOf(BODY))
    const { y } = paper
    const label = { text: ordered ? `${index + 1}. ` : '• ', strong: false }
    item.add(paper.pdf.struct('Lbl', {}, () => paper.draw([label], y, BODY, paper.column())))
    paper.write(item, 'LBody', paper.lines(text, paper.width - indent, BODY), BODY, paper.column(indent))
    item.end()
    paper.y += paper.scaled(2)
  }
  list.end()
  paper.y += paper.scaled(6)
}

/** PDF/UA wants a list that has labels to say of which kind they are; pdfkit has no option for it. */
function sayNumbering(list: Element, ListNumbering: 'Decimal' | 'Disc'): void {
  const { dictionary } = list as unknown as { dictionary: { data: Record<string, unknown> } }
  dictionary.data['A'] = { O: 'List', ListNumbering }
}
