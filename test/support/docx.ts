import { unzip } from './unzip.ts'
import { type Element, elements, parseXml } from './xml.ts'

export interface ReadDocx {
  /** Every XML part, parsed; a part that is not well-formed throws. */
  readonly parts: ReadonlyMap<string, Element>
  readonly source: (part: string) => string
  readonly paragraphs: readonly { readonly style: string | undefined; readonly text: string }[]
  /** The text of every cell, table by table and row by row. */
  readonly tables: readonly (readonly (readonly string[])[])[]
  readonly headerRows: readonly number[]
}

/** Reads a Word file back as a person sees it. */
export function readDocx(file: Buffer): ReadDocx {
  const files = unzip(file)
  const source = (part: string): string => {
    const content = files.get(part)
    if (content === undefined) throw new Error(`${part} is missing; there is ${[...files.keys()].join(', ')}`)
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  }
  const names = [...files.keys()].filter(name => /\.(xml|rels)$/.test(name))
  const parts = new Map(names.map(name => [name, parseXml(source(name))]))
  const body = parts.get('word/document.xml') as Element
  const tables = elements(body, 'w:tbl')
  return {
    parts,
    source,
    paragraphs: elements(body, 'w:p').map(p => ({ style: styleOf(p), text: textOf(p) })),
    tables: tables.map(table => elements(table, 'w:tr').map(row => elements(row, 'w:tc').map(textOf))),
    headerRows: tables.map(table => elements(table, 'w:tblHeader').length),
  }
}

const styleOf = (paragraph: Element): string | undefined => elements(paragraph, 'w:pStyle')[0]?.attributes['w:val']

/** What a paragraph, cell or part says: Word's breaks and tabs as `\n` and `\t`. */
export function textOf(element: Element): string {
  if (element.name === 'w:br') return '\n'
  if (element.name === 'w:tab') return '\t'
  if (element.name === 'w:instrText' || element.name === 'w:pPr') return ''
  if (element.name === 'w:t') return element.children.join('')
  return element.children.map(child => (typeof child === 'string' ? '' : textOf(child))).join('')
}
