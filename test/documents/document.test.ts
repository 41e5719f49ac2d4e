import { expect } from 'chai'
import { cellText, exportFooter, fileName } from '#src/documents/document.ts'

describe('A document', () => {
  it('writes figures as Swedes and the English do, and a dash for no value', () => {
    expect([1234.5, -4, null, '2026'].map(cell => cellText(cell, 'sv'))).to.deep.equal([
      '1\u00a0234,5',
      '−4',
      '–',
      '2026',
    ])
    expect(cellText(1234.5, 'en')).to.equal('1,234.5')
  })

  it('tells at its foot which export it is, whose, when in UTC, and of what (P12)', () => {
    const at = new Date('2026-07-01T08:30:12.000Z')
    expect(exportFooter('sv', { id: 'e1', user: 'u1', at, selection: 'Ängsberga, 2026:1' })).to.deep.equal([
      'Export-id: e1',
      'Användare: u1',
      'Tid: 2026-07-01 08:30 UTC',
      'Urval: Ängsberga, 2026:1',
    ])
  })

  it('has a file name of plain letters that ends with the export', () => {
    expect(fileName('Halvårssammanställning "Östra" 2026:1/../x', '01J-a', 'docx')).to.equal(
      'halvarssammanstallning-ostra-2026-1-x-01j-a.docx',
    )
    expect(fileName('x'.repeat(300), 'e1', 'csv')).to.have.length(80 + 7)
  })
})
