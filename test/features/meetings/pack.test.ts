import { expect } from 'chai'
import { answerRequests, answers, BY_LINK } from '#src/features/answers/answer.entity.ts'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import { readDocx } from '#test/support/docx.ts'
import type { Page } from '#test/support/page.ts'
import { describeWithPoppler, readPdf } from '#test/support/pdf.ts'
import { type Browser, World } from '#test/support/world.ts'
import { Board } from './board.ts'
import { at, folded, planned, SHORT } from './packed.ts'

describeWithPoppler('The material pack of a meeting', function () {
  this.timeout(20_000)
  let world: World
  let board: Board
  let known: Deficiency
  let meeting: Meeting
  let page: Page
  before(async () => {
    world = await World.open()
    ;({ board, known, meeting } = await planned(world))
    page = await board.convener.get(at(meeting))
  })

  it('is reached from the meeting, by the convener and by members', async () => {
    const member = await board.given.as('member', { groupId: board.group.id })
    for (const browser of [board.convener, member]) {
      const hub = await browser.get(`/moten/${meeting.id}`)
      expect(hub.$('a[href$="/material"]'), 'one link').to.have.length(1)
      const opened = await browser.get(hub.$('a[href$="/material"]').attr('href') ?? '')
      expect(opened.heading).to.equal('Material till mötet')
    }
    expect((await member.get(at(meeting))).text).not.to.include('Integritetsvakten')
  })

  it('does not exist for others than the people of the group', async () => {
    const other = await board.given.group([board.office])
    const strangers = [
      await board.given.as('ombud', { officeId: board.office.id }),
      await board.given.as('coordinator', { officeId: board.office.id }),
      await board.given.as('convener', { groupId: other.id }),
      await board.given.as('member', { groupId: other.id }),
      await board.given.as('analyst'),
      await board.given.as('admin'),
    ]
    for (const browser of strangers)
      for (const path of ['', '.pdf', '.docx', '?for=foreningar'])
        expect((await browser.get(at(meeting, path))).status, path).to.equal(404)
    expect((await board.convener.get(at(meeting, '?organisation=finns-inte'))).status).to.equal(404)
  })

  it('begins with the group, the day, the time, the place and the agenda with its why-lines', () => {
    const text = folded(page.$('article').text())
    for (const piece of ['Ledningsgruppen Granåsen', '1 december 2026 kl. 13.00', 'Kommunhuset'])
      expect(text).to.include(piece)
    expect(folded(page.$('article table').first().text()))
      .to.include('1. Svårt att nå handläggare')
      .and.include('På dagordningen eftersom')
  })

  it('leads each item with Kort sagt, before its description, level and organisations', () => {
    const text = folded(page.$('article').text())
    const order = [
      'Kort sagt',
      SHORT.what,
      SHORT.forWhom,
      SHORT.wanted,
      'Den som ringer får inget svar på flera veckor.',
      'Lokal nivå',
      'Försäkringskassan',
      'Ingen har frågat eller beslutat något än.',
    ].map(piece => text.indexOf(piece, text.lastIndexOf('1. Svårt att nå handläggare')))
    expect(order).to.deep.equal([...order].sort((one, other) => one - other))
    expect(order[0]).to.be.greaterThan(0)
  })

  it('says the same as page, PDF and Word, under the same headings', async () => {
    const pdf = readPdf(await board.convener.download(at(meeting, '.pdf')))
    const docx = readDocx(await board.convener.download(at(meeting, '.docx')))
    const headings = page
      .$('article')
      .find('h1, h2, h3')
      .toArray()
      .map(each => folded(page.$(each).text()))
    expect(headings).to.include.members(['Dagordning', '1. Svårt att nå handläggare', 'Bilaga 1. Öppna åtgärder'])
    expect(pdf.tagged.filter(({ tag }) => /^H\d$/.test(tag)).map(({ text }) => folded(text))).to.deep.equal(headings)
    const styled = docx.paragraphs.filter(({ style }) => style?.startsWith('Heading'))
    expect(styled.map(({ text }) => folded(text))).to.deep.equal(headings)
    const seen = folded(pdf.tagged.map(({ text }) => text).join(' '))
    const typed = folded([...docx.paragraphs.map(({ text }) => text), ...docx.tables.flat(2)].join(' '))
    for (const piece of [SHORT.what, SHORT.wanted, known.number, 'Försäkringskassan']) {
      expect(seen).to.include(piece)
      expect(typed).to.include(piece)
    }
  })

  it('has each item on a page of its own, and is marked by who fetched it (P12)', async () => {
    const { pages } = readPdf(await board.convener.download(at(meeting, '.pdf')))
    expect(folded(pages[0] ?? ''))
      .to.include('Dagordning')
      .and.not.to.include('Kort sagt')
    expect(folded(pages[1] ?? '')).to.match(/1\. Svårt att nå handläggare Kort sagt/)
    for (const text of pages) expect(folded(text)).to.include('Export-id:').and.include(`Användare: ${board.person.id}`)
  })

  it('makes one PDF at a time for each person', async () => {
    const both = await Promise.all([1, 2].map(() => board.convener.raw('get', at(meeting, '.pdf'))))
    expect(both.map(({ status }) => status).sort()).to.deep.equal([200, 429])
    expect((await board.convener.raw('get', at(meeting, '.pdf'))).status).to.equal(200)
  })

  it('is shown in large print for whoever asks, as page, PDF and DOCX', async () => {
    const large = await page.follow('Visa med stor stil')
    expect(large.$('article').hasClass('app-document--large')).to.equal(true)
    expect(large.$('a[href*="material.pdf"]').attr('href')).to.include('storstil=1')
    const plain = readPdf(await board.convener.download(at(meeting, '.pdf')))
    const big = readPdf(await board.convener.download(at(meeting, '.pdf?storstil=1')))
    expect(big.pages.length).to.be.greaterThan(plain.pages.length)
    expect(large.$('a[href*="material.docx"]').attr('href')).to.include('storstil=1')
    const sizes = async (query: string) => {
      const file = readDocx(await board.convener.download(at(meeting, `.docx${query}`)))
      return Number(/<w:rPrDefault>.*?<w:sz w:val="(\d+)"/s.exec(file.source('word/styles.xml'))?.[1])
    }
    expect(await sizes('?storstil=1')).to.equal(36)
    expect(await sizes('')).to.equal(22)
    expect((await large.follow('Visa med vanlig stil')).$('article').hasClass('app-document--large')).to.equal(false)
  })

  it('tells reports as bands and half-years, also to a convener who works in the office', async () => {
    const both = await board.given.browserOf(
      await board.given.person([
        { role: 'convener', groupId: board.group.id },
        { role: 'coordinator', officeId: board.office.id },
      ]),
    )
    const text = folded((await both.get(at(meeting))).$('article').text())
    expect(text).to.include('färre än 5, första halvåret 2026 – andra halvåret 2026')
    expect(text).to.include('PO Granåsen')
    expect(text).not.to.match(/2–4|mars 2026|september 2026|Antal rapporter 1\b/)
  })

  it('shows what was asked, answered and decided before, and in annexes what is open', async () => {
    await (await board.convener.get(`/moten/${meeting.id}`)).form('Öppna mötet').submit()
    await board.decide(meeting, 1, 'ask', { contactId: board.contact.id, text: 'Vi frågar om telefontiden.' })
    await board.end(meeting)
    await board.finish(meeting)
    await board.later('2027-01-25T09:00:00Z')
    const [request] = await world.rows(answerRequests, { deficiencyId: known.id })
    expect(request?.state).to.equal('sent')
    const next = await board.plan('2027-02-01')
    const article = async () => folded((await board.convener.get(at(next))).$('article').text())
    expect(await article())
      .to.include('Begär svar')
      .and.include('Vi frågar om telefontiden.')
      .and.include('Bilaga 2. Frågor utan svar')
      .and.not.include('Alla frågor har fått svar')
    await world.given(ctx =>
      ctx.rows(answers).insert({
        ...BY_LINK,
        id: ctx.newId(),
        requestId: request?.id ?? '',
        deficiencyId: known.id,
        kind: 'planned',
        text: 'En ny telefontid införs.',
        changeDay: null,
        otherBody: null,
        receivedAt: ctx.now,
        notedAt: null,
      }),
    )
    expect(await article())
      .to.include('Vi planerar en ändring')
      .and.include('En ny telefontid införs.')
  })
})

