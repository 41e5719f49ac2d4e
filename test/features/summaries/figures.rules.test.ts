import { expect } from 'chai'
import {
  type Content,
  isNil,
  obstaclesTo,
  questionsOf,
  reportBand,
  withoutEndNote,
} from '#src/features/summaries/content.rules.ts'
import {
  figuresFrom,
  type History,
  lineOf,
  type Step,
  spanOf,
  standingAt,
} from '#src/features/summaries/figures.rules.ts'

const at = (day: string): Date => new Date(`${day}T11:00:00Z`)
const step = (day: string, state: Step['state'], act = 'place'): Step => ({ at: at(day), state, act })
const SPAN = spanOf({ year: 2026, half: 1 }, '2026-06-30')

const history = (values: Partial<History> = {}): History => {
  const steps = values.steps ?? [step('2026-02-01', 'new', 'made')]
  const last = steps.at(-1) as Step
  return {
    ...{ id: 'd', number: 'SF-2026-0001', title: 'Brist', level: 'local', levelInferred: false, mergedInto: null },
    ...{ state: last.state, stateSince: last.at, createdAt: (steps[0] as Step).at },
    ...{ organisations: [], themes: [], places: [], officeIds: ['o'] },
    ...{ asked: [], answered: [], acted: [], decided: [], reported: [] },
    ...values,
    steps,
  }
}

describe('A number of reports', () => {
  it('is told as a band, the lowest of which is fewer than five', () => {
    const told = [0, 1, 4, 5, 9, 10, 19, 20, 49, 50, 99, 100, 2000].map(reportBand)
    expect(told).to.deep.equal([
      ...['0', '1-4', '1-4', '5-9', '5-9', '10-19', '10-19', '20-49', '20-49', '50-99', '50-99', '100+', '100+'],
    ])
  })
})

describe('Where a systemfel stood', () => {
  const made = step('2026-02-01', 'new', 'made')
  const closed = step('2026-04-01', 'closed', 'close')
  it('is its last step before the instant', () => {
    const known = history({ steps: [made, closed, step('2026-05-01', 'returned', 'return')] })
    const states = ['2026-01-31', '2026-02-02', '2026-04-02', '2026-06-01'].map(
      day => standingAt(known, at(day))?.state,
    )
    expect(states).to.deep.equal([undefined, 'new', 'closed', 'returned'])
  })
  it('is not yet what happens at the instant itself', () => {
    expect(standingAt(history({ steps: [made, closed] }), closed.at)?.state).to.equal('new')
  })
  it('is the later of two steps of one instant, the first of which made it', () => {
    const both = [step('2026-02-01', 'on_agenda'), made, step('2026-09-01', 'closed', 'close')]
    expect(standingAt(history({ steps: both }), at('2026-03-01'))?.state).to.equal('on_agenda')
  })
  it('names the one it was merged with only while it is merged', () => {
    const merged = history({ steps: [made, step('2026-04-01', 'merged', 'merge')], mergedInto: 'SF-2026-0002' })
    expect(standingAt(merged, at('2026-05-01'))?.mergedInto).to.equal('SF-2026-0002')
    expect(standingAt(merged, at('2026-03-01'))?.mergedInto).to.equal(null)
  })
})

