import { expect } from 'chai'
import type { Outcome, Step } from '#src/features/reminders/reminder.entity.ts'
import {
  type Due,
  dueStep,
  isOfficeTime,
  type Ladder,
  nextStep,
  type Taken,
  workdayFrom,
} from '#src/features/reminders/reminders.rules.ts'
import { addDays, instantAt } from '#src/kernel/days.ts'

const DUE = '2027-02-10'
const taken = (step: Step, day: string, outcome: Outcome = 'done', dueDay = DUE): Taken => ({
  step,
  day,
  outcome,
  dueDay,
})
const ladder = (values: Partial<Ladder> = {}): Ladder => ({
  dueDay: DUE,
  sentDay: '2027-01-11',
  heldUntil: null,
  taken: [],
  ...values,
})
/** `seat` for a step that is taken, `seat<after` when another is passed over for it, `–` for nothing. */
const told = (due: Due | null): string =>
  due === null ? '–' : [due.step ?? 'none', ...(due.passed.length > 0 ? [due.passed.join('+')] : [])].join('<')

/** The days on which a ladder that nothing disturbs does something, day by day through two months and a half. */
function days(of: Pick<Ladder, 'dueDay' | 'sentDay'>): string[] {
  const done: Taken[] = []
  const found: string[] = []
  const all = Array.from({ length: 75 }, (_, day) => addDays(of.sentDay, day))
  for (const day of all.filter(one => isOfficeTime(instantAt(one, '09:00')))) {
    const due = dueStep(ladder({ ...of, taken: done }), day)
    if (due?.step == null) continue
    found.push(`${day} ${told(due)}`)
    done.push(taken(due.step, day, 'done', of.dueDay))
  }
  return found
}

