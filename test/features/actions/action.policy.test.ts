import { expect } from 'chai'
import { ACTION_STATES } from '#src/features/actions/action.entity.ts'
import { ACTION_ACTS, actionLifecycle } from '#src/features/actions/action.lifecycle.ts'
import { actionPolicy } from '#src/features/actions/action.policy.ts'
import { type Actor, type Grant, NOBODY, ROLES, SYSTEM } from '#src/kernel/actor.ts'

const actor = (grant: Partial<Grant>): Actor => ({
  ...NOBODY,
  kind: 'person',
  id: 'p',
  grants: [{ role: 'ombud', officeId: null, groupId: null, areaId: null, organisationId: null, ...grant }],
})

describe('Who may do what to an action', () => {
  const subject = { deficiency: { circle: ['o1', 'g1', 'm1'], officeId: 'o1' } }
  const scopes = [{ officeId: 'o1' }, { officeId: 'o9' }, { groupId: 'g1' }, { groupId: 'g9' }, {}]
  const cells = ROLES.flatMap(role => scopes.map(scope => ({ role, scope })))
  for (const { role, scope } of cells) {
    const where = Object.values(scope)[0] ?? 'nowhere'
    const views = where === 'o1' || where === 'g1'
    const keeps = (role === 'coordinator' && where === 'o1') || (role === 'convener' && where === 'g1')
    it(`${role} of ${where} ${views ? 'reads' : 'does not read'} it and ${keeps ? 'keeps' : 'does not keep'} it`, () => {
      expect(actionPolicy.can(actor({ role, ...scope }), 'view', subject)).to.equal(views)
      expect(actionPolicy.can(actor({ role, ...scope }), 'change', subject)).to.equal(keeps)
    })
  }
  it('nobody and the system are let in nowhere, an analyst of the municipality only reads', () => {
    for (const who of [NOBODY, SYSTEM]) {
      expect(actionPolicy.can(who, 'view', subject)).to.equal(false)
      expect(actionPolicy.can(who, 'change', subject)).to.equal(false)
    }
    const analyst = { ...actor({ role: 'analyst', areaId: 'a1' }), municipalityIds: ['m1'] }
    expect(actionPolicy.can(analyst, 'view', subject)).to.equal(true)
    expect(actionPolicy.can(analyst, 'change', subject)).to.equal(false)
  })
})

describe('The life of an action (C8)', () => {
  const open: Readonly<Record<string, string>> = {
    'proposed accept': 'accepted',
    'proposed changeDue': 'proposed',
    'proposed cancel': 'cancelled',
    'accepted changeDue': 'accepted',
    'accepted complete': 'done',
    'accepted cancel': 'cancelled',
  }
  for (const state of ACTION_STATES)
    for (const act of ACTION_ACTS) {
      const to = open[`${state} ${act}`]
      it(to === undefined ? `${act} is refused when it is ${state}` : `${act} takes it from ${state} to ${to}`, () => {
        expect(actionLifecycle.allows(state, act)).to.equal(to !== undefined)
        if (to === undefined) expect(() => actionLifecycle.next(state, act)).to.throw('errors.notFromHere')
        else expect(actionLifecycle.next(state, act)).to.equal(to)
        for (const role of ROLES)
          expect(actionLifecycle.allows(state, act, [role]), role).to.equal(
            to !== undefined && (role === 'coordinator' || role === 'convener'),
          )
      })
    }
})
