import { expect } from 'chai'
import { reasonFor, type Waiting } from '#src/features/meetings/agenda.rules.ts'
import { addDays } from '#src/kernel/days.ts'

const TODAY = '2026-11-21'
const at = (day: string): Date => new Date(`${day}T10:00:00Z`)

/** A systemfel about which nothing waits. */
const QUIET: Waiting = {
  state: 'monitored',
  madeDay: '2026-03-02',
  stateDay: '2026-09-10',
  definition: 'unmet',
  reported: { reports: 1, bands: ['1'], firstMonth: '2026-02', lastMonth: '2026-02' },
  lastReportAt: at('2026-03-02'),
  lastDecision: { type: 'monitor', at: at('2026-09-10'), day: '2026-09-10' },
  lastSeenAt: at('2026-09-10'),
  requests: [],
  actions: [],
  liftsHere: [],
  liftsAway: [],
  suggested: null,
  effectNo: null,
}
const MANY: Pick<Waiting, 'definition' | 'reported'> = {
  definition: 'met',
  reported: { reports: 4, bands: ['1'], firstMonth: '2026-02', lastMonth: '2026-10' },
}
const NEW = { state: 'new', lastDecision: null, lastSeenAt: null } as const
const asked = (over: Partial<Waiting['requests'][number]>): Waiting['requests'] => [
  {
    organisation: 'Försäkringskassan',
    direct: false,
    createdAt: at('2026-09-10'),
    dueDay: '2026-10-15',
    answeredAt: null,
    ...over,
  },
]
const task = (over: Partial<Waiting['actions'][number]>): Waiting['actions'] => [
  { owner: 'Region Norr', direct: false, createdAt: at('2026-09-10'), dueDay: '2026-11-20', ended: null, ...over },
]
const lifted = { from: 'Centrala gruppen', day: '2026-10-01', at: at('2026-10-01') }

