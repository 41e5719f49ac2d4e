import { expect } from 'chai'
import { LINK_KINDS, type LinkKind } from '#src/features/links/link.entity.ts'
import {
  LINK_ACTS,
  LINK_STATES,
  type LinkAct,
  type LinkState,
  linkLifecycle,
  stateOf,
} from '#src/features/links/link.lifecycle.ts'
import { ROLES, type Role } from '#src/kernel/actor.ts'
import { Conflict } from '#src/kernel/errors.ts'

/** By hand: who says it, and who takes it back. */
const MAKERS: Readonly<Record<LinkKind, readonly Role[]>> = {
  same: ['coordinator'],
  similar: ['coordinator', 'convener', 'analyst'],
  different: ['analyst'],
}
const UNDOERS: Readonly<Record<LinkKind, readonly Role[]>> = {
  same: ['coordinator'],
  similar: ['coordinator', 'convener'],
  different: ['coordinator', 'convener', 'analyst'],
}

function checkCell(kind: LinkKind, state: LinkState, act: LinkAct): void {
  const life = linkLifecycle[kind]
  const open = (act === 'undo') === (state === 'standing')
  const by = act === 'make' ? MAKERS[kind] : UNDOERS[kind]
  expect(ROLES.filter(role => life.allows(state, act, [role]))).to.have.members(open ? [...by] : [])
  if (open) expect(life.next(state, act)).to.equal(act === 'make' ? 'standing' : 'undone')
  else expect(() => life.next(state, act)).to.throw(Conflict)
}

describe('C8: the life of what is said of two systemfel', () => {
  it('has 3 kinds, 3 states, 2 acts and 6 roles', () => {
    expect([LINK_KINDS, LINK_STATES, LINK_ACTS, ROLES].map(({ length }) => length)).to.deep.equal([3, 3, 2, 6])
  })

  for (const kind of LINK_KINDS)
    for (const state of LINK_STATES)
      for (const act of LINK_ACTS)
        it(`lets exactly those ${act} who may: ${kind}, ${state}`, () => checkCell(kind, state, act))

  it('stands until it is undone', () => {
    expect(stateOf({ undoneAt: null })).to.equal('standing')
    expect(stateOf({ undoneAt: new Date(0) })).to.equal('undone')
  })
})