describe('A systemfel in a half-year', () => {
  const old = step('2025-03-01', 'new', 'made')
  for (const [what, steps, isIn] of [
    ['made before it and never closed', [old], true],
    ['made in it', [step('2026-06-30', 'new', 'made')], true],
    ['made after it', [step('2026-07-01', 'new', 'made')], false],
    ['closed before it', [old, step('2025-12-01', 'resolved', 'close')], false],
    ['closed in it', [old, step('2026-01-02', 'resolved', 'close')], true],
    ['made and closed in it', [step('2026-02-01', 'new', 'made'), step('2026-02-02', 'merged', 'merge')], true],
    ['come back in it', [old, step('2025-12-01', 'closed', 'close'), step('2026-03-01', 'returned', 'return')], true],
    [
      'come back after it',
      [old, step('2025-12-01', 'closed', 'close'), step('2026-07-03', 'returned', 'return')],
      false,
    ],
  ] as const)
    it(`is ${isIn ? 'in' : 'not in'} its summary when ${what}`, () => {
      expect(lineOf(history({ steps }), SPAN) !== null).to.equal(isIn)
    })

  it('borders on the next by Swedish midnight', () => {
    const made = (instant: string) => history({ steps: [{ at: new Date(instant), state: 'new', act: 'made' }] })
    expect(lineOf(made('2026-06-30T21:59:59.999Z'), SPAN)).to.not.equal(null)
    expect(lineOf(made('2026-06-30T22:00:00.000Z'), SPAN)).to.equal(null)
  })

  for (const [what, values, actedOn] of [
    ['a decision to ask', { decided: [{ type: 'ask', at: at('2026-03-01'), group: 'G' }] }, true],
    ['a decision to postpone', { decided: [{ type: 'postpone', at: at('2026-03-01'), group: 'G' }] }, false],
    ['a decision to watch it', { decided: [{ type: 'monitor', at: at('2026-03-01'), group: 'G' }] }, false],
    ['a decision before it', { decided: [{ type: 'ask', at: at('2025-12-01'), group: 'G' }] }, false],
    ['a question', { asked: [{ sentAt: at('2026-03-01'), endedAt: null, organisation: 'P' }] }, true],
    ['an answer', { answered: [{ kind: 'planned', receivedAt: at('2026-03-01'), organisation: 'P' }] }, true],
    ['an answer after it', { answered: [{ kind: 'planned', receivedAt: at('2026-07-02'), organisation: 'P' }] }, false],
    ['a report alone', { reported: [{ period: '2026-1', count: 1, firstMonth: '2026-02' }] }, false],
  ] as const)
    it(`is ${actedOn ? '' : 'not '}acted on by ${what}`, () => {
      expect(lineOf(history({ steps: [old], ...(values as Partial<History>) }), SPAN)?.actedOn).to.equal(actedOn)
    })

  for (const [what, asked, days] of [
    ['none was sent', [], null],
    ['one waits', [['2026-06-01', null]], 29],
    [
      'the oldest of two waits',
      [
        ['2026-06-01', null],
        ['2026-05-01', null],
      ],
      60,
    ],
    [
      'the older of two is answered',
      [
        ['2026-05-01', '2026-05-20'],
        ['2026-06-01', null],
      ],
      29,
    ],
    ['it was answered after the half-year', [['2026-05-01', '2026-07-20']], 60],
    ['it was sent after the half-year', [['2026-07-20', null]], null],
  ] as const)
    it(`counts days without answer when ${what}`, () => {
      const requests = asked.map(([sent, ended]) => ({
        sentAt: at(sent),
        endedAt: ended === null ? null : at(ended),
        organisation: 'P',
      }))
      expect(lineOf(history({ asked: requests }), SPAN)?.daysWithoutAnswer).to.equal(days)
    })

  const action = { kind: 'training', createdAt: at('2026-02-02'), cancelledAt: null, owner: null } as const
  for (const [what, values, stage] of [
    ['proposed', { startedDay: null, doneDay: null }, 'proposed'],
    ['begun', { startedDay: '2026-03-01', doneDay: null }, 'begun'],
    ['begun and done after the half-year', { startedDay: '2026-03-01', doneDay: '2026-07-01' }, 'begun'],
    ['done on its last day', { startedDay: '2026-03-01', doneDay: '2026-06-30' }, 'done'],
    ['cancelled', { startedDay: null, doneDay: null, cancelledAt: at('2026-04-01') }, undefined],
    ['cancelled after it', { startedDay: null, doneDay: null, cancelledAt: at('2026-07-04') }, 'proposed'],
  ] as const)
    it(`tells of an action that was ${what}`, () => {
      expect(lineOf(history({ acted: [{ ...action, ...values }] }), SPAN)?.lastAction?.stage).to.equal(stage)
    })

  it('was first met in the half-year of its first report, when that is before it was made', () => {
    const reported = [
      { period: '2026-1', count: 3, firstMonth: '2025-11' },
      { period: '2026-2', count: 9, firstMonth: '2025-01' },
    ]
    expect(lineOf(history({ reported }), SPAN)).to.include({
      firstMet: '2025-2',
      reportsInAll: '1-4',
      periodsReported: 1,
    })
  })
})

