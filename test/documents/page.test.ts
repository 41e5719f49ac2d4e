import { expect } from 'chai'
import { type CheerioAPI, load } from 'cheerio'
import { cellText, type Document, tablesOf } from '#src/documents/document.ts'
import { makeHelpers } from '#src/web/view-helpers.ts'
import { ViewRenderer } from '#src/web/views.ts'
import { example } from './example.ts'

const nothing = (): string => ''
const context = { locale: 'sv', csrfToken: nothing, newFormKey: nothing, from: '/', asset: nothing } as const
const show = (document: Document): CheerioAPI =>
  load(new ViewRenderer().render('documents/document', document, makeHelpers(context)).toString())
const within = ($: CheerioAPI, selector: string, place: Parameters<CheerioAPI>[1]): string[] =>
  $(selector, place)
    .toArray()
    .map(element => $(element).text().trim())
const texts = ($: CheerioAPI, selector: string): string[] => within($, selector, 'body')

describe('A document as a page', () => {
  const $ = show(example)

  it('has its title as the only first heading, and the headings of the model under it', () => {
    const headings = $('h1, h2, h3, h4').toArray()
    expect(headings.map(element => [element.tagName, $(element).text()])).to.deep.equal([
      ['h1', example.title],
      ['h2', 'Kort sagt'],
      ['h3', 'Frågor till gruppen'],
      ['h4', 'Uppgifter'],
    ])
  })

  it('says first of all that it is fictitious, and nothing of the kind when it is not', () => {
    expect($('body').children().first().text()).to.equal('Påhittat exempel')
    expect(show({ ...example, fictitious: false })('body').text()).not.to.include('Påhittat')
  })

  it('says which language it is in, also on a page in another', () => {
    expect(show({ ...example, lang: 'en' })('article').attr('lang')).to.equal('en')
  })

  it('shows every table with caption, column and row headers and the cells of the model', () => {
    const shown = $('table')
      .toArray()
      .map(table => ({
        caption: $(table).find('caption').text(),
        columns: within($, 'th[scope=col]', table),
        rows: $(table)
          .find('tbody tr')
          .toArray()
          .map(row => within($, 'th, td', row)),
      }))
    const wanted = tablesOf(example).map(({ caption, columns, rows }) => ({
      caption,
      columns: columns.map(({ label }) => label),
      rows: rows.map(row => row.map(cell => cellText(cell, 'sv'))),
    }))
    expect(shown).to.deep.equal(wanted)
    expect(texts($, 'th[scope=row]')).to.deep.equal(['Handläggarnivå', 'Lokal nivå', '=Central nivå'])
    expect($('td.govuk-table__cell--numeric')).to.have.length(6)
  })

  it('names the column beside each value, for the cards that a narrow screen shows', () => {
    const labels = $('table')
      .first()
      .find('td')
      .toArray()
      .map(cell => $(cell).attr('data-label'))
    expect(labels).to.deep.equal(Array.from({ length: 3 }, () => ['Antal', 'Dagar utan svar']).flat())
  })

  it('shows paragraphs, lists, facts and notes, with markup as text', () => {
    expect($('p.govuk-body').eq(1).html()).to.include('&lt;flest&gt; &amp; växer.<br>En ny rad.')
    expect($('p.govuk-body').eq(2).html()?.trim()).to.equal('<strong>Beslut: </strong>begär svar.')
    expect(texts($, 'ol li')).to.deep.equal(['Vem svarar?', 'När är det åtgärdat?'])
    expect(texts($, 'ul li')).to.deep.equal(['En punkt', 'Två punkter'])
    expect(texts($, 'dl dt')).to.deep.equal(['Period', 'Grupp'])
    expect(texts($, 'dl dd')).to.deep.equal(['januari–juni 2026', 'Ängsberga'])
    expect(texts($, '.govuk-inset-text')).to.deep.equal(['Nivån är satt i efterhand.'])
  })

  it('ends with the lines of the export', () => {
    expect(texts($, 'article > footer p')).to.deep.equal(example.footer)
  })
})
