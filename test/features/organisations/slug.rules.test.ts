import { expect } from 'chai'
import { contentVersion } from '#src/features/organisations/municipality.rules.ts'
import { freeSlug, slugOf } from '#src/features/organisations/slug.rules.ts'

describe('A name in an address', () => {
  const names: Readonly<Record<string, string>> = {
    Försäkringskassan: 'forsakringskassan',
    'Ängelholms kommun, IFO/bistånd': 'angelholms-kommun-ifo-bistand',
    '  Åre – Östersund!  ': 'are-ostersund',
    'Café Ñandú 2': 'cafe-nandu-2',
    '???': 'namn',
    '': 'namn',
  }
  for (const [name, slug] of Object.entries(names))
    it(`“${name}” becomes ${slug}`, () => {
      expect(slugOf(name)).to.equal(slug)
    })
  it('leaves room for a number', () => {
    expect(slugOf('a'.repeat(300))).to.have.length(70)
    expect(slugOf(`${'a'.repeat(69)} b`)).to.equal('a'.repeat(69))
  })
  it('gets the first number that is free', () => {
    expect(freeSlug('tyreso', new Set())).to.equal('tyreso')
    expect(freeSlug('tyreso', new Set(['tyreso', 'tyreso-2', 'tyreso-4']))).to.equal('tyreso-3')
    expect(freeSlug('ny', new Set())).to.equal('ny-2')
  })
})

describe('The version of a municipality', () => {
  const one = { name: 'Håbo', code: '0305', kind: 'municipality' } as const
  it('is a number of at most nine digits that every change changes', () => {
    const versions = [one, { ...one, name: 'Habo' }, { ...one, code: null }, { ...one, kind: 'district' as const }].map(
      contentVersion,
    )
    expect(new Set(versions).size).to.equal(4)
    for (const version of versions) expect(String(version)).to.match(/^\d{1,9}$/)
  })
})
