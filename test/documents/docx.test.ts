import { expect } from 'chai'
import { type Block, cellText, type Document, runsOf, tablesOf } from '#src/documents/document.ts'
import { writeDocx } from '#src/documents/docx.ts'
import { xmlSafe } from '#src/documents/xml-safe.ts'
import { everyCharacter } from '../support/characters.ts'
import { type ReadDocx, readDocx, textOf } from '../support/docx.ts'
import { type Element, elements } from '../support/xml.ts'
import { example } from './example.ts'

const part = (docx: ReadDocx, name: string): Element => docx.parts.get(name) as Element
const textsIn = (docx: ReadDocx, name: string): string[] => elements(part(docx, name), 'w:p').map(textOf)

/** What a heading, paragraph, note or list of the model says, paragraph by paragraph. */
function wordsOf(block: Block): string[] {
  if (block.kind === 'table' || block.kind === 'facts') return []
  const texts = block.kind === 'list' ? block.items : [block.text]
  return texts.map(text =>
    runsOf(text)
      .map(run => run.text)
      .join(''),
  )
}

describe('A document as DOCX', () => {
  let docx: ReadDocx
  before(async () => {
    docx = readDocx(await writeDocx(example))
  })

  it('has real headings in the order of the model', () => {
    const headings = docx.paragraphs.filter(({ style }) => style?.startsWith('Heading'))
    expect(headings).to.deep.equal([
      { style: 'Heading1', text: example.title },
      { style: 'Heading2', text: 'Kort sagt' },
      { style: 'Heading3', text: 'Frågor till gruppen' },
      { style: 'Heading4', text: 'Uppgifter' },
    ])
  })

  it('is in Swedish', () => {
    const [language] = elements(part(docx, 'word/styles.xml'), 'w:lang')
    expect(language?.attributes['w:val']).to.equal('sv-SE')
  })

  it('is in English when the model is', async () => {
    const english = readDocx(await writeDocx({ ...example, lang: 'en' }))
    expect(elements(part(english, 'word/styles.xml'), 'w:lang')[0]?.attributes['w:val']).to.equal('en-GB')
    expect(english.paragraphs[0]?.text).to.equal('Fictitious example')
  })

  it('has every paragraph, list item and note with its words, line breaks and tabs', () => {
    const texts = docx.paragraphs.map(({ text }) => text)
    const wanted = example.blocks.flatMap(wordsOf)
    expect(wanted).to.have.length(10)
    expect(texts).to.include.members(wanted)
  })

  it('has every table with the cells of the model, and a header that is repeated on each page', () => {
    const [facts, ...tables] = docx.tables
    expect(facts).to.deep.equal([
      ['Period', 'januari–juni 2026'],
      ['Grupp', 'Ängsberga'],
    ])
    const wanted = tablesOf(example).map(({ columns, rows }) => [
      columns.map(({ label }) => label),
      ...rows.map(row => row.map(cell => cellText(cell, 'sv'))),
    ])
    expect(tables).to.deep.equal(wanted)
    expect(docx.headerRows).to.deep.equal([0, 1, 1])
    expect(tables[0]?.[2]).to.deep.equal(['Lokal nivå', '1\u00a0234,5', '–'])
  })

  it('makes strong what is strong in the model, and leaves the rest to the styles', () => {
    const bold = elements(part(docx, 'word/document.xml'), 'w:r').filter(run => elements(run, 'w:b').length > 0)
    expect(bold.map(textOf)).to.include.members(['Beslut: ', 'Två']).and.not.include('begär svar.')
    for (const run of bold) expect(elements(run, 'w:b')[0]?.attributes).to.deep.equal({})
  })

  it('has the caption before its table, kept with it', () => {
    expect(docx.paragraphs).to.deep.include({ style: 'Caption', text: 'Systemfel per nivå' })
  })

  it('numbers each ordered list from one', async () => {
    const list = { kind: 'list', items: ['Ett', 'Två'], ordered: true } as const
    const { parts } = readDocx(await writeDocx({ ...example, blocks: [list, list] }))
    const ids = elements(parts.get('word/document.xml') as Element, 'w:numId').map(id => id.attributes['w:val'])
    expect(ids[0]).to.equal(ids[1])
    expect(ids[2]).to.equal(ids[3])
    expect(ids[0]).not.to.equal(ids[2])
  })

  it('says that it is fictitious first of all and on every page', () => {
    expect(docx.paragraphs[0]?.text).to.equal('Påhittat exempel')
    expect(textsIn(docx, 'word/header1.xml')).to.deep.equal([`Påhittat exempel · Systemfel · ${example.title}`])
  })

  it('says nothing of the kind of a real document', async () => {
    const real = readDocx(await writeDocx({ ...example, fictitious: false }))
    for (const name of real.parts.keys()) expect(real.source(name)).not.to.include('Påhittat')
  })

  it('has the lines of the export and the page number at the foot of each page (P12)', () => {
    expect(textsIn(docx, 'word/footer1.xml').slice(0, 2)).to.deep.equal(example.footer)
    const fields = elements(part(docx, 'word/footer1.xml'), 'w:instrText').map(({ children }) => children.join(''))
    expect(fields).to.deep.equal(['PAGE', 'NUMPAGES'])
  })

  it('is made by Systemfel and by nobody else', () => {
    const core = part(docx, 'docProps/core.xml')
    const told = ['dc:title', 'dc:creator', 'cp:lastModifiedBy'].map(name => elements(core, name)[0]?.children.join(''))
    expect(told).to.deep.equal([example.title, 'Systemfel', 'Systemfel'])
  })

  it('is an upright A4 page, which lies down for a table with many columns', async () => {
    const size = (read: ReadDocx) => elements(part(read, 'word/document.xml'), 'w:pgSz')[0]?.attributes
    expect(size(docx)).to.include({ 'w:w': '11906', 'w:h': '16838' })
    const columns = Array.from({ length: 9 }, (_, index) => ({ label: `Kommun ${index}` }))
    const wide = { kind: 'table', caption: 'Bred', columns, rows: [] } as const
    const lying = readDocx(await writeDocx({ ...example, blocks: [wide] }))
    expect(size(lying)).to.include({ 'w:w': '16838', 'w:h': '11906', 'w:orient': 'landscape' })
  })

  it('gives a table the whole width between the margins, in columns that sum to it', () => {
    for (const table of elements(part(docx, 'word/document.xml'), 'w:tbl')) {
      const widths = elements(table, 'w:gridCol').map(column => Number(column.attributes['w:w']))
      expect(widths.reduce((sum, width) => sum + width, 0)).to.equal(11_906 - 2 * 1_247)
    }
  })

  it('points at nothing outside itself (I7)', () => {
    for (const [name, root] of docx.parts) {
      for (const { attributes } of elements(root, 'Relationship')) {
        expect(attributes, name).not.to.have.property('TargetMode')
        expect(attributes['Target'], name).not.to.match(/^\w+:|^\/\//)
      }
    }
  })
})

describe('A DOCX of any text', () => {
  it('is well-formed XML for all of U+0000 to U+FFFF, wherever the text stands, and loses no letter (I7)', async () => {
    const chunks = Array.from({ length: 64 }, (_, index) =>
      everyCharacter()
        .slice(index * 1024, (index + 1) * 1024)
        .join(''),
    )
    const all = chunks.join('')
    const document: Document = {
      title: all,
      lang: 'sv',
      subject: all,
      fictitious: false,
      blocks: [
        { kind: 'heading', level: 2, text: all },
        ...chunks.map(text => ({ kind: 'paragraph', text }) as const),
        { kind: 'list', items: [all] },
        { kind: 'facts', rows: [{ label: all, value: all }] },
        { kind: 'table', caption: all, columns: [{ label: all }], rows: [[all]] },
        { kind: 'note', text: all },
      ],
      footer: [all],
    }
    const docx = readDocx(await writeDocx(document))
    expect(docx.paragraphs.filter(({ text }) => text === xmlSafe(all))).to.have.length(10)
    const paragraphs = docx.paragraphs.slice(3, 3 + chunks.length).map(({ text }) => text)
    expect(paragraphs).to.deep.equal(chunks.map(xmlSafe))
  })

  it('keeps formulas, markup and field codes as text', async () => {
    const text = '=HYPERLINK("http://x") <w:t>&amp; { PAGE } ]]> åäö é 👩‍👩‍👧'
    const docx = readDocx(
      await writeDocx({ ...example, title: text, blocks: [{ kind: 'paragraph', text }], footer: [] }),
    )
    expect(docx.paragraphs.filter(paragraph => paragraph.text === text)).to.have.length(2)
    expect(elements(part(docx, 'word/document.xml'), 'w:hyperlink')).to.have.length(0)
  })
})
