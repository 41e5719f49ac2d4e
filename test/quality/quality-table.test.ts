import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'

/** The rows that this version promises. */
const PROMISED =
  'C1 C2 C3 C4 C5 C6 C7 C8 C9 C10 D3 D6 J1 J2 J3 J4 J5 J6 J7 J8 J9 J10 A12 S1 S2 S3 S5 S8 S10 Z1 Z2 Z3 Z4 I1 I2 I3 I4 I5 I8 I9 I12 I13 P1 P2 P3 P4 P5 P6 P7 P9 P14 O5 W1 W2 W3 W5'.split(
    ' ',
  )

const namesOf = (cell: string): string[] => [...cell.matchAll(/[\w./-]+/g)].map(([name]) => name)
const rows = readFileSync('docs/quality.md', 'utf8')
  .split('\n')
  .flatMap(line => {
    const [, id, , files] = line.split('|').map(cell => cell.trim())
    return id === undefined || !/^[A-Z]\d+$/.test(id) ? [] : [{ id, files: namesOf(files ?? '') }]
  })

/** The names of the tests in a file, and of their groups. */
const namesIn = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/\b(?:it|describe\w*)\(\s*(['"`])((?:(?!\1)[^\\]|\\.)*)\1/g)].map(
    ([, , name]) => name as string,
  )
const bears = (path: string, id: string): boolean => namesIn(path).some(name => new RegExp(`\\b${id}\\b`).test(name))

describe('The table of quality', () => {
  it('has each row that is promised, once', () => {
    expect(rows.map(({ id }) => id)).to.deep.equal(PROMISED)
  })

  it('names tests that are there and bear the row’s mark', () => {
    const wrong = rows.flatMap(({ id, files }) =>
      (files.length === 0 ? ['no test'] : files)
        .map(file => `test/${file}.test.ts`)
        .filter(path => !existsSync(path) || !bears(path, id))
        .map(path => `${id}: ${path}`),
    )
    expect(wrong).to.deep.equal([])
  })

  it('leaves out no test of our own that bears a promised mark', () => {
    const own = readdirSync('test/quality').filter(name => name.endsWith('.test.ts'))
    const unnamed = own.flatMap(name =>
      PROMISED.filter(id => bears(`test/quality/${name}`, id))
        .filter(id => !rows.find(row => row.id === id)?.files.includes(`quality/${name.replace('.test.ts', '')}`))
        .map(id => `${id}: ${name}`),
    )
    expect(unnamed).to.deep.equal([])
  })
})