describe('The ladder of reminders', () => {
  it('J5: falls on its days, or on the next working day: Easter, a leap day, month ends, week 53, the clocks turned', () => {
    const ladders: Readonly<Record<string, readonly string[]>> = {
      '2027-02-10': [
        '2027-02-03 before',
        '2027-02-11 after',
        '2027-02-24 seat',
        '2027-03-03 superior',
        '2027-03-12 agenda',
      ],
      // Good Friday is 26 March; the clocks go forward on the Sunday.
      '2027-03-25': [
        '2027-03-18 before',
        '2027-03-30 after',
        '2027-04-08 seat',
        '2027-04-15 superior',
        '2027-04-26 agenda',
      ],
      // The clocks go back on Sunday 25 October.
      '2026-10-24': [
        '2026-10-19 before',
        '2026-10-26 after',
        '2026-11-09 seat',
        '2026-11-16 superior',
        '2026-11-23 agenda',
      ],
      '2028-02-28': [
        '2028-02-21 before',
        '2028-02-29 after',
        '2028-03-13 seat',
        '2028-03-20 superior',
        '2028-03-29 agenda',
      ],
      // 2026 has a week 53, from 28 December.
      '2026-12-31': [
        '2026-12-28 before',
        '2027-01-04 after',
        '2027-01-14 seat',
        '2027-01-21 superior',
        '2027-02-01 agenda',
      ],
      '2027-01-31': [
        '2027-01-25 before',
        '2027-02-01 after',
        '2027-02-15 seat',
        '2027-02-22 superior',
        '2027-03-02 agenda',
      ],
    }
    for (const [dueDay, expected] of Object.entries(ladders))
      expect(days({ dueDay, sentDay: addDays(dueDay, -30) }), dueDay).to.deep.equal(expected)
  })

  const WHEN: readonly [string, Partial<Ladder>, string, string][] = [
    ['nothing the day before the first', {}, '2027-02-02', '–'],
    ['the first on its day', {}, '2027-02-03', 'before'],
    ['nothing more that day', { taken: [taken('before', '2027-02-03')] }, '2027-02-03', '–'],
    ['the first late', {}, '2027-02-10', 'before'],
    ['the first never once the due day is over', { sentDay: '2027-02-01' }, '2027-02-11', 'after<before'],
    ['only the latest after a long stop, the earlier passed over', {}, '2027-02-26', 'seat<before+after'],
    [
      'back to the group at last',
      { taken: [taken('seat', '2027-02-24')] },
      '2027-03-12',
      'agenda<before+after+superior',
    ],
    ['nothing when all is done', { taken: [taken('agenda', '2027-03-12')], sentDay: DUE }, '2027-03-12', '–'],
    [
      'the manager at once where nobody holds the seat',
      { taken: [taken('before', '2027-02-03'), taken('after', '2027-02-11'), taken('seat', '2027-02-24', 'nobody')] },
      '2027-02-24',
      'superior',
    ],
    ['no reminder as old as the question', { sentDay: '2027-02-03' }, '2027-02-03', '–'],
    ['nothing while it rests', { heldUntil: '2027-02-12' }, '2027-02-11', '–'],
    [
      'the latest when the rest is over',
      { heldUntil: '2027-02-12', taken: [taken('before', '2027-02-03')] },
      '2027-02-12',
      'after',
    ],
    ['nothing again when the clock goes back', { taken: [taken('before', '2027-02-05')] }, '2027-02-04', '–'],
    [
      'nothing again for the same due day after it was another',
      { taken: [taken('before', '2027-02-03'), taken('after', '2027-01-20', 'done', '2027-01-19')] },
      '2027-02-10',
      '–',
    ],
    [
      'the steps of the new due day',
      { dueDay: '2027-02-24', taken: [taken('before', '2027-02-03')] },
      '2027-02-17',
      'before',
    ],
    [
      'a step of the new due day only if it falls later than what was done for the old one',
      { dueDay: '2027-02-12', taken: [taken('before', '2027-02-03'), taken('after', '2027-02-11')] },
      '2027-02-12',
      'none<before',
    ],
  ]
  for (const [name, values, today, expected] of WHEN)
    it(`asks for ${name}`, () => expect(told(dueStep(ladder(values), today))).to.equal(expected))

  const NEXT: readonly [Partial<Ladder>, string, string][] = [
    [{}, '2027-01-20', '2027-02-03 before'],
    [{ taken: [taken('before', '2027-02-03')] }, '2027-02-03', '2027-02-11 after'],
    [{ heldUntil: '2027-02-13' }, '2027-02-04', '2027-02-15 after'],
    [{ heldUntil: '2027-02-20', taken: [taken('after', '2027-02-11')] }, '2027-02-16', '2027-02-24 seat'],
    [{ taken: [taken('seat', '2027-02-24', 'nobody')] }, '2027-02-24', '2027-02-24 superior'],
  ]
  for (const [values, today, expected] of NEXT)
    it(`tells what comes next: ${expected}`, () => {
      const next = nextStep(ladder(values), today)
      expect(`${next?.day} ${next?.step}`).to.equal(expected)
    })
  it('tells that nothing comes when it has come to its end', () => {
    const all = (['before', 'after', 'seat', 'superior', 'agenda'] as const).map(step => taken(step, '2027-03-12'))
    expect(nextStep(ladder({ taken: all }), '2027-03-13')).to.equal(null)
  })

  it('J5: goes out from eight to five in Sweden, in winter and in summer, on working days', () => {
    const open = (at: string): boolean => isOfficeTime(new Date(at))
    expect(open('2026-10-23T05:59:00Z'), 'summer, 7.59').to.equal(false)
    expect(open('2026-10-23T06:00:00Z'), 'summer, 8.00').to.equal(true)
    expect(open('2026-10-26T06:30:00Z'), 'winter, 7.30').to.equal(false)
    expect(open('2026-10-26T07:00:00Z'), 'winter, 8.00').to.equal(true)
    expect(open('2026-10-26T15:59:00Z'), 'winter, 16.59').to.equal(true)
    expect(open('2026-10-26T16:00:00Z'), 'winter, 17.00').to.equal(false)
    expect(open('2026-10-25T09:00:00Z'), 'a Sunday').to.equal(false)
    expect(open('2026-12-24T09:00:00Z'), 'Christmas Eve').to.equal(false)
    expect(workdayFrom('2026-12-24')).to.equal('2026-12-28')
  })
})
