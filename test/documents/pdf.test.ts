import { expect } from 'chai'
import { type Block, cellText, type Document, runsOf, tablesOf } from '#src/documents/document.ts'
import { writePdf } from '#src/documents/pdf.ts'
import { buildPdf } from '#src/documents/pdf-file.ts'
import { everyCharacter } from '../support/characters.ts'
import { NAUGHTY } from '../support/naughty.ts'
import { describeWithPoppler, type ReadPdf, readPdf, type Tagged } from '../support/pdf.ts'
import { example } from './example.ts'

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim()
const texts = ({ tagged }: ReadPdf, ...tags: string[]): string[] =>
  tagged.filter(({ tag }) => tags.includes(tag)).map(({ text }) => folded(text))
const wordsOf = (text: Parameters<typeof runsOf>[0]): string =>
  folded(
    runsOf(text)
      .map(run => run.text)
      .join(''),
  )
/** What `blocks` of one kind say, in their order. */
const said = (kind: 'paragraph' | 'note'): string[] =>
  example.blocks.flatMap(block => (block.kind === kind ? [wordsOf(block.text)] : []))
const heading = (text: string, more: object = {}): Block => ({ kind: 'heading', level: 2, text, ...more })
const long = (words: number): string => Array.from({ length: words }, (_, at) => `ord${at}`).join(' ')

describeWithPoppler('A document as PDF', function () {
  this.timeout(20_000)
  let pdf: ReadPdf
  before(async () => {
    pdf = readPdf(await writePdf(example))
  })

  it('W4: is tagged, in Swedish, says that it is PDF/UA, and shows its title', async () => {
    expect(pdf.info.get('Tagged')).to.equal('yes')
    expect(pdf.info.get('PDF version')).to.equal('1.7')
    expect(pdf.info.get('Title')).to.equal(example.title)
    expect(pdf.info.get('Creator')).to.equal('Systemfel')
    expect(pdf.metadata).to.include('<pdfuaid:part>1</pdfuaid:part>').and.include('Ängsberga &amp; Östra')
    const file = (await buildPdf(example)).toString('latin1')
    expect(file).to.include('/Lang (sv-SE)').and.include('/DisplayDocTitle true')
    expect((await buildPdf({ ...example, lang: 'en' })).toString('latin1')).to.include('/Lang (en-GB)')
  })

  it('has real headings in the order of the model', () => {
    const headings = pdf.tagged.filter(({ tag }) => /^H\d$/.test(tag)).map(({ tag, text }) => [tag, text])
    expect(headings).to.deep.equal([
      ['H1', example.title],
      ['H2', 'Kort sagt'],
      ['H3', 'Frågor till gruppen'],
      ['H4', 'Uppgifter'],
    ])
  })

  it('has every paragraph and note with its words, apart where the text has a line break', () => {
    expect(texts(pdf, 'P')).to.deep.equal(['Påhittat exempel', example.subject, ...said('paragraph'), ...said('note')])
  })

  it('has lists whose items have a label and a body', () => {
    expect(pdf.tagged.filter(({ tag }) => tag === 'L')).to.have.length(2)
    expect(texts(pdf, 'Lbl')).to.deep.equal(['1.', '2.', '•', '•'])
    expect(texts(pdf, 'LBody')).to.deep.equal(['Vem svarar?', 'När är det åtgärdat?', 'En punkt', 'Två punkter'])
  })

  it('has every table with caption, cells, and heads that say what they head', () => {
    expect(texts(pdf, 'Caption')).to.deep.equal(tablesOf(example).map(({ caption }) => caption))
    const cells = pdf.tagged.flatMap(({ tag, scope, text }) => (/^T[HD]$/.test(tag) ? [[scope ?? '-', text]] : []))
    const facts = [
      ['Row', 'Period'],
      ['-', 'januari–juni 2026'],
      ['Row', 'Grupp'],
      ['-', 'Ängsberga'],
    ]
    const wanted = tablesOf(example).flatMap(({ columns, rows }) => [
      ...columns.map(({ label }) => ['Column', label]),
      ...rows.flatMap(row => row.map((cell, at) => [at === 0 ? 'Row' : '-', cellText(cell, 'sv')])),
    ])
    expect(cells).to.deep.equal([...facts, ...wanted])
  })

  it('has the lines of the export and the page number on each page, and reads none of them aloud (P12)', async () => {
    const two = readPdf(await buildPdf({ ...example, blocks: [heading('Ett'), heading('Två', { newPage: true })] }))
    expect(two.pages).to.have.length(2)
    for (const [at, page] of two.pages.entries())
      expect(folded(page))
        .to.include('Export-id: 01jtest')
        .and.include(`Sida ${at + 1} av 2`)
        .and.include('Påhittat')
    const read = JSON.stringify(two.tagged)
    expect(read).not.to.include('Export-id').and.not.to.include('Sida 1')
  })

  it('brings its typeface along, and of it only what it uses', async () => {
    expect(pdf.fonts.map(({ name }) => name.replace(/^[A-Z]+\+/, '')).sort()).to.deep.equal([
      'DejaVuSans',
      'DejaVuSans-Bold',
    ])
    for (const font of pdf.fonts) expect(font).to.include({ embedded: true, subset: true })
    expect((await buildPdf(example)).length).to.be.lessThan(100_000)
  })

  it('can be searched for words with ligatures', async () => {
    const read = readPdf(await buildPdf({ ...example, blocks: [{ kind: 'paragraph', text: 'Fint flytande offert' }] }))
    expect(read.pages.join()).to.include('Fint flytande offert')
  })

  it('has a bookmark for each heading', async () => {
    const file = await buildPdf({ ...example, title: 'Namnet', blocks: [heading('Ett'), heading('Tva')] })
    const bookmarks = [...file.toString('latin1').matchAll(/\/Title \((.*?)\)/g)].map(([, title]) => title)
    expect(bookmarks).to.include.members(['Namnet', 'Ett', 'Tva'])
    expect(file.toString('latin1')).to.match(/\/Outlines/)
  })

  it('is set larger in large print, and says the same', async () => {
    const large = readPdf(await writePdf({ ...example, large: true }))
    expect(large.tagged.map(({ text }) => folded(text))).to.deep.equal(pdf.tagged.map(({ text }) => folded(text)))
    expect(large.pages.length).to.be.greaterThan(pdf.pages.length)
  })
})

