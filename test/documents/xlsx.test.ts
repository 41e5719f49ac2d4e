import { createRequire } from 'node:module'
import { expect } from 'chai'
import type { Cell, Column } from '#src/documents/document.ts'
import { writeXlsx } from '#src/documents/xlsx.ts'
import { xlsxText } from '#src/documents/xlsx-text.ts'
import { xmlSafe } from '#src/documents/xml-safe.ts'
import { everyCharacter } from '#test/support/characters.ts'
import { type ReadXlsx, readXlsx } from '#test/support/xlsx.ts'
import { elements } from '#test/support/xml.ts'

const NAUGHTY = createRequire(import.meta.url)('big-list-of-naughty-strings') as readonly string[]
const MADE_AT = new Date('2026-11-21T09:00:00Z')

async function* inParts(rows: readonly (readonly Cell[])[], size = 100) {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size)
}
const write = (columns: readonly Column[], rows: readonly (readonly Cell[])[], footer: readonly string[] = []) =>
  writeXlsx({ title: 'Systemfel', madeAt: MADE_AT, columns, parts: inParts(rows), footer })
const oneColumn = async (texts: readonly string[]): Promise<ReadXlsx> =>
  readXlsx(
    await write(
      [{ label: 'Text' }],
      texts.map(text => [text]),
    ),
  )

/** What XML can hold of a text; half of a character is none. */
const kept = (text: string): string => (text in {} ? `${text} ` : held(text))
const held = (text: string): string =>
  xmlSafe(text)
    .replaceAll('\uFFFD', '')
    .replace(/\p{Noncharacter_Code_Point}/gu, '')

describe('A table as XLSX', () => {
  const columns: readonly Column[] = [
    { label: 'Nummer' },
    { label: 'Sedan', day: true },
    { label: 'Rapporter', numeric: true },
  ]
  let read: ReadXlsx
  before(async () => {
    const rows = [
      ['SF-2026-0001', '2026-11-21', 12],
      ['=1+1', 'okänd', 'färre än 5'],
      [null, null, 0.5],
      ['-12', '1999-12-31', Number.NaN],
    ]
    read = readXlsx(await write(columns, rows, ['Export-id: abc', 'Urval: Läge: Öppna']))
  })

  it('I7: has numbers as numbers, days as dates and the rest as texts, under its header; the footer after an empty row', () => {
    expect(read.rows).to.deep.equal([
      ['Nummer', 'Sedan', 'Rapporter'],
      ['SF-2026-0001', { day: '2026-11-21' }, 12],
      ['=1+1', 'okänd', 'färre än 5'],
      [null, null, 0.5],
      ['-12', { day: '1999-12-31' }],
      [],
      ['Export-id: abc'],
      ['Urval: Läge: Öppna'],
    ])
  })

  it('I7: has no formula, and nothing outside the file', () => {
    const all = [...read.parts.values()]
    expect(all.flatMap(part => elements(part, 'f'))).to.deep.equal([])
    const links = all.flatMap(part => elements(part, 'Relationship'))
    expect(links.length).to.be.greaterThan(3)
    for (const { attributes } of links) {
      expect(attributes['TargetMode']).to.equal(undefined)
      expect(attributes['Target']).to.not.contain('://')
    }
    expect(all.flatMap(part => elements(part, 'hyperlink'))).to.deep.equal([])
  })

  it('has a header that stands still, filters and is printed on each page', () => {
    const sheet = read.parts.get('xl/worksheets/sheet1.xml')
    const pane = elements(sheet as never, 'pane')[0]?.attributes
    expect(pane).to.include({ ySplit: '1', state: 'frozen' })
    expect(elements(sheet as never, 'autoFilter')[0]?.attributes['ref']).to.equal('A1:C5')
    const names = elements(read.parts.get('xl/workbook.xml') as never, 'definedName')
    expect(names.map(({ attributes, children }) => [attributes['name'], children.join('')])).to.deep.equal([
      ['_xlnm._FilterDatabase', "'Systemfel'!$A$1:$C$5"],
      ['_xlnm.Print_Titles', "'Systemfel'!$1:$1"],
    ])
    const order = (sheet?.children ?? []).map(child => (typeof child === 'string' ? '' : child.name))
    expect(order.indexOf('autoFilter')).to.be.greaterThan(order.indexOf('sheetData'))
  })

  it('I7: is made by Systemfel, not by a person', () => {
    const core = read.parts.get('docProps/core.xml')
    const said = (name: string) => elements(core as never, name)[0]?.children.join('')
    expect([said('dc:creator'), said('cp:lastModifiedBy')]).to.deep.equal(['Systemfel', 'Systemfel'])
    expect(said('dcterms:created')).to.equal('2026-11-21T09:00:00Z')
  })

  it('I7: keeps every naughty string, as text, in well-formed XML', async () => {
    expect(NAUGHTY.length).to.be.greaterThan(400)
    const { rows, parts } = await oneColumn(NAUGHTY)
    expect(rows.slice(1).map(row => row[0] ?? '')).to.deep.equal(NAUGHTY.map(kept))
    expect(elements(parts.get('xl/worksheets/sheet1.xml') as never, 'f')).to.deep.equal([])
  })

  it('I7: takes every character there is, each in a cell of its own', async () => {
    const { rows, parts } = await oneColumn(everyCharacter())
    expect(rows).to.have.length(0x10001)
    expect(elements(parts.get('xl/worksheets/sheet1.xml') as never, 'f')).to.deep.equal([])
    const told = everyCharacter().map(kept)
    expect(rows.slice(1).map(row => row[0] ?? '')).to.deep.equal(told)
    expect(
      told.filter(text => text === ''),
      'only what XML cannot hold is lost',
    ).to.have.length(2142)
  })

  for (const text of ['_x0041_', '_X0041_', 'a_x005F_b'])
    it(`keeps “${text}”, which the format would take for a sign`, async () => {
      const { rows } = await oneColumn(['före', text, text])
      expect(rows.slice(1)).to.deep.equal([['före'], [text], [text]])
    })

  it('keeps what every object has a thing by the name of, with a blank after', async () => {
    const names = Object.getOwnPropertyNames(Object.prototype)
    expect(names).to.include('constructor').and.include('__proto__')
    const { rows } = await oneColumn([...names, ...names])
    expect(rows.slice(1)).to.deep.equal([...names, ...names].map(name => [`${name} `]))
  })

  it('takes texts as long as a cell may be, and cuts longer ones', () => {
    expect(xlsxText('x'.repeat(40_000))).to.have.length(32_767)
  })

  it('refuses what is no text and no number, as objects that a library could write as formulas', async () => {
    const formula = { value: '=1+1', type: 'Formula' } as never
    const thrown = await write([{ label: 'Text' }], [[formula]]).then(
      () => 'nothing',
      error => String(error),
    )
    expect(thrown).to.contain('cannot be a cell')
  })

  it('is made in a thread of its own: others are served meanwhile', async () => {
    const rows = Array.from({ length: 10_000 }, (_, nr) => [`SF-2026-${nr}`, '2026-11-21', nr])
    let turns = 0
    let longest = 0
    let last = performance.now()
    const clock = setInterval(() => {
      turns += 1
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 1)
    const started = performance.now()
    const file = await write(columns, rows)
    const whole = performance.now() - started
    clearInterval(clock)
    expect(readXlsx(file).rows).to.have.length(10_001)
    expect(turns).to.be.greaterThan(20)
    expect(longest / whole, 'the longest time without a turn, as a part of the whole').to.be.lessThan(0.5)
  })
})
