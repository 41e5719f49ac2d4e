import { expect } from 'chai'
import { MEETING_STATES } from '#src/features/meetings/meeting.entity.ts'
import { MEETING_ACTS, meetingLifecycle } from '#src/features/meetings/meeting.lifecycle.ts'
import { ROLES } from '#src/kernel/actor.ts'
import { Conflict } from '#src/kernel/errors.ts'

/** The whole table, written down a second time: act by act, where it leads from planned, running, held, done, cancelled and approval. */
const EXPECTED = {
  change: ['planned', null, null, null, null, null],
  cancel: ['cancelled', null, null, null, null, null],
  arrange: ['planned', 'running', null, null, null, null],
  lock: ['planned', null, null, null, null, null],
  unlock: ['planned', 'running', null, null, null, null],
  attend: ['planned', 'running', 'held', null, null, 'approval'],
  open: ['running', null, null, null, null, null],
  decide: [null, 'running', null, null, null, null],
  end: [null, 'held', null, null, null, null],
  note: [null, 'running', 'held', null, null, 'approval'],
  release: [null, 'running', 'held', null, null, 'approval'],
  finish: [null, null, 'done', null, null, null],
  send: [null, null, 'approval', null, null, null],
  withdraw: [null, null, null, null, null, 'held'],
  approve: [null, null, null, null, null, 'done'],
} as const

describe('The life of a meeting (C8)', () => {
  it('knows every act', () => expect(Object.keys(EXPECTED).sort()).to.deep.equal([...MEETING_ACTS].sort()))
  for (const act of MEETING_ACTS)
    for (const [index, state] of MEETING_STATES.entries()) {
      const to = EXPECTED[act][index] ?? null
      it(`${state}, ${act}: ${to ?? 'refused'}`, () => {
        if (to === null) expect(() => meetingLifecycle.next(state, act)).to.throw(Conflict)
        else expect(meetingLifecycle.next(state, act)).to.equal(to)
        for (const role of ROLES)
          expect(meetingLifecycle.allows(state, act, [role]), role).to.equal(
            to !== null && act !== 'approve' && role === 'convener',
          )
        expect(meetingLifecycle.allows(state, act, ['adjuster'])).to.equal(to !== null && act === 'approve')
      })
    }
})
