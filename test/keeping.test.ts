import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import type { Column } from '#src/db/columns.ts'
import { KEEPING_FILE, keepingDocument } from '#src/dev/write-docs.ts'
import { tables } from '#src/features.ts'
import { KEEPING, SECRECY, secrecyOf, TERMS } from '#src/keeping.ts'

describe('P14: what is kept', () => {
  it('has for every table a rule for how long, and no rule for a table that is not there', () => {
    expect(Object.keys(KEEPING).sort()).to.deep.equal(tables.map(({ name }) => name).sort())
    for (const term of Object.values(KEEPING)) expect(TERMS).to.have.property(term)
  })

  it('has a class for every column: what people write is sensitive, hashes are secret', () => {
    const classes = tables.flatMap(table =>
      Object.entries<Column<unknown>>(table.columns).map(([name, kind]) => [
        `${table.name}.${name}`,
        secrecyOf(table, name, kind),
      ]),
    )
    for (const [name, secrecy] of classes) expect(SECRECY, name).to.include(secrecy)
    expect(Object.fromEntries(classes)).to.include({
      'observation.whatHappened': 'sensitive',
      'answer.text': 'sensitive',
      'person.passwordHash': 'secret',
      'session.tokenHash': 'secret',
      'deficiency.number': 'internal',
    })
  })

  it('is what docs/vad-som-sparas.md says (npm run docs)', () => {
    expect(readFileSync(KEEPING_FILE, 'utf8')).to.equal(keepingDocument())
  })
})
