import { expect } from 'chai'
import { followed, jointFaults, listOfNames } from '#src/features/answers/joint.rules.ts'

describe('A list of names', () => {
  const cases: readonly [string[], string][] = [
    [[], ''],
    [['A'], 'A'],
    [['A', 'B'], 'A och B'],
    [['A', 'B', 'C'], 'A, B och C'],
  ]
  for (const [names, text] of cases)
    it(`of ${names.length} is “${text}”`, () => expect(listOfNames(names, 'och')).to.equal(text))
})

describe('Who another answers for', () => {
  const STATES = ['tray', 'sent', 'answered', 'closed', 'revoked'] as const
  const expected: Readonly<Record<string, string>> = {
    'answered tray': 'answered',
    'answered sent': 'answered',
    'revoked tray': 'revoked',
    'revoked sent': 'revoked',
  }
  for (const lead of STATES)
    for (const own of STATES)
      it(`that is ${own} while the answer is ${lead}: ${expected[`${lead} ${own}`] ?? 'stays'}`, () => {
        expect(followed(lead, own)).to.equal(expected[`${lead} ${own}`] ?? null)
      })
})

describe('Those who are asked together', () => {
  const at = new Map([
    ['a1', 'A'],
    ['a2', 'A'],
    ['b', 'B'],
    ['c', 'C'],
  ])
  const cases: readonly [string, string, string[], 'one' | 'each' | null, string[]][] = [
    ['nobody beside', 'a1', [], null, []],
    ['the first alone is ticked', 'a1', ['a1'], null, []],
    ['two bodies', 'a1', ['b'], 'one', []],
    ['two bodies, the first ticked too', 'a1', ['a1', 'b'], 'each', []],
    ['three bodies', 'b', ['a2', 'c'], 'each', []],
    ['nobody says how', 'a1', ['b'], null, ['answering']],
    ['two at one body', 'a1', ['a2'], 'one', ['alsoIds']],
    ['two of the others at one body', 'b', ['a1', 'a2'], 'one', ['alsoIds']],
    ['somebody else’s contact', 'a1', ['x'], 'one', ['alsoIds']],
    ['a first that is no part of the gap', 'x', ['b'], 'one', ['alsoIds']],
  ]
  for (const [what, contactId, alsoIds, answering, faulty] of cases)
    it(`${what}: ${faulty.join() || 'will do'}`, () => {
      expect(Object.keys(jointFaults({ contactId, alsoIds, answering }, at))).to.deep.equal(faulty)
    })
})
