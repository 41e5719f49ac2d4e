import { expect } from 'chai'
import { xmlSafe } from '#src/documents/xml-safe.ts'
import { everyCharacter } from '../support/characters.ts'
import { parseXml } from '../support/xml.ts'

describe('Text for XML', () => {
  it('is well-formed for every character from U+0000 to U+FFFF (I7)', () => {
    for (const character of everyCharacter()) {
      const text = xmlSafe(`a${character}b`).replace(/[<&]/g, '')
      expect(parseXml(`<t>${text}</t>`).children, JSON.stringify(character)).to.deep.equal([text])
    }
  })

  it('keeps letters, signs, emoji and tabs as they are', () => {
    const text = 'ÅÄÖ åäö é – “citat” 日本 👩‍👩‍👧 \t <&>'
    expect(xmlSafe(text)).to.equal(text)
  })

  it('knows every kind of line break, also the one Word pastes', () => {
    expect(xmlSafe('a\r\nb\rc\vd\fe\nf')).to.equal('a\nb\nc\nd\ne\nf')
  })

  it('takes out control characters and marks half a surrogate pair', () => {
    expect(xmlSafe('a\0\x1b\x7fb\uFFFE\uFFFF')).to.equal('ab')
    expect(xmlSafe('a\uD83Db')).to.equal('a\uFFFDb')
  })
})
