import { expect } from 'chai'
import {
  isSilent,
  type Outcome,
  onceMore,
  outcomeOf,
  remindersDue,
  type Said,
  type Step,
  stepAfter,
} from '#src/features/effects/effect.rules.ts'

const said = (answer: Said['answer'], byOmbud = true): Said => ({ answer, byOmbud })

describe('What several say of an effect, taken together', () => {
  const TABLE: readonly (readonly [string, readonly Said[], Outcome])[] = [
    ['nobody said anything', [], 'silent'],
    ['all say yes', [said('yes'), said('yes')], 'confirmed'],
    ['one yes, the other has not met it', [said('not_met'), said('yes')], 'confirmed'],
    ['an ombud and a coordinator say yes', [said('yes'), said('yes', false)], 'confirmed'],
    ['only coordinators say yes', [said('yes', false), said('yes', false)], 'vouched'],
    ['an ombud who has not met it confirms nothing', [said('not_met'), said('yes', false)], 'vouched'],
    ['yes and partly', [said('yes'), said('partly')], 'partly'],
    ['all partly', [said('partly'), said('partly')], 'partly'],
    ['any no', [said('yes'), said('partly'), said('no')], 'no'],
    ['a coordinator’s no', [said('yes'), said('no', false)], 'no'],
    ['nobody has met it', [said('not_met'), said('not_met')], 'not_met'],
  ]
  for (const [what, words, outcome] of TABLE)
    it(`is ${outcome} when ${what}`, () => {
      expect(outcomeOf(words)).to.equal(outcome)
      expect(outcomeOf([...words].reverse())).to.equal(outcome)
    })
})

describe('What comes of a check', () => {
  const [early, last] = [
    { last: false, notMetBefore: false },
    { last: true, notMetBefore: false },
  ]
  const second = { last: true, notMetBefore: true }
  const TABLE: readonly (readonly [Outcome, typeof early, Step])[] = [
    ['confirmed', early, 'follow'],
    ['confirmed', last, 'confirm'],
    ['confirmed', second, 'confirm'],
    ['vouched', early, 'follow'],
    ['vouched', last, 'decide'],
    ['partly', early, 'follow'],
    ['partly', last, 'decide'],
    ['no', early, 'refute'],
    ['no', last, 'refute'],
    ['not_met', early, 'follow'],
    ['not_met', last, 'again'],
    ['not_met', second, 'unknown'],
    ['silent', early, 'unknown'],
    ['silent', last, 'unknown'],
  ]
  for (const [outcome, place, step] of TABLE)
    it(`${outcome}${place.last ? ', the last time' : ''}${place.notMetBefore ? ', not met before either' : ''}: ${step}`, () =>
      expect(stepAfter(outcome, place)).to.equal(step))
})

describe('When somebody is reminded', () => {
  const TABLE: readonly (readonly [string, number, boolean])[] = [
    ['2027-03-01', 0, false],
    ['2027-03-10', 0, false],
    ['2027-03-11', 1, false],
    ['2027-03-20', 1, false],
    ['2027-03-21', 2, false],
    ['2027-03-30', 2, false],
    ['2027-03-31', 2, true],
    ['2027-06-01', 2, true],
  ]
  for (const [today, reminders, silent] of TABLE)
    it(`asked on 1 March, she should have had ${reminders} by ${today}`, () => {
      expect(remindersDue({ askedDay: '2027-03-01' }, today)).to.equal(reminders)
      expect(isSilent({ askedDay: '2027-03-01' }, today)).to.equal(silent)
    })

  it('is asked once more three months on', () =>
    expect(onceMore(9, '2027-11-30')).to.deep.equal({ months: 12, dueDay: '2028-02-29' }))
})
