import { expect } from 'chai'
import { runsOf } from '#src/documents/document.ts'
import type { PackContent } from '#src/features/meetings/pack.content.ts'
import { packDocument } from '#src/features/meetings/pack.document.ts'

const EMPTY: PackContent = {
  group: 'Ledningsgruppen Granåsen',
  day: '2026-12-01',
  time: '13:00',
  place: 'Kommunhuset',
  fictitious: false,
  audience: 'authorities',
  organisation: null,
  items: [],
  actions: [],
  requests: [],
  effects: [],
}
const FREE: PackContent['items'][number] = {
  id: 'a',
  nr: 3,
  section: 'other',
  title: 'Nya platser',
  why: 'På dagordningen eftersom mötesansvarig har lagt till punkten.',
  proposal: 'Bordlägg: Tas upp i mars.\n\nPlatserna gås igenom först.',
  matter: null,
}
/** What is said, block by block. */
const said = (content: PackContent): string[] =>
  packDocument(content).blocks.flatMap(block =>
    block.kind === 'heading' || block.kind === 'paragraph' || block.kind === 'note'
      ? [
          runsOf(block.text)
            .map(({ text }) => text)
            .join(''),
        ]
      : [],
  )

describe('The document of a pack', () => {
  it('says of an empty agenda that it is empty, and of empty annexes that nothing is open', () => {
    expect(said(EMPTY)).to.deep.equal([
      'Dagordning',
      'Dagordningen är tom än så länge.',
      'Bilaga 1. Öppna åtgärder',
      'Det finns inga öppna åtgärder.',
      'Bilaga 2. Frågor utan svar',
      'Alla frågor har fått svar.',
      'Bilaga 3. Effekt',
      'Inga ombud har svarat om effekten det senaste året.',
    ])
    expect(said({ ...EMPTY, organisation: 'Kronofogden' })[1]).to.equal(
      'Ingen punkt på dagordningen gäller organisationen.',
    )
  })

  it('keeps the number that an item has on the agenda, and ends it with the proposed decision, where there is one', () => {
    const lines = said({ ...EMPTY, items: [FREE] })
    expect(lines.slice(1, 6)).to.deep.equal([
      '3. Nya platser',
      FREE.why,
      'Förslag till beslut',
      'Bordlägg: Tas upp i mars.',
      'Platserna gås igenom först.',
    ])
    expect(said({ ...EMPTY, items: [{ ...FREE, proposal: null }] })).not.to.include('Förslag till beslut')
  })
})
