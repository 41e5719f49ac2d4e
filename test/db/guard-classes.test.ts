import { expect } from 'chai'
import { type Column, GUARDS } from '#src/db/columns.ts'
import { tables } from '#src/features.ts'

const TEXTS = ['varchar', 'text', 'simple-json']

describe('P14: each text column says what it may hold', () => {
  for (const { name, columns } of tables)
    it(`in ${name}`, () => {
      const unclear = Object.entries<Column<unknown>>(columns)
        .filter(([, { postgres }]) => TEXTS.includes(String(postgres)))
        .filter(([, { guard }]) => guard === null || !GUARDS.includes(guard))
        .map(([key]) => key)
      expect(unclear).to.deep.equal([])
    })
})
