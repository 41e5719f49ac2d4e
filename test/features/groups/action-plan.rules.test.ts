import { expect } from 'chai'
import { ageOf, byOwner, daysLate, type Task } from '#src/features/groups/action-plan.rules.ts'

const task = (id: string, owner: string | null, dueDay: string | null, since = '2026-01-01'): Task => ({
  ...{ kind: 'action', id, owner, ownerFunction: null, what: '', actionKind: null, strength: null, stage: 'accepted' },
  ...{ oldDueDays: [], progress: null, nextContactDay: null },
  ...{ number: '', title: '', dueDay, since },
})

describe('The handlingsplan', () => {
  it('goes by who is responsible in Swedish order, nobody last, the soonest due first and the undated last', () => {
    const tasks = [
      task('a', null, '2026-01-01'),
      task('b', 'Östra', null),
      task('c', 'Ängby', '2026-05-01'),
      task('d', 'Östra', '2026-03-01'),
      task('e', 'Östra', '2026-03-01', '2025-01-01'),
    ]
    const shown = byOwner(tasks).map(({ owner, tasks: own }) => `${owner}: ${own.map(({ id }) => id).join()}`)
    expect(shown).to.deep.equal(['Ängby: c', 'Östra: e,d,b', 'null: a'])
  })
  const LATE: readonly [string | null, number][] = [
    [null, 0],
    ['2026-11-22', 0],
    ['2026-11-21', 0],
    ['2026-11-20', 1],
    ['2026-10-21', 31],
  ]
  for (const [dueDay, days] of LATE)
    it(`finds what was due ${dueDay ?? 'never'} ${days} days late`, () => {
      expect(daysLate({ dueDay, stage: 'accepted' }, '2026-11-21')).to.equal(days)
    })
  it('counts how old a thing is in days', () => {
    expect(ageOf({ since: '2026-11-01', stage: 'sent' }, '2026-11-21')).to.equal(20)
    expect(ageOf({ since: '2026-11-01', stage: 'done' }, '2026-11-21')).to.equal(null)
  })
})
