import type { AccountForm, FormPart, FormSection } from '#src/features/accounts/form.ts'
import { readDocx, textOf } from '#test/support/docx.ts'
import { readPdf } from '#test/support/pdf.ts'
import { type Element, elements } from '#test/support/xml.ts'

/** A line of a file as a person meets it, in its order: a heading, a text, or a row with its cells. */
export interface Line {
  readonly kind: 'heading' | 'text' | 'row'
  readonly cells: readonly string[]
}
const line = (kind: Line['kind'], ...cells: string[]): Line => ({ kind, cells })

export function linesOfDocx(file: Buffer): Line[] {
  const [body] = elements(readDocx(file).parts.get('word/document.xml') as Element, 'w:body')
  const parts = (body?.children ?? []).filter(child => typeof child !== 'string')
  return parts.flatMap(part => {
    if (part.name === 'w:tbl')
      return elements(part, 'w:tr').map(row => line('row', ...elements(row, 'w:tc').map(textOf)))
    const style = elements(part, 'w:pStyle')[0]?.attributes['w:val'] ?? ''
    const text = textOf(part)
    return text === '' ? [] : [line(style.startsWith('Heading') ? 'heading' : 'text', text)]
  })
}

export function linesOfPdf(file: Buffer): Line[] {
  const lines: { kind: Line['kind']; cells: string[] }[] = []
  for (const { tag, text } of readPdf(file).tagged) {
    if (tag === 'TR') lines.push({ kind: 'row', cells: [] })
    else if (tag === 'TH' || tag === 'TD') lines.at(-1)?.cells.push(text)
    else if (/^H\d$/.test(tag)) lines.push({ kind: 'heading', cells: [text] })
    else if (text !== '') lines.push({ kind: 'text', cells: [text] })
  }
  return lines
}

export interface ReadBack {
  readonly values: Readonly<Record<string, string>>
  readonly interpreted: readonly string[]
}

/** PDF has no line breaks and no double spaces inside a text. */
export const folded = (text: string): string => text.replace(/\s+/g, ' ').trim()

/**
 * Reads a filled form back into its boxes, as a handläggare would with the empty form beside it: label by label, in the
 * form's order. Throws at the first line that is not what the form has there.
 */
export function readBack(form: AccountForm, lines: readonly Line[]): ReadBack {
  const reader = new Reader(lines)
  reader.next('heading', form.title)
  for (const text of [form.subject, ...form.diary, form.about, form.sending]) if (text !== '') reader.next('text', text)
  for (const section of form.sections) reader.section(section)
  if (form.signing !== '') reader.next('text', form.signing)
  reader.end()
  return reader
}

const MARK = ' (tolkat)'
const EMPTY = '–'

class Reader implements ReadBack {
  readonly values: Record<string, string> = {}
  readonly interpreted: string[] = []
  readonly #lines: readonly Line[]
  #at = 0
  constructor(lines: readonly Line[]) {
    this.#lines = lines
  }

  /** The cells after the first, which must say this. */
  next(kind: Line['kind'], label: string): readonly string[] {
    const found = this.#lines[this.#at]
    const [first = '', ...cells] = found?.cells ?? []
    if (found?.kind !== kind || folded(first) !== folded(label))
      throw new Error(`Line ${this.#at} should be the ${kind} “${label}” and is the ${found?.kind} “${first}”`)
    this.#at++
    return cells
  }
  end(): void {
    if (this.#at !== this.#lines.length) throw new Error(`Too much: “${this.#lines[this.#at]?.cells.join(' | ')}”`)
  }

  section({ heading, parts }: FormSection): void {
    this.next('heading', heading)
    for (const part of parts) this.#part(part)
  }

  #part(part: FormPart): void {
    switch (part.kind) {
      case 'heading':
        this.next('heading', part.text)
        break
      case 'words':
        this.next('text', part.text)
        break
      case 'footnote':
        this.next('text', `${part.number} ${part.text}`)
        break
      case 'text':
        this.#keep(part.key, this.next('row', part.label)[0])
        break
      case 'number':
        this.#amount(part)
        break
      case 'numbers':
        this.#numbers(part)
        break
      case 'ticks':
        this.#ticks(part)
        break
      default:
        if (part.kind === 'choice' && !part.counted) this.#chosen(part)
        else this.#options(part)
    }
  }