describeWithPoppler('A PDF of many pages', function () {
  this.timeout(20_000)
  const columns = [{ label: 'Nummer' }, { label: 'Händelse' }]
  const tableOf = (rows: string[][]): Block => ({ kind: 'table', caption: 'Lång', columns, rows })
  const read = async (...blocks: Block[]): Promise<ReadPdf> => readPdf(await buildPdf({ ...example, blocks }))
  const cells = ({ tagged }: ReadPdf): Tagged[] => tagged.filter(({ tag }) => tag === 'TD')

  it('repeats a table header on each page, and reads it once', async () => {
    const rows = Array.from({ length: 120 }, (_, at) => [`N${at}`, `Rad ${at}`])
    const pdf = await read(tableOf(rows))
    expect(pdf.pages.length).to.be.greaterThan(2)
    for (const page of pdf.pages) expect(page).to.match(/Nummer\s+Händelse/)
    expect(texts(pdf, 'TH').filter(text => text === 'Nummer')).to.have.length(1)
    expect(cells(pdf).map(({ text }) => text)).to.deep.equal(rows.map(([, text]) => text))
  })

  it('lets one paragraph, note, list item and cell go over pages without losing a word', async () => {
    const text = long(1_500)
    const pdf = await read(
      { kind: 'paragraph', text },
      { kind: 'note', text },
      { kind: 'list', items: [text] },
      tableOf([['Ett', text]]),
    )
    expect(texts(pdf, 'P').slice(2)).to.deep.equal([text, text])
    expect(texts(pdf, 'LBody')).to.deep.equal([text])
    expect(cells(pdf).map(cell => folded(cell.text))).to.deep.equal([text])
    const seen = folded(pdf.pages.join(' '))
    for (let at = 0; at < 1_500; at += 100) expect(seen.match(new RegExp(`ord${at}\\b`, 'g'))).to.have.length(4)
  })

  it('breaks no word of a table whose other columns are long', async () => {
    const columns = ['Nummer', 'Åtgärd', 'Ansvarig', 'Senast', 'Läge'].map(label => ({ label }))
    const row = ['SF-2026-0009', long(30), long(12), '5 november 2026', 'Genomförd']
    const seen = folded((await read({ kind: 'table', caption: 'Åtgärder', columns, rows: [row] })).pages.join(' '))
    for (const word of ['Nummer', 'Läge', 'SF-2026-0009', 'november', 'Genomförd']) expect(seen).to.include(word)
  })

  it('is made in a thread of its own: others are served meanwhile', async () => {
    const blocks = Array.from({ length: 100 }, () => ({ kind: 'paragraph', text: long(300) }) as const)
    let longest = 0
    let last = performance.now()
    const clock = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 1)
    const started = performance.now()
    const file = await writePdf({ ...example, blocks })
    const whole = performance.now() - started
    clearInterval(clock)
    expect(readPdf(file).pages.length).to.be.greaterThan(20)
    expect(longest / whole, 'the longest time without a turn, as a part of the whole').to.be.lessThan(0.5)
  })

  it('begins a page of its own where a heading says so', async () => {
    const pdf = await read(heading('Ett'), heading('Tva', { newPage: true }), heading('Tre', { newPage: true }))
    expect(pdf.pages.map(page => ['Ett', 'Tva', 'Tre'].filter(word => page.includes(word)))).to.deep.equal([
      ['Ett'],
      ['Tva'],
      ['Tre'],
    ])
  })

  it('lies down for a table with many columns', async () => {
    const wide = Array.from({ length: 9 }, (_, at) => ({ label: `Kommun ${at}` }))
    const pdf = await read({ kind: 'table', caption: 'Bred', columns: wide, rows: [] })
    expect(pdf.info.get('Page size')).to.match(/^841\.89 x 595\.28/)
  })
})

