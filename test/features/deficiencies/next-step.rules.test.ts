import { expect } from 'chai'
import { OPEN_STATES, STATES } from '#src/features/deficiencies/deficiency.entity.ts'
import { nextStep, type Situation } from '#src/features/deficiencies/next-step.rules.ts'
import { isKey } from '#src/i18n/translate.ts'

const nothing = (other: Partial<Situation> = {}): Situation => ({
  state: 'new',
  today: '2026-11-21',
  asked: [],
  toBeAsked: [],
  answered: null,
  actions: [],
  coming: null,
  lift: null,
  effectDay: null,
  groups: 'Gruppen',
  mergedInto: null,
  closedForGood: false,
  ...other,
})
const coming = { group: 'Gruppen', day: '2026-12-08' }
const lift = { receiver: 'Länsstyrelsen', wishedDay: '2026-12-01', replied: false }

describe('The next step of a systemfel', () => {
  const cases: readonly (readonly [string, Partial<Situation>, string, object])[] = [
    ['a new one waits for a meeting', {}, 'place', { groups: 'Gruppen' }],
    ['a new one on an agenda is taken up that day', { coming }, 'meeting', coming],
    ['one without a group needs one', { groups: '' }, 'noGroup', {}],
    ['one on an agenda is taken up that day', { state: 'on_agenda', coming }, 'meeting', coming],
    ['a postponed one waits for a meeting to be planned', { state: 'postponed' }, 'noMeeting', { groups: 'Gruppen' }],
    [
      'an agency that is asked answers by its day, the day itself too',
      { state: 'awaiting_answer', asked: [{ organisation: 'FK', dueDay: '2026-11-21' }] },
      'answer',
      { organisation: 'FK', day: '2026-11-21' },
    ],
    [
      'an agency that is late is told how late',
      { state: 'awaiting_answer', asked: [{ organisation: 'FK', dueDay: '2026-11-20' }] },
      'answerLate',
      { organisation: 'FK', day: '2026-11-20', days: 1 },
    ],
    [
      'the one that is asked goes before an answer that has come',
      {
        state: 'awaiting_answer',
        asked: [{ organisation: 'FK', dueDay: '2026-12-01' }],
        answered: { organisation: 'AF' },
      },
      'answer',
      { organisation: 'FK', day: '2026-12-01' },
    ],
    [
      'a question in the tray waits for the notes',
      { state: 'awaiting_answer', toBeAsked: [{ organisation: 'FK' }] },
      'tray',
      { organisation: 'FK' },
    ],
    [
      'an answer waits for the group',
      { state: 'awaiting_answer', answered: { organisation: 'FK' } },
      'judge',
      { organisation: 'FK', groups: 'Gruppen' },
    ],
    [
      'an answer that is on an agenda is considered that day',
      { state: 'awaiting_answer', answered: { organisation: 'FK' }, coming },
      'judgeAt',
      { organisation: 'FK', ...coming },
    ],
    [
      'an action is done by its day',
      { state: 'action_under_way', actions: [{ owner: 'Kommunen', dueDay: '2026-12-24' }] },
      'action',
      { owner: 'Kommunen', day: '2026-12-24' },
    ],
    [
      'an investigation may be late',
      { state: 'investigating', actions: [{ owner: 'PO', dueDay: '2026-11-01' }] },
      'actionLate',
      { owner: 'PO', day: '2026-11-01', days: 20 },
    ],
    [
      'an action may have no day',
      { state: 'action_under_way', actions: [{ owner: 'Kommunen', dueDay: null }] },
      'actionSometime',
      { owner: 'Kommunen' },
    ],
    [
      'actions that are done are for the group to judge',
      { state: 'action_under_way' },
      'actionsDone',
      { groups: 'Gruppen' },
    ],
    [
      'a body it was lifted to answers by the wished day',
      { state: 'lifted', lift },
      'lift',
      { receiver: 'Länsstyrelsen', day: '2026-12-01' },
    ],
    [
      'a body it was lifted to may be late',
      { state: 'lifted', lift: { ...lift, wishedDay: '2026-11-11' } },
      'liftLate',
      { receiver: 'Länsstyrelsen', day: '2026-11-11', days: 10 },
    ],
    [
      'a lift that was answered goes back to the group',
      { state: 'lifted', lift: { ...lift, replied: true } },
      'noMeeting',
      { groups: 'Gruppen' },
    ],
    ['a watched one waits for reports', { state: 'monitored' }, 'monitored', {}],
    [
      'a remedied one waits for the ombud’s word',
      { state: 'remedied', effectDay: '2027-02-21' },
      'effect',
      { day: '2027-02-21' },
    ],
    ['one whose effect is unknown goes to the group', { state: 'effect_unknown', coming }, 'meeting', coming],
    ['a closed one may come back', { state: 'closed' }, 'ended', {}],
    ['one closed long ago does not', { state: 'resolved', closedForGood: true }, 'endedForGood', {}],
    ['a merged one lives on', { state: 'merged', mergedInto: 'SF-2026-0007' }, 'merged', { number: 'SF-2026-0007' }],
  ]
  for (const [claim, situation, key, values] of cases)
    it(`says that ${claim}`, () => {
      expect(nextStep(nothing(situation))).to.deep.equal({ key, values })
    })

  it('has a sentence from every state, with and without a group', () => {
    for (const state of STATES)
      for (const groups of ['', 'Gruppen'])
        expect(isKey(`deficiencies.next.${nextStep(nothing({ state, groups })).key}`), state).to.equal(true)
  })

  it('names who has the next step from every open state with a group but one that is watched', () => {
    for (const state of OPEN_STATES.filter(open => open !== 'monitored'))
      expect(Object.values(nextStep(nothing({ state })).values), state).to.include('Gruppen')
  })
})
