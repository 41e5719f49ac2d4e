import type { Pdf } from './pdf-paper.ts'

interface Item {
  readonly level: number
  readonly entry: PDFKit.PDFOutline
}

/** The bookmarks: each heading under the nearest one above it that is of a higher level. */
export class Outline {
  readonly #pdf: Pdf
  #open: readonly Item[] = []
  constructor(pdf: Pdf) {
    this.#pdf = pdf
  }

  /** Leads to the page that is open now. */
  add(level: number, title: string): void {
    this.#open = this.#open.filter(above => above.level < level)
    const entry = (this.#open.at(-1)?.entry ?? this.#pdf.outline).addItem(title)
    this.#open = [...this.#open, { level, entry }]
  }
}
