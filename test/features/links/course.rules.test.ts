import { expect } from 'chai'
import type { State } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Act } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { type Brought, courseOf, type Event, type Standing, sameStanding } from '#src/features/links/course.rules.ts'

const on = (day: string): Date => new Date(`${day}T11:00:00Z`)
const standing = (state: State, since = '2026-01-10'): Standing => ({
  state,
  since: on(since),
  closed: ['resolved', 'eased', 'closed'].includes(state) ? on(since) : null,
})
const NOTHING: Brought = { asked: false, acting: false, lifted: false, placed: false }
const merge = (day: string, brought: Partial<Brought> = {}, id = day): Event => ({
  at: on(day),
  what: 'merge',
  id,
  brought: { ...NOTHING, ...brought },
})
const report = (day: string): Event => ({ at: on(day), what: 'report' })
const act = (day: string, of: Act): Event => ({ at: on(day), what: 'act', act: of })
const steps = (start: Standing, events: readonly Event[]): [State, Act, string][] =>
  courseOf(start, events).steps.map(({ state, act: by, at }) => [state, by, at.toISOString().slice(0, 10)])

describe('The course of a systemfel into which others are merged', () => {
  const FIRST: readonly [string, State, Partial<Brought>, State][] = [
    ['nothing waits: it stays as it is', 'new', {}, 'new'],
    ['an answer is waited for', 'new', { asked: true, acting: true, placed: true }, 'awaiting_answer'],
    ['an action is under way', 'monitored', { acting: true, lifted: true }, 'action_under_way'],
    ['a lift waits for a reply', 'postponed', { lifted: true }, 'lifted'],
    ['a meeting takes it up', 'new', { placed: true }, 'on_agenda'],
    ['something is under way about it already', 'investigating', { asked: true }, 'investigating'],
    ['it waits for an answer of its own', 'awaiting_answer', { acting: true, placed: true }, 'awaiting_answer'],
    ['it is closed', 'closed', {}, 'returned'],
    ['it is closed, and an answer is waited for', 'resolved', { asked: true }, 'awaiting_answer'],
    ['it is closed, and a meeting takes it up', 'eased', { placed: true }, 'on_agenda'],
  ]
  for (const [why, from, brought, to] of FIRST)
    it(`leads to ${to} when ${why}`, () => {
      const { end } = courseOf(standing(from), [merge('2026-02-01', brought)])
      expect(end.state).to.equal(to)
      expect(end.since).to.deep.equal(from === to ? on('2026-01-10') : on('2026-02-01'))
      expect(end.closed).to.equal(null)
    })

  it('takes two steps where a closed one comes back to something that waits', () => {
    expect(steps(standing('closed'), [merge('2026-02-01', { asked: true })])).to.deep.equal([
      ['returned', 'return', '2026-02-01'],
      ['awaiting_answer', 'inheritRequest', '2026-02-01'],
    ])
  })

  it('is brought back by a report within two years, and by none after', () => {
    expect(steps(standing('closed', '2024-03-01'), [report('2026-02-28')])).to.have.length(1)
    expect(steps(standing('closed', '2024-03-01'), [report('2026-03-02')])).to.deep.equal([])
  })

  it('goes through what happened in the order of time, whatever order it is told in', () => {
    const events = [act('2026-03-01', 'close'), report('2026-04-01'), merge('2026-02-01', { placed: true })]
    const course = courseOf(standing('new'), events)
    expect(course.end).to.deep.equal({ state: 'returned', since: on('2026-04-01'), closed: null })
    expect(course.steps.map(({ state }) => state)).to.deep.equal(['on_agenda', 'closed', 'returned'])
  })

  it('puts on an agenda before it postpones, when both happened at once', () => {
    const events = [act('2026-03-01', 'postpone'), act('2026-03-01', 'place')]
    expect(steps(standing('new'), events).map(([state]) => state)).to.deep.equal(['on_agenda', 'postponed'])
  })

  it('counts what was decided also where, without a merge, it would have been closed', () => {
    const decided = act('2026-03-01', 'ask')
    expect(courseOf(standing('closed'), [merge('2026-02-01'), decided]).end.state).to.equal('awaiting_answer')
    expect(courseOf(standing('closed'), [decided]).end).to.deep.include({
      state: 'awaiting_answer',
      since: on('2026-03-01'),
    })
  })

  it('knows how it stood before each merge', () => {
    const { before } = courseOf(standing('closed'), [merge('2026-02-01', {}, 'one'), merge('2026-02-02', {}, 'two')])
    expect(before.get('one')?.state).to.equal('closed')
    expect(before.get('two')).to.deep.equal({ state: 'returned', since: on('2026-02-01'), closed: null })
  })

  it('is the same standing only when the state is, and since when', () => {
    expect(sameStanding(standing('new'), standing('new'))).to.equal(true)
    expect(sameStanding(standing('new'), standing('new', '2026-01-11'))).to.equal(false)
    expect(sameStanding(standing('new'), standing('returned'))).to.equal(false)
  })
})