  /** Money stands in groups of three; thousands say that they are. */
  #amount({ key, label, hint, unit }: Extract<FormPart, { kind: 'number' }>): void {
    const [cell = ''] = this.next('row', [label, hint].filter(Boolean).join(' '))
    const said = /tkr/.test(label) || unit !== 'tkr' ? cell : cell.replace(/\stkr$/, '')
    if (unit === 'tkr' && cell !== EMPTY && said === cell) throw new Error(`${label} does not say its unit`)
    this.#keep(key, unit === 'kr' || unit === 'tkr' ? said.replace(/(?<=\d)\s(?=\d{3})/g, '') : said)
  }

  #numbers({ caption = 'Antal', columns, rows }: Extract<FormPart, { kind: 'numbers' }>): void {
    this.#header(
      caption,
      columns.map(([, label]) => label),
    )
    for (const [row, label] of rows) {
      const cells = this.next('row', label)
      for (const [at, [column]] of columns.entries()) this.#keep(`${row}.${column}`, cells[at])
    }
  }

  #ticks({ caption, columns, rows, which }: Extract<FormPart, { kind: 'ticks' }>): void {
    this.#header(caption, [...columns.map(([, label]) => label), ...(which === undefined ? [] : [which])])
    for (const [row, label] of rows) {
      const cells = this.next('row', label)
      for (const [at, [code]] of columns.entries()) this.#tick(row, code, cells[at])
      if (which !== undefined) this.#keep(`${row}.which`, cells[columns.length])
    }
  }
  #header(caption: string, labels: readonly string[]): void {
    this.next('text', caption)
    const heads = this.next('row', 'Rad').map(folded)
    if (heads.join('|') !== labels.map(folded).join('|')) throw new Error(`Columns: ${heads.join('|')}`)
  }

  #options(part: Extract<FormPart, { kind: 'choice' | 'several' }>): void {
    const { key, label, options } = part
    this.next('text', label)
    for (const [code, name] of options) {
      const [cell = ''] = this.next('row', name)
      if (part.kind === 'several') this.#tick(`${key}.${code}`, 'yes', cell)
      else this.#counted(key, code, cell)
    }
  }
  #chosen({ key, label, options }: Extract<FormPart, { kind: 'choice' }>): void {
    const [cell = ''] = this.next('row', label)
    const said = cell.replace(MARK, '')
    const chosen = options.find(([, name]) => folded(name) === folded(said))
    if (chosen === undefined && cell !== EMPTY) throw new Error(`${label}: “${cell}” is no option`)
    if (chosen !== undefined) this.#keep(key, cell.replace(said, chosen[0]))
  }
  #counted(key: string, code: string, cell: string): void {
    for (const said of cell.split(', ')) {
      if (/^\d/.test(said)) this.#keep(`${key}.${code}`, said)
      else this.#tick(key, code, said)
    }
  }

  #tick(key: string, code: string, cell = ''): void {
    if (cell === EMPTY) return
    if (cell.replace(MARK, '') !== 'x') throw new Error(`${key}: “${cell}” is no tick`)
    if (key in this.values) throw new Error(`${key} is ticked twice`)
    this.#keep(key, cell.replace('x', code))
  }

  #keep(key: string, cell = ''): void {
    if (cell === EMPTY) return
    if (cell.endsWith(MARK)) this.interpreted.push(key)
    this.values[key] = cell.endsWith(MARK) ? cell.slice(0, -MARK.length) : cell
  }
}