describeWithPoppler('A PDF of any text', function () {
  this.timeout(60_000)

  it('shows a sign in the place of each that its typeface lacks (I7)', async () => {
    const read = readPdf(
      await buildPdf({ ...example, blocks: [{ kind: 'paragraph', text: 'Före 漢 efter 👩‍👧 slut' }] }),
    )
    expect(texts(read, 'P').at(-1)).to.equal('Före \uFFFD efter \uFFFD\uFFFD slut')
    expect(read.pages.join()).to.include('Före \uFFFD efter')
  })

  it('keeps every naughty string, and says those in Latin letters as they are (I7)', async () => {
    const blocks = NAUGHTY.map(text => ({ kind: 'paragraph', text }) as const)
    const read = readPdf(await buildPdf({ ...example, blocks }))
    const said = new Set(texts(read, 'P'))
    const latin = NAUGHTY.filter(text => /^[ -~\u00A1-\u00AC\u00AE-\u017F]+$/.test(text) && !text.includes('"'))
    expect(latin.length).to.be.greaterThan(150)
    expect(latin.filter(text => !said.has(folded(text)))).to.deep.equal([])
  })

  it('is a whole file for all of U+0000 to U+FFFF, wherever the text stands (I7)', async () => {
    const all = everyCharacter().join('')
    const some = everyCharacter().slice(0, 0x2500).join('')
    const document: Document = {
      title: some,
      lang: 'sv',
      subject: some,
      fictitious: false,
      blocks: [
        { kind: 'heading', level: 2, text: some },
        { kind: 'paragraph', text: all },
        { kind: 'list', items: [some] },
        { kind: 'facts', rows: [{ label: some, value: some }] },
        { kind: 'table', caption: some, columns: [{ label: some }], rows: [[some]] },
        { kind: 'note', text: some },
      ],
      footer: ['en rad'],
    }
    const read = readPdf(await buildPdf(document))
    expect(read.info.get('Tagged')).to.equal('yes')
    expect(read.pages.join()).to.include('ABCDEFGHIJ').and.include('ÅÄÖ'[0])
    expect(read.metadata)
      .to.include('&lt;')
      .and.not.to.match(/<li[^>]*>[^<]*&(?!amp;|lt;|gt;)/)
  })

  it('breaks a word that is wider than the page', async () => {
    const word = 'a'.repeat(2_000)
    const read = readPdf(await buildPdf({ ...example, blocks: [{ kind: 'paragraph', text: word }] }))
    expect(read.pages.join('').replace(/[^a]/g, '').length).to.be.at.least(2_000)
    for (const line of read.pages.join('\n').split('\n')) expect(line.trim().length).to.be.lessThan(130)
  })
})
