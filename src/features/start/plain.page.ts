/** A page of text from the catalogue. */
export interface PlainPage {
  readonly title: string
}
