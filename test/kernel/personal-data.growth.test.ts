import { expect } from 'chai'
import { findPersonalData } from '#src/kernel/personal-data.ts'
import { growthOf, LINEAR } from './growth.ts'

/** What each of the detectors begins to read, and then must not read again from every place. */
const PIECES: Readonly<Record<string, readonly string[]>> = {
  'the reading': [' ', '\u200d', '٣', 'é\u0301', '😀', 'ﷺ', '\n', "a'"],
  numbers: ['8', '85 ', '850101-', '1 2 3 ', '19850101', 'O0l', 'abcdef12', '- '],
  'keys and UUIDs': ['12341234-1234-1234-1234-'],
  'numbers with letters or a label': ['850101-T123 ', 'T123', 'LMA ', 'reservnummer a', 'tf-nr 1'],
  contacts: ['08-12 ', '+46 ', 'tel. 0', 'a@', 'a.', '@a.', '(at) a'],
  addresses: ['Storgatan 12 ', 'gatan 1', 'Norra ', 'c/o A ', 'på ngatan 1 ', ' 1 '],
  'case numbers': ['dnr 1', 'dnr ', 'SOC 2023/', '3.5.1-', 'nr. ', 'mål nr B 1'],
  days: ['12 mars ', 'den ', '12/3 ', '2024-03-12', 'mar', '12 och ', 'mellan den 1 '],
  births: ['född ', 'född den 1 ', '-92:a', '850101-XXXX', 'pnr 850101'],
  'clients and initials': ['klient 1 ', 'kl. A ', 'NN ', 'N.N.', 'A.', 'klienten AK '],
  names: [
    'A',
    'Aa ',
    'Anna, ',
    'Anna-',
    'Eva och ',
    'von ',
    'handläggare ',
    'Handläggaren Eva ',
    'Lex Sarah ',
    'Björk',
    'gode man ',
    '. ',
  ],
  'small places': ['Ydre. ', 'en döv ', 'döv i Ydre '],
}

describe('The time a hostile text takes', () => {
  for (const [name, pieces] of Object.entries(PIECES))
    for (const piece of pieces)
      it(`A12: grows with its length only, in ${name}: ${JSON.stringify(piece)}`, () => {
        const text = (length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
        expect(growthOf(findPersonalData, text)).to.be.below(LINEAR)
      })
})