describe('A pack that the privacy guard stops', () => {
  let world: World
  let board: Board
  let known: Deficiency
  let meeting: Meeting
  let member: Browser
  const write = (description: string): Promise<void> =>
    world.given(ctx => ctx.rows(deficiencies).change(known.id, { description }))
  before(async () => {
    world = await World.open()
    ;({ board, known, meeting } = await planned(world))
    member = await board.given.as('member', { groupId: board.group.id })
  })

  it('says to the convener that nothing was found', async () => {
    expect((await board.convener.get(at(meeting))).text).to.include('hittade inget')
  })

  it('shows her what a person should look at, with a link to where it is mended, and stops nothing', async () => {
    await write('Handläggaren Anna Svensson svarar inte.')
    const page = await board.convener.get(at(meeting))
    expect(page.text).to.include('Anna Svensson” kan vara ett namn')
    expect((await page.follow(`Rätta eller spärra i ${known.number}`)).path).to.equal(`/systemfel/${known.number}`)
    expect((await board.convener.raw('get', at(meeting, '.docx'))).status).to.equal(200)
    expect((await member.get(at(meeting))).text).not.to.include('kan vara ett namn')
  })

  it('makes no file while a personal number stands in it, and shows the pack to nobody but her', async () => {
    await write('Gäller 19121212-1212, som inte får svar.')
    for (const kind of ['.pdf', '.docx', `.docx?organisation=${board.agency.slug}`]) {
      const refused = await board.convener.get(at(meeting, kind))
      expect(refused.status).to.equal(409)
      expect(refused.text).to.include('Inga filer kan hämtas').and.include('Här står ett personnummer')
    }
    for (const path of ['', '.pdf', '.docx']) {
      const closed = await member.get(at(meeting, path))
      expect(closed.status).to.equal(409)
      expect(closed.html).not.to.include('121212')
      expect(closed.text).to.include('Materialet är inte klart')
    }
    await write('Den som ringer får inget svar.')
    expect((await member.raw('get', at(meeting, '.docx'))).status).to.equal(200)
    expect((await member.get(at(meeting))).status).to.equal(200)
  })
})

