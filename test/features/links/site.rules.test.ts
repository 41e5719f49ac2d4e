import { expect } from 'chai'
import { isElsewhere, placesElsewhere } from '#src/features/links/site.rules.ts'

const at = (officeId: string, municipalityIds: string[], officeIds = [officeId]) => ({
  officeId,
  officeIds,
  municipalityIds,
})
const place = (id: string) => ({ id })

describe('Where else a systemfel is found', () => {
  const CASES: readonly [string, ReturnType<typeof at>, ReturnType<typeof at>, boolean][] = [
    ['the same office and place', at('a', ['tyreso']), at('a', ['tyreso']), false],
    ['another office in the same place', at('a', ['tyreso']), at('b', ['tyreso']), true],
    ['the same office in another municipality', at('a', ['tyreso']), at('a', ['haninge']), true],
    ['the same office, with a municipality in common', at('a', ['tyreso', 'haninge']), at('a', ['haninge']), false],
    ['an office that feeds the one too', at('a', ['tyreso'], ['a', 'b']), at('b', ['tyreso']), false],
  ]
  for (const [what, one, other, elsewhere] of CASES)
    it(`is ${elsewhere ? '' : 'not '}${what}`, () => expect(isElsewhere(one, other)).to.equal(elsewhere))

  it('is told by the places that are new, at most three, or by all where none is', () => {
    const own = at('a', ['tyreso'])
    const ids = (places: readonly { id: string }[]) => placesElsewhere(own, places).map(({ id }) => id)
    expect(ids([place('tyreso'), place('haninge')])).to.deep.equal(['haninge'])
    expect(ids([place('tyreso')])).to.deep.equal(['tyreso'])
    expect(ids(['a', 'b', 'c', 'd'].map(place))).to.deep.equal(['a', 'b', 'c'])
    expect(ids([])).to.deep.equal([])
  })
})