const ROWS: readonly [string, Partial<Waiting>, string | null, object?, string?][] = [
  ['nothing new about what is watched', {}, null],
  ['a new one', NEW, 'new', { day: '2026-03-02' }, 'new'],
  [
    'a new one that another group already has on its agenda',
    { ...NEW, state: 'on_agenda' },
    'new',
    { day: '2026-03-02' },
    'new',
  ],
  [
    'a new one that meets the definition',
    { ...NEW, ...MANY },
    'meets_definition',
    { reports: 4, since: '2026-1' },
    'new',
  ],
  [
    'a new one that meets the definition by one report of many clients',
    { ...NEW, ...MANY, reported: { ...MANY.reported, reports: 1, bands: ['5-9'] } },
    'meets_definition',
    { reports: 1, since: '2026-02' },
    'new',
  ],
  [
    'one that was on an agenda and was taken off',
    { ...NEW, state: 'on_agenda', lastSeenAt: at('2026-09-10') },
    'added',
    { again: 1 },
  ],
  [
    'a watched one that meets the definition since a new report',
    { ...MANY, lastReportAt: at('2026-10-02') },
    'meets_definition',
  ],
  ['a watched one that met the definition when it was decided on', { ...MANY }, null],
  [
    'an answer that is overdue',
    { state: 'awaiting_answer', requests: asked({}) },
    'answer_overdue',
    { organisation: 'Försäkringskassan', day: '2026-10-15', variant: 'unanswered' },
    'follow_up',
  ],
  [
    'one that is overdue, while reminders of it still go',
    { state: 'awaiting_answer', requests: asked({ dueDay: addDays(TODAY, -29) }) },
    'answer_overdue',
    { organisation: 'Försäkringskassan', day: addDays(TODAY, -29) },
  ],
  ['an answer that is due today', { state: 'awaiting_answer', requests: asked({ dueDay: TODAY }) }, null],
  ['a request that is still in a tray', { state: 'awaiting_answer', requests: asked({ dueDay: null }) }, null],
  [
    'the most overdue answer of two',
    { state: 'awaiting_answer', requests: [...asked({}), ...asked({ organisation: 'AF', dueDay: '2026-10-01' })] },
    'answer_overdue',
    { organisation: 'AF', day: '2026-10-01', variant: 'unanswered' },
  ],
  [
    'an answer since the decision',
    { state: 'awaiting_answer', requests: asked({ answeredAt: at('2026-10-20') }) },
    'answer_in',
    { organisation: 'Försäkringskassan', day: '2026-10-20' },
    'answers',
  ],
  ['an answer that the group has decided on', { requests: asked({ answeredAt: at('2026-09-01') }) }, null],
  [
    'an action that is overdue',
    { state: 'action_under_way', actions: task({}) },
    'action_overdue',
    { organisation: 'Region Norr', day: '2026-11-20' },
    'follow_up',
  ],
  ['an action that is done', { state: 'action_under_way', actions: task({ dueDay: null }) }, null],
  [
    'an action that was declined since the group decided',
    { state: 'action_under_way', actions: task({ dueDay: null, ended: { how: 'declined', at: at('2026-10-02') } }) },
    'action_overdue',
    { organisation: 'Region Norr', day: '2026-10-02', variant: 'declined' },
    'follow_up',
  ],
  [
    'one that was declined before the group decided',
    { actions: task({ dueDay: null, ended: { how: 'declined', at: at('2026-08-02') } }) },
    null,
  ],
  [
    'an action done since the group decided, that resolves it',
    { state: 'action_under_way', actions: task({ dueDay: null, ended: { how: 'resolved', at: at('2026-10-02') } }) },
    'answer_in',
    { organisation: 'Region Norr', day: '2026-10-02', variant: 'done' },
    'answers',
  ],
  [
    'an effect check that says no',
    { state: 'remedied', effectNo: { months: 3 } },
    'effect_no',
    { months: 3 },
    'effect',
  ],
  [
    'one that came back',
    { state: 'returned', stateDay: '2026-11-02' },
    'came_back',
    { day: '2026-11-02' },
    'follow_up',
  ],
  [
    'one lifted here',
    { state: 'lifted', lastDecision: null, liftsHere: [lifted] },
    'lifted_here',
    { group: 'Centrala gruppen', day: '2026-10-01' },
    'new',
  ],
  [
    'one lifted here and decided on since',
    {
      state: 'monitored',
      lastDecision: { type: 'monitor', at: at('2026-10-02'), day: '2026-10-02' },
      liftsHere: [lifted],
    },
    null,
  ],
  [
    'one lifted away without a reply in time',
    { state: 'lifted', liftsAway: [{ to: 'FINSAM', wishedDay: '2026-11-01' }] },
    'answer_overdue',
    { organisation: 'FINSAM', day: '2026-11-01' },
  ],
  [
    'one lifted away that the receiver has decided on',
    { state: 'investigating', liftsAway: [{ to: 'FINSAM', wishedDay: '2026-11-01' }] },
    null,
  ],
  [
    'a postponed one',
    { state: 'postponed', lastDecision: { type: 'postpone', at: at('2026-09-10'), day: '2026-09-10' } },
    'postponed',
    { day: '2026-09-10' },
    'follow_up',
  ],
  ['one that another group postponed', { state: 'postponed', lastDecision: null, lastSeenAt: null }, 'new'],
  [
    'one taken directly since the last meeting',
    {
      state: 'awaiting_answer',
      lastDecision: null,
      lastSeenAt: null,
      requests: asked({ direct: true, createdAt: at('2026-10-01'), dueDay: '2026-12-01' }),
    },
    'taken_directly',
    { organisation: 'Försäkringskassan', day: '2026-10-01' },
    'information',
  ],
  [
    'one taken directly that a meeting has had before it',
    { requests: asked({ direct: true, createdAt: at('2026-09-01'), dueDay: '2026-12-01' }) },
    null,
  ],
  [
    'one that a member suggested and the convener took up',
    { suggested: { organisation: 'Försäkringskassan', day: '2026-10-01', at: at('2026-10-01') } },
    'proposed',
    { organisation: 'Försäkringskassan', day: '2026-10-01' },
    'new',
  ],
  [
    'one suggested by a member who speaks for nobody',
    { suggested: { organisation: '', day: '2026-10-01', at: at('2026-10-01') } },
    'proposed',
    { day: '2026-10-01', variant: 'member' },
  ],
  [
    'one suggested before the group decided on it',
    { suggested: { organisation: 'AF', day: '2026-09-01', at: at('2026-09-01') } },
    null,
  ],
  [
    'one suggested that a meeting has had before it since',
    { lastSeenAt: at('2026-10-20'), suggested: { organisation: 'AF', day: '2026-10-01', at: at('2026-10-01') } },
    null,
  ],
  [
    'a dialogue of the office since the last meeting',
    { actions: task({ direct: true, createdAt: at('2026-10-01'), dueDay: null }) },
    'taken_directly',
    { organisation: 'Region Norr', day: '2026-10-01' },
  ],
]

describe('What the agenda says of a systemfel, and why', () => {
  for (const [what, waiting, why, facts, section] of ROWS)
    it(`${what}: ${why ?? 'not on the agenda'}`, () => {
      const reason = reasonFor({ ...QUIET, ...waiting }, TODAY)
      expect(reason?.why ?? null).to.equal(why)
      if (facts !== undefined) expect(reason?.facts).to.deep.equal(facts)
      if (section !== undefined) expect(reason?.section).to.equal(section)
    })

  it('names the heaviest reason when several hold', () => {
    const all: Waiting = {
      ...QUIET,
      state: 'returned',
      requests: asked({}),
      actions: task({}),
      liftsHere: [{ ...lifted, at: at('2026-11-01') }],
      effectNo: { months: 9 },
    }
    expect(reasonFor(all, TODAY)?.why).to.equal('lifted_here')
    expect(reasonFor({ ...all, liftsHere: [] }, TODAY)?.why).to.equal('effect_no')
    expect(reasonFor({ ...all, liftsHere: [], effectNo: null }, TODAY)?.why).to.equal('came_back')
    expect(reasonFor({ ...all, liftsHere: [], effectNo: null, state: 'awaiting_answer' }, TODAY)?.why).to.equal(
      'answer_overdue',
    )
  })
})
