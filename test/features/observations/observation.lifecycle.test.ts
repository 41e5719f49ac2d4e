import { expect } from 'chai'
import { OBSERVATION_STATES, type ObservationState } from '#src/features/observations/observation.entity.ts'
import {
  OBSERVATION_ACTS,
  type ObservationAct,
  observationLifecycle,
} from '#src/features/observations/observation.lifecycle.ts'
import { Conflict } from '#src/kernel/errors.ts'

type Cell = readonly [to: ObservationState, by: string]
const OMBUD = 'ombud'
const COORDINATOR = 'coordinator'

const EITHER = 'ombud coordinator'

/** Every cell that is open; all others are refused. */
const OPEN: Readonly<Record<ObservationState, Readonly<Partial<Record<ObservationAct, Cell>>>>> = {
  draft: { save: ['draft', EITHER], send: ['sent', EITHER], handOver: ['draft', EITHER] },
  sent: {
    add: ['sent', EITHER],
    withdraw: ['withdrawn', OMBUD],
    link: ['linked', EITHER],
    return: ['returned', COORDINATOR],
    dismiss: ['not_systemic', COORDINATOR],
    hold: ['sent', COORDINATOR],
    resume: ['sent', COORDINATOR],
    handOver: ['sent', EITHER],
  },
  linked: { add: ['linked', EITHER], handOver: ['linked', EITHER], unlink: ['sent', COORDINATOR] },
  returned: {
    save: ['returned', EITHER],
    send: ['sent', EITHER],
    withdraw: ['withdrawn', OMBUD],
    link: ['linked', COORDINATOR],
    dismiss: ['not_systemic', COORDINATOR],
    handOver: ['returned', EITHER],
  },
  not_systemic: { add: ['not_systemic', EITHER], reopen: ['sent', COORDINATOR] },
  withdrawn: {},
}

describe('The life of a report (C8)', () => {
  for (const state of OBSERVATION_STATES)
    for (const act of OBSERVATION_ACTS) {
      const cell = OPEN[state][act]
      it(`${state}: ${act} ${cell === undefined ? 'is refused' : `leads to ${cell[0]}, by ${cell[1]}`}`, () => {
        expect(observationLifecycle.allows(state, act)).to.equal(cell !== undefined)
        if (cell === undefined) expect(() => observationLifecycle.next(state, act)).to.throw(Conflict)
        else {
          const [to, by] = cell
          expect(observationLifecycle.next(state, act)).to.equal(to)
          for (const role of [OMBUD, COORDINATOR, 'convener', 'member', 'analyst', 'admin'])
            expect(observationLifecycle.allows(state, act, [role]), role).to.equal(by.split(' ').includes(role))
        }
      })
    }

  it('asks for a reason wherever a report is not taken on, and where that is taken back', () => {
    const reasons = OBSERVATION_STATES.flatMap(state =>
      OBSERVATION_ACTS.filter(act => observationLifecycle.table[state][act]?.reason === true).map(
        act => `${state} ${act}`,
      ),
    )
    expect(reasons).to.deep.equal([
      ...['sent return', 'sent dismiss', 'sent hold', 'returned dismiss', 'not_systemic reopen'],
    ])
  })
})
