import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import { type Document, languageTag, liesDown, runsOf, type Text } from './document.ts'
import { breakLines, type Line, pdfSafe } from './pdf-text.ts'
import { xmlSafe } from './xml-safe.ts'

export type Pdf = PDFKit.PDFDocument
export type Element = PDFKit.PDFStructureElement

const CREATOR = 'Systemfel'
/** Points: two centimetres and a little. */
export const MARGIN = 62
const LARGE = 18 / 11
const LINE_HEIGHT = 1.35

export interface Look {
  /** Points, before large print. */
  readonly size: number
  readonly colour?: string
}
/** Where lines stand, in points. */
export interface Column {
  readonly x: number
  readonly width: number
  readonly right?: boolean
}
const INK = '#0b0c0c'
export const PAGE_LINE: Look = { size: 8, colour: '#505a5f' }

/** An open PDF with the place where the next thing is written. Signs, widths and page breaks are its matters. */
export class Paper {
  readonly pdf: Pdf
  readonly root: Element
  /** Down to where a page's own matter may go, in points. */
  readonly bottom: number
  /** The lines at the foot of each page; its number comes under them. */
  readonly foot: readonly Line[]
  y = MARGIN
  readonly #scale: number
  readonly #hasSign: (codePoint: number) => boolean
  readonly #widths = new Map<string, number>()

  constructor(document: Document) {
    this.#scale = document.large ? LARGE : 1
    this.pdf = openPdf(document)
    this.#hasSign = signsOf(this.pdf)
    this.root = this.pdf.struct('Document')
    this.pdf.addStructure(this.root)
    this.foot = document.footer.flatMap(line => this.lines(line, this.width, PAGE_LINE))
    this.bottom = this.pdf.page.height - MARGIN - (this.foot.length + 2) * this.heightOf(PAGE_LINE)
  }

  get width(): number {
    return this.pdf.page.width - 2 * MARGIN
  }
  heightOf({ size }: Look): number {
    return size * this.#scale * LINE_HEIGHT
  }
  scaled(points: number): number {
    return points * this.#scale
  }
  safe(text: string): string {
    return pdfSafe(text, this.#hasSign)
  }
  lines(text: Text, width: number, { size }: Look): Line[] {
    const safe = runsOf(text).map(run => ({ ...run, text: this.safe(run.text) }))
    return breakLines(safe, width, (words, strong) => this.#measure(words, strong) * size * this.#scale)
  }

  /** How wide the widest word is, in points: no column of it should be narrower. */
  widestWord(text: Text, { size }: Look): number {
    const words = runsOf(text).flatMap(run =>
      this.safe(run.text)
        .split(/[ \n/–]+/)
        .map(word => this.#measure(word, run.strong === true)),
    )
    return Math.max(0, ...words) * size * this.#scale
  }

  nextPage(): void {
    this.pdf.continueOnNewPage()
    this.y = MARGIN
  }
  /** Begins a new page where so many points are not left. */
  need(points: number): void {
    if (this.y + points > this.bottom && this.y > MARGIN) this.nextPage()
  }

  /** Lines as an element of the structure, from here on and on the next pages where they must. */
  write(parent: Element, tag: string, lines: readonly Line[], look: Look, column: Column = this.column()): void {
    parent.add(
      this.pdf.struct(tag, {}, () => {
        for (const line of lines) {
          this.need(this.heightOf(look))
          this.draw(line, this.y, look, column)
          this.y += this.heightOf(look)
        }
      }),
    )
  }
  column(indent = 0): Column {
    return { x: MARGIN + indent, width: this.width - indent }
  }
  /** One line, its top at `y`. */
  draw(line: Line, y: number, look: Look, { x, width, right = false }: Column): void {
    const size = look.size * this.#scale
    const widthOf = ({ text, strong }: Line[number]): number => this.#measure(text, strong) * size
    const ends = line.map((piece, at) => (at === line.length - 1 ? { ...piece, text: piece.text.trimEnd() } : piece))
    let at = right ? x + width - ends.reduce((sum, piece) => sum + widthOf(piece), 0) : x
    for (const piece of line) {
      this.pdf
        .font(piece.strong ? 'strong' : 'plain')
        .fontSize(size)
        .fillColor(look.colour ?? INK)
      this.pdf.text(piece.text, at, y, { lineBreak: false })
      at += widthOf(piece)
    }
  }

  /** Draws what says nothing. Never within an element. */
  artifact(type: 'Pagination' | 'Layout', draw: (pdf: Pdf) => void): void {
    this.pdf.markContent('Artifact', { type })
    draw(this.pdf)
    this.pdf.endMarkedContent()
  }

  /** In parts of the size of the letters. */
  #measure(text: string, strong: boolean): number {
    const key = `${strong ? '+' : '-'}${text}`
    const known = this.#widths.get(key)
    if (known !== undefined) return known
    const width =
      this.pdf
        .font(strong ? 'strong' : 'plain')
        .fontSize(1000)
        .widthOfString(text) / 1000
    this.#widths.set(key, width)
    return width
  }
}

const require = createRequire(import.meta.url)
const typeface = (name: string): Buffer => readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`))

function openPdf(document: Document): Pdf {
  const title = xmlSafe(document.title)
  const pdf = new PDFDocument({
    ...SHOWS,
    size: 'A4',
    layout: liesDown(document) ? 'landscape' : 'portrait',
    // The margins are our own: pdfkit breaks no page.
    margin: 0,
    lang: languageTag(document.lang),
    info: { Title: title, Subject: xmlSafe(document.subject ?? ''), Creator: CREATOR, Producer: CREATOR },
  } as PDFKit.PDFDocumentOptions)
  pdf.registerFont('plain', typeface('DejaVuSans'))
  pdf.registerFont('strong', typeface('DejaVuSans-Bold'))
  pdf.font('plain')
  escapeMetadata(pdf)
  return pdf
}

const SHOWS = {
  tagged: true,
  subset: 'PDF/UA',
  pdfVersion: '1.7',
  displayTitle: true,
  bufferPages: true,
  // No typeface of pdfkit's own, which would not be inside the file.
  font: '',
}

/** pdfkit sets what is told of the file into the XML of its metadata as it is, once it stands in the file itself. */
function escapeMetadata(pdf: Pdf): void {
  const end = pdf.endSubset.bind(pdf)
  pdf.endSubset = () => {
    for (const key of ['Title', 'Subject'] as const) pdf.info[key] = escaped(pdf.info[key] ?? '')
    end()
  }
}
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Which signs the typeface has. pdfkit keeps it to itself. */
function signsOf(pdf: Pdf): (codePoint: number) => boolean {
  const { _font } = pdf as unknown as { _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } } }
  return codePoint => _font.font.hasGlyphForCodePoint(codePoint)
}
