import { expect } from 'chai'
import { isId, newId } from '#src/kernel/ids.ts'

describe('Ids', () => {
  it('sort by the instant they were made, and within one by their order', () => {
    const instants = [new Date('2026-11-20T12:00:00.000Z'), new Date('2026-11-20T12:00:00.001Z')]
    const ids = instants.flatMap(now => Array.from({ length: 20_000 }, () => newId(now)))
    expect([...ids].sort()).to.deep.equal(ids)
    expect(new Set(ids).size).to.equal(ids.length)
  })
  it('are UUIDs of version 7', () => {
    const id = newId(new Date('2026-11-20T12:00:00Z'))
    expect(isId(id)).to.equal(true)
    expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
