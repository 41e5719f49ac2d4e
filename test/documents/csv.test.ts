import { expect } from 'chai'
import fc from 'fast-check'
import { csvFooter, csvSafe, writeCsv, writeTablesCsv } from '#src/documents/csv.ts'
import { parseCsv } from '../support/csv.ts'
import { example } from './example.ts'

const SIGNS = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']
const sheet = { columns: [{ label: 'Text' }], rows: [] }
const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc
    .array(fc.constantFrom(...SIGNS, "'", '"', ';', ' ', '\r\n', '\u200b', '\u00a0', 'å', '1', '\uFEFF'), {
      maxLength: 8,
    })
    .map(pieces => pieces.join('')),
)

/** What a spreadsheet's reader sees of a field. */
const withoutPrefix = (text: string): string =>
  text.startsWith("'") && csvSafe(text.slice(1)) === text ? text.slice(1) : text

describe('A table as CSV', () => {
  it('begins with a byte order mark, parts fields with ; and ends every line with CRLF', () => {
    const columns = [{ label: 'Nivå' }, { label: 'Antal', numeric: true }]
    const file = writeCsv({
      columns,
      rows: [
        ['Lokal; nivå', 3],
        ['Säger "nej"', null],
      ],
    })
    expect(file.toString('utf8')).to.equal('\uFEFFNivå;Antal\r\n"Lokal; nivå";3\r\n"Säger ""nej""";\r\n')
  })

  it('keeps numbers numbers, with a decimal comma and without a prefix', () => {
    const rows = [[-5], [1234.5], [0], [-0.25], [Number.NaN], [null]]
    expect(
      parseCsv(writeCsv({ ...sheet, rows }))
        .slice(1)
        .flat(),
    ).to.deep.equal(['-5', '1234,5', '0', '-0,25', '', ''])
  })

  it('prefixes every text that a spreadsheet could take for a formula (I6)', () => {
    for (const sign of SIGNS) {
      for (const before of ['', ' ', '\u00a0', '\u200b', '\uFEFF', '\t ']) {
        const text = `${before}${sign}1+1`
        const [, [field] = []] = parseCsv(writeCsv({ ...sheet, rows: [[text]] }))
        expect(field, JSON.stringify(text)).to.equal(`'${text}`)
      }
    }
  })

  it('prefixes headers and footers as well', () => {
    const file = writeCsv({ columns: [{ label: '=A' }], rows: [], footer: ['@B'] })
    expect(parseCsv(file)).to.deep.equal([["'=A"], [''], ["'@B"]])
  })

  it('leaves ordinary texts alone', () => {
    for (const text of ['Systemfel', 'a=b', 'AF - FK', '–', 'å', '', "'citat'", '1-2 veckor', 'Nytt\nrad'])
      expect(csvSafe(text)).to.equal(text)
  })

  it('gives 10,000 rows of any text back as they were (I6)', () => {
    const rows = fc.sample(fc.tuple(texts, fc.integer(), texts), { numRuns: 10_000, seed: 20_261_121 })
    const columns = [{ label: 'A' }, { label: 'B', numeric: true }, { label: 'C' }]
    const [, ...read] = parseCsv(writeCsv({ columns, rows }))
    expect(read.length).to.equal(rows.length)
    read.forEach(([first = '', number, last = ''], index) => {
      expect([withoutPrefix(first), Number(number), withoutPrefix(last)]).to.deep.equal(rows[index])
      for (const field of [first, last]) expect(field).not.to.match(/^\s*[=+\-@\0＝＋－＠]/)
    })
  })

  it('puts the lines of the export after an empty line, as wide as the table (P12)', () => {
    const columns = [{ label: 'A' }, { label: 'B' }]
    const records = parseCsv(writeCsv({ columns, rows: [['1', '2']], footer: csvFooter(example) }))
    expect(records.slice(2)).to.deep.equal([
      ['', ''],
      ['Påhittat exempel', ''],
      ['Export-id: 01jtest', ''],
      ['Urval: första halvåret 2026', ''],
    ])
  })

  it('holds all tables of a document under their captions', () => {
    expect(parseCsv(writeTablesCsv(example))).to.deep.equal([
      [example.title, '', ''],
      ['Påhittat exempel', '', ''],
      ['', '', ''],
      ['Systemfel per nivå', '', ''],
      ['Nivå', 'Antal', 'Dagar utan svar'],
      ['Handläggarnivå', '5', '37'],
      ['Lokal nivå', '1234,5', ''],
      ["'=Central nivå", '-4', '0'],
      ['', '', ''],
      ['Svar', '', ''],
      ['Svar', '', ''],
      ['', '', ''],
      ['Export-id: 01jtest', '', ''],
      ['Urval: första halvåret 2026', '', ''],
    ])
  })
})
