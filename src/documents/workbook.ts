import type { Cell, Column } from './document.ts'

/** A table with columns that know their kind, given in parts: it may be too long to be made at once. */
export interface SheetParts {
  readonly columns: readonly Column[]
  readonly parts: AsyncIterable<readonly (readonly Cell[])[]>
  /** After an empty line. */
  readonly footer: readonly string[]
}
/** An XLSX file of one sheet. */
export interface Workbook extends SheetParts {
  readonly title: string
  readonly madeAt: Date
}
/** The same with all its rows, as the worker gets it. */
export interface WholeWorkbook extends Omit<Workbook, 'parts'> {
  readonly rows: readonly (readonly Cell[])[]
}
