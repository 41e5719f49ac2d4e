import { expect } from 'chai'
import type { Situation } from '#src/features/deficiencies/next-step.rules.ts'
import {
  type Followed,
  fits,
  LEDGER_STATES,
  type LedgerState,
  readLedger,
  stepsOf,
  totalsOf,
} from '#src/features/following/ledger.rules.ts'
import { NO_PROGRESS, type Progress } from '#src/features/observations/progress.queries.ts'

const TODAY = '2027-03-01'
const SITUATION: Situation = {
  state: 'new',
  today: TODAY,
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
}
const followed = (
  progress: Partial<Progress> = {},
  situation: Partial<Situation> | null = {},
  reportState: Followed['reportState'] = 'linked',
): Followed => ({
  sentDay: '2027-01-10',
  reportState,
  progress: { ...NO_PROGRESS, ...progress },
  situation: situation === null ? null : { ...SITUATION, ...situation },
  today: TODAY,
})
const DECISION = { id: 'd', type: 'ask', paragraph: 4, day: '2027-01-20' } as const
const ANSWER = { kind: 'changed', day: '2027-02-01' } as const
const EFFECT = { state: 'answered', answer: 'yes', dueDay: '2027-02-20' } as const
const told = (of: Followed): string =>
  stepsOf(of)
    .map(({ key, is, day }) => [key, is, day].filter(Boolean).join(' '))
    .join(', ')

describe('The five steps of a report', () => {
  const CASES: readonly [string, Followed, string][] = [
    [
      'sent only',
      followed({}, null, 'sent'),
      'received done 2027-01-10, agenda notYet, decision notYet, answer notYet, effect notYet',
    ],
    [
      'on a coming agenda',
      followed({ agendaDay: '2027-03-12' }, { coming: { group: 'G', day: '2027-03-12' } }),
      'received done 2027-01-10, agenda coming 2027-03-12, decision coming 2027-03-12, answer notYet, effect notYet',
    ],
    [
      'decided, the answer expected',
      followed(
        { agendaDay: '2027-01-20', decision: DECISION },
        { asked: [{ organisation: 'FK', dueDay: '2027-03-12' }] },
      ),
      'received done 2027-01-10, agenda done 2027-01-20, decision done 2027-01-20, answer coming 2027-03-12, effect notYet',
    ],
    [
      'the answer late',
      followed(
        { agendaDay: '2027-01-20', decision: DECISION },
        { asked: [{ organisation: 'FK', dueDay: '2027-02-28' }] },
      ),
      'received done 2027-01-10, agenda done 2027-01-20, decision done 2027-01-20, answer late 2027-02-28, effect notYet',
    ],
    [
      'asked directly and answered: two steps were never taken',
      followed({ answer: ANSWER }, { effectDay: '2027-06-01' }),
      'received done 2027-01-10, agenda passed, decision passed, answer done 2027-02-01, effect coming 2027-06-01',
    ],
    [
      'all five',
      followed({ agendaDay: '2027-01-20', decision: DECISION, answer: ANSWER, effect: EFFECT }, { state: 'resolved' }),
      'received done 2027-01-10, agenda done 2027-01-20, decision done 2027-01-20, answer done 2027-02-01, effect done 2027-02-20',
    ],
    [
      'what was there before it was sent is not its own',
      followed({
        agendaDay: '2026-12-01',
        decision: { ...DECISION, day: '2026-12-01' },
        answer: { ...ANSWER, day: '2027-01-09' },
      }),
      'received done 2027-01-10, agenda notYet, decision notYet, answer notYet, effect notYet',
    ],
  ]
  for (const [what, of, steps] of CASES)
    it(what, () => {
      expect(told(of)).to.equal(steps)
    })

  it('are narrowed by how far they have come', () => {
    const all: Record<string, Followed> = {
      sent: followed({}, null, 'sent'),
      returned: followed({}, null, 'returned'),
      dismissed: followed({}, null, 'not_systemic'),
      waiting: followed({ decision: DECISION }, { state: 'awaiting_answer' }),
      answered: followed({ answer: ANSWER }, { state: 'monitored' }),
      resolved: followed({ answer: ANSWER, effect: EFFECT }, { state: 'resolved' }),
    }
    const expected: Record<LedgerState, string[]> = {
      alla: Object.keys(all),
      nya: ['sent', 'returned'],
      vantar: ['waiting'],
      svar: ['answered', 'resolved'],
      effekt: ['resolved'],
      avslutade: ['dismissed', 'resolved'],
    }
    for (const state of LEDGER_STATES)
      expect(
        Object.keys(all).filter(name => fits(state, all[name] as Followed)),
        state,
      ).to.deep.equal(expected[state])
  })

  it('are counted; a withdrawn report counts nowhere', () => {
    const all = [
      followed({ answer: ANSWER }),
      followed({ decision: DECISION, agendaDay: '2027-01-20' }),
      followed({ answer: ANSWER }, null, 'withdrawn'),
    ]
    expect(totalsOf(all)).to.deep.equal({ sent: 2, agenda: 1, decision: 1, answer: 1, effect: 0 })
  })

  it('are chosen by the address, and what it does not know is left out', () => {
    expect(readLedger({ lage: 'svar', ar: '2026', sida: '3' })).to.deep.equal({ state: 'svar', year: 2026, page: 3 })
    for (const query of [{}, { lage: 'constructor', ar: '1e3', sida: '-1' }, { ar: '19999', sida: '0' }])
      expect(readLedger(query)).to.deep.equal({ state: 'alla', year: null, page: 1 })
  })
})
