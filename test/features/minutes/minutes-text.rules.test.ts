import { expect } from 'chai'
import { withoutWords } from '#src/features/minutes/frozen.rules.ts'
import { blocksOf, sameWords, textOf } from '#src/features/minutes/minutes-text.rules.ts'

describe('The text of a §', () => {
  it('says every kind of block in words', () => {
    const text = textOf([
      { kind: 'paragraph', text: [{ text: 'SF-1. ' }, { text: 'Därför.', strong: true }] },
      {
        kind: 'facts',
        rows: [
          { label: 'Beslut', value: 'Bordlägg' },
          { label: 'Skäl', value: 'Tid\nfattas' },
        ],
      },
      { kind: 'list', items: ['ett', 'två'] },
      { kind: 'table', caption: 'T', columns: [{ label: 'A' }, { label: 'B' }], rows: [['x', null]] },
      { kind: 'note', text: 'Obs.' },
    ])
    expect(text).to.equal('SF-1. Därför.\n\nBeslut: Bordlägg\nSkäl: Tid\nfattas\n\n– ett\n– två\n\nx · –\n\nObs.')
  })

  it('is parted into paragraphs by empty lines', () => {
    expect(blocksOf('Ett\nsamma\n \n\nTvå\n').map(block => ('text' in block ? block.text : ''))).to.deep.equal([
      'Ett\nsamma',
      'Två',
    ])
  })

  for (const [one, two, same] of [
    ['a\r\nb', 'a\nb', true],
    ['a \n\nb\n', 'a\n\nb', true],
    ['a b', 'a  b', false],
  ] as const)
    it(`${JSON.stringify(one)} and ${JSON.stringify(two)} are ${same ? 'the same' : 'two'}`, () => {
      expect(sameWords(one, two)).to.equal(same)
    })
})

describe('A frozen document', () => {
  const DOCUMENT = {
    ...{ title: 'Protokoll', lang: 'sv' as const, fictitious: false, footer: [] },
    blocks: [
      { kind: 'heading' as const, level: 3 as const, text: '§ 1/2026 Om table' },
      { kind: 'facts' as const, rows: [{ label: 'Beslut', value: 'Hemligt (a+b)' }] },
      { kind: 'paragraph' as const, text: 'Första.' },
      { kind: 'paragraph' as const, text: 'Andra.' },
      { kind: 'table' as const, caption: 'T', columns: [{ label: 'A' }], rows: [['Hemligt (a+b)']] },
    ],
  }
  it('is read without what is withheld, wherever it stands, and is else the same', () => {
    const shown = withoutWords(DOCUMENT, ['Hemligt (a+b)', 'Första.\n\nAndra.', 'table'], '[–]')
    const text = JSON.stringify(shown)
    expect(text).not.to.match(/Hemligt|Första|Andra/)
    expect(text).to.include('Om [–]').and.include('"kind":"table"')
    expect(withoutWords(DOCUMENT, [], '[–]')).to.deep.equal(DOCUMENT)
  })
})