describe('The tables of a half-year', () => {
  const figures = figuresFrom(
    [
      history({
        id: 'a',
        number: 'SF-2026-0010',
        organisations: ['Äldrenämnden', 'Arbetsförmedlingen'],
        themes: ['sip'],
      }),
      history({ id: 'b', number: 'SF-2026-0009', organisations: ['Arbetsförmedlingen'], level: 'central' }),
      history({ id: 'c', number: 'SF-2026-0001', level: 'caseworker', themes: ['sip', 'bemotande'] }),
    ],
    { reports: 7, places: ['Haninge'] },
    SPAN,
  )
  it('count a systemfel with two organisations in both rows, in Swedish order, those without last', () => {
    expect(figures.organisations).to.deep.equal([
      { of: 'Arbetsförmedlingen', levels: { caseworker: 0, local: 1, central: 1 }, all: 2 },
      { of: 'Äldrenämnden', levels: { caseworker: 0, local: 1, central: 0 }, all: 1 },
      { of: null, levels: { caseworker: 1, local: 0, central: 0 }, all: 1 },
    ])
    expect(figures.counts.all).to.equal(3)
  })
  it('have the themes in the order of the list', () => {
    expect(figures.themes.map(({ of, all }) => [of, all])).to.deep.equal([
      ['bemotande', 1],
      ['sip', 2],
      [null, 1],
    ])
  })
  it('have a row for every municipality that the offices cover, also with nothing in it', () => {
    expect(figures.places.map(({ of, all }) => [of, all])).to.deep.equal([
      ['Haninge', 0],
      [null, 3],
    ])
  })
  it('sum by level to the whole', () => {
    expect(figures.levels.map(({ level, all }) => [level, all])).to.deep.equal([
      ['caseworker', 1],
      ['local', 1],
      ['central', 1],
    ])
  })
  it('have the lines by level and number', () => {
    expect(figures.lines.map(({ deficiencyId }) => deficiencyId)).to.deep.equal(['c', 'a', 'b'])
  })
})

describe('What stops a summary from being frozen', () => {
  const line = lineOf(history(), SPAN)
  const standing = { state: 'closed', since: '2025-12-01', mergedInto: null } as const
  const earlier = { deficiencyId: 'e', number: 'SF-2025-0001', title: 'Brist', before: standing, now: standing }
  const content = (values: {
    sent?: boolean
    happened?: [] | null
    endNote?: string | null
    isNew?: number
  }): Content =>
    ({
      figures: { counts: { reports: '0', isNew: values.isNew ?? 1 }, lines: [line] },
      earlier: {
        sent: values.sent ?? true,
        lines: [{ ...earlier, happened: values.happened ?? null, endNote: values.endNote ?? null }],
      },
    }) as unknown as Content
  const keys = (of: Content, questions: string | null) => obstaclesTo(of, questions).map(({ key }) => key)

  it('is a systemfel of the last one without an end note, and fewer than three questions', () => {
    expect(keys(content({}), 'En?\n\nTvå?')).to.deep.equal(['summaries.lacksEndNotes', 'summaries.lacksQuestions'])
  })
  it('is nothing when each has its note or is still in it, and three are asked', () => {
    const asked = 'En?\nTvå?\nTre?'
    expect(keys(content({ endNote: 'Löst.' }), asked)).to.deep.equal([])
    expect(keys(content({ happened: [] }), asked)).to.deep.equal([])
  })
  it('is no end note where no summary was sent before, and no question in a nil report', () => {
    expect(withoutEndNote(content({ sent: false }))).to.deep.equal([])
    expect(isNil(content({ isNew: 0 }))).to.equal(true)
    expect(keys(content({ isNew: 0, endNote: 'Löst.' }), null)).to.deep.equal([])
  })
  it('reads one question a line and no empty ones', () => {
    expect(questionsOf(' En? \n\n\tTvå?\n')).to.deep.equal(['En?', 'Två?'])
    expect(questionsOf(null)).to.deep.equal([])
  })
})
