import { expect } from 'chai'
import { leavingFaults, managerFaults, needsCheck } from '#src/features/organisations/contact.rules.ts'

describe('When a contact should be checked', () => {
  const today = '2026-11-21'
  const cases: readonly [string | null, boolean, boolean][] = [
    [null, true, true],
    ['2025-11-20', true, true],
    ['2025-11-21', true, false],
    ['2026-11-21', true, false],
    [null, false, false],
    ['2020-01-01', false, false],
  ]
  for (const [verifiedDay, active, expected] of cases)
    it(`verified ${verifiedDay ?? 'never'}, ${active ? 'in use' : 'closed'}: ${expected ? 'yes' : 'no'}`, () => {
      expect(needsCheck({ active, verifiedDay }, today)).to.equal(expected)
    })
  it('a leap day is a year old on the last of February', () => {
    expect(needsCheck({ active: true, verifiedDay: '2024-02-29' }, '2025-02-28')).to.equal(false)
    expect(needsCheck({ active: true, verifiedDay: '2024-02-29' }, '2025-03-01')).to.equal(true)
  })
})

describe('The manager of a contact', () => {
  const cases: readonly [string | null, string | null, string | null, string[]][] = [
    [null, null, null, []],
    ['a', null, null, []],
    [null, 'Områdeschef', 'chef@myndighet.test', []],
    ['a', 'Områdeschef', null, ['managerId']],
    ['a', null, 'chef@myndighet.test', ['managerId']],
    [null, 'Områdeschef', null, ['managerEmail']],
    [null, null, 'chef@myndighet.test', ['managerFunction']],
  ]
  for (const [managerId, managerFunction, managerEmail, faulty] of cases)
    it(`${managerId ?? '–'}, ${managerFunction ?? '–'}, ${managerEmail ?? '–'}: ${faulty.join() || 'will do'}`, () => {
      expect(Object.keys(managerFaults({ managerId, managerFunction, managerEmail }))).to.deep.equal(faulty)
    })
})

describe('Saying that a contact has left', () => {
  const none = { closedDay: '2026-11-20', successorId: null, function: null, email: null }
  const cases: readonly [string, Partial<typeof none> | Record<string, string>, boolean, string[]][] = [
    ['nobody waits and nobody comes after', {}, false, []],
    ['somebody waits and nobody comes after', {}, true, ['successorId']],
    ['another contact comes after', { successorId: 'a' }, true, []],
    ['a new one comes after', { function: 'Enhetschef', email: 'e@m.test' }, true, []],
    ['both', { successorId: 'a', function: 'Enhetschef', email: 'e@m.test' }, true, ['successorId']],
    ['a new one without an address', { function: 'Enhetschef' }, true, ['email']],
    ['an address without a function', { email: 'e@m.test' }, true, ['function']],
    ['on a day to come', { closedDay: '2026-11-22' }, false, ['closedDay']],
    ['today', { closedDay: '2026-11-21' }, false, []],
  ]
  for (const [what, values, waiting, faulty] of cases)
    it(`${what}: ${faulty.join() || 'will do'}`, () => {
      expect(Object.keys(leavingFaults({ ...none, ...values }, '2026-11-21', waiting))).to.deep.equal(faulty)
    })
})