describeWithPoppler('A pack of twenty items', function () {
  this.timeout(60_000)

  it('has a page for each, as page, PDF and Word', async () => {
    const world = await World.open()
    const board = await Board.of(world)
    for (let at = 1; at <= 20; at++) {
      const deficiency = await board.deficiency({
        title: `Hinder nummer ${at}`,
        description: 'Den som ringer får inget svar på flera veckor. '.repeat(20),
      })
      await world.given(ctx => ctx.rows(deficiencies).change(deficiency.id, SHORT))
      await board.report(deficiency, { clientBand: '2-4' })
    }
    const meeting = await board.plan('2026-12-01')
    const started = performance.now()
    const page = await board.convener.get(at(meeting))
    const shown = performance.now()
    const pdf = await board.convener.download(at(meeting, '.pdf'))
    const printed = performance.now()
    const docx = readDocx(await board.convener.download(at(meeting, '.docx')))
    const [html, file, word] = [shown - started, printed - shown, performance.now() - printed].map(Math.round)
    process.stdout.write(`    20 items: page ${html} ms, PDF ${file} ms, Word ${word} ms\n`)
    const items = (texts: readonly string[]) => texts.filter(text => /^\d+\. Hinder nummer/.test(text))
    const read = readPdf(pdf)
    expect(
      items(
        page
          .$('article h2')
          .toArray()
          .map(each => page.$(each).text()),
      ),
    ).to.have.length(20)
    expect(items(read.tagged.filter(({ tag }) => tag === 'H2').map(({ text }) => text))).to.have.length(20)
    expect(items(docx.paragraphs.flatMap(({ style, text }) => (style === 'Heading2' ? [text] : [])))).to.have.length(20)
    const starts = read.pages.filter(text => /\d+\. Hinder nummer \d+\s+Kort sagt/.test(text))
    expect(starts).to.have.length(20)
  })
})
