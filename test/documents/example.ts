import type { Document } from '#src/documents/document.ts'

/** A document with a block of every kind. */
export const example: Document = {
  title: 'Halvårssammanställning för Ängsberga & Östra, första halvåret 2026',
  lang: 'sv',
  subject: 'Från PO-verksamheten i Ängsberga till ledningsgruppen',
  fictitious: true,
  blocks: [
    { kind: 'heading', level: 2, text: 'Kort sagt' },
    { kind: 'paragraph', text: 'Brister "på lokal nivå" är <flest> & växer.\nEn ny rad.\tEfter tabb.' },
    { kind: 'paragraph', text: [{ text: 'Beslut: ', strong: true }, { text: 'begär svar.' }] },
    { kind: 'heading', level: 3, text: 'Frågor till gruppen' },
    { kind: 'list', items: ['Vem svarar?', 'När är det åtgärdat?'], ordered: true },
    { kind: 'list', items: ['En punkt', [{ text: 'Två', strong: true }, { text: ' punkter' }]] },
    { kind: 'note', text: 'Nivån är satt i efterhand.' },
    { kind: 'heading', level: 4, text: 'Uppgifter' },
    {
      kind: 'facts',
      rows: [
        { label: 'Period', value: 'januari–juni 2026' },
        { label: 'Grupp', value: 'Ängsberga' },
      ],
    },
    {
      kind: 'table',
      caption: 'Systemfel per nivå',
      columns: [{ label: 'Nivå' }, { label: 'Antal', numeric: true }, { label: 'Dagar utan svar', numeric: true }],
      rows: [
        ['Handläggarnivå', 5, 37],
        ['Lokal nivå', 1234.5, null],
        ['=Central nivå', -4, 0],
      ],
    },
    { kind: 'table', caption: 'Svar', columns: [{ label: 'Svar' }], rows: [] },
  ],
  footer: ['Export-id: 01jtest', 'Urval: första halvåret 2026'],
}
